/**
 * Runs of a real engine in a world that a test controls: in which order things happen, how long they take, what fails,
 * and when the power does. {@link dev.cortex.testkit.simulation.Simulation} is where to begin.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL)
package dev.cortex.testkit.simulation;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
