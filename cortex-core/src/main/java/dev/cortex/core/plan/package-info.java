/**
 * In what order the phases of a scenario can come: one static planner, and pictures of what it makes. Imports the api
 * and, alone in cortex, JGraphT.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.core.plan;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
