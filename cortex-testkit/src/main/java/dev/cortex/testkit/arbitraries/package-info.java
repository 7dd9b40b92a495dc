/**
 * Scenarios that jqwik makes up: valid ones of a chosen shape, and ones with a ring. Needs {@code net.jqwik:jqwik-api},
 * which whoever uses this package brings. Imports the api.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package dev.cortex.testkit.arbitraries;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
