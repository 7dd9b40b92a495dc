/**
 * What every implementation of an interface of cortex has to keep, as tests to extend. Cases named {@code required_} are
 * promises that engines build on; cases named {@code optional_} are skipped where an implementation says that it does
 * without. Imports the api, {@code simulation} and JUnit.
 */
@NullMarked
package dev.cortex.testkit.contract;

import org.jspecify.annotations.NullMarked;
