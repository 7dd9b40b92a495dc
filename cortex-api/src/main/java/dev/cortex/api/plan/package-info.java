/**
 * A scenario compiled to a graph: who waits for whom, and in which waves. Imports {@code scenario}.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.plan;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
