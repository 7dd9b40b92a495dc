/**
 * Engines for tests with JUnit 5, one for each test. Needs {@code org.junit.jupiter:junit-jupiter-api}, which whoever uses
 * this package brings. Imports the api and {@code testkit}.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package dev.cortex.testkit.junit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
