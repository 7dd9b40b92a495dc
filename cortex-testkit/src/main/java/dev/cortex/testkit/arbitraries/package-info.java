/**
 * What jqwik makes up for properties: scenarios, valid ones of a chosen shape and ones with a ring, by
 * {@link dev.cortex.testkit.arbitraries.Scenarios}; what happens in a run of one, by
 * {@link dev.cortex.testkit.arbitraries.RunScripts}; and definitions as YAML with one mistake, by
 * {@link dev.cortex.testkit.arbitraries.BrokenDefinitions}. What fails shrinks to what a person can read at a glance, and is
 * shown as YAML. Needs {@code net.jqwik:jqwik-api}, which whoever uses this package brings. Imports the api, {@code testkit} and
 * {@code simulation}.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package dev.cortex.testkit.arbitraries;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
