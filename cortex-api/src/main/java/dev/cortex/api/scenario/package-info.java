/**
 * The model: scenarios with phases, workflows with steps. Immutable, without positions, equal by value. Imports
 * {@code diagnostic} alone.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.scenario;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
