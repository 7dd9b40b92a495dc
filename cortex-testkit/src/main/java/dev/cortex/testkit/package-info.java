/** Helpers for tests of code that uses cortex. */
@NullMarked
package dev.cortex.testkit;

import org.jspecify.annotations.NullMarked;
