/**
 * The facts that a run consists of, and the acts of people on it. Imports {@code plan}, {@code agent},
 * {@code criteria} and {@code store}.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.event;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
