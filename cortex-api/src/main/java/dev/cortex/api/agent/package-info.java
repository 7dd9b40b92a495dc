/**
 * How a host gives cortex its agents and profiles. Imports {@code scenario}.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.agent;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
