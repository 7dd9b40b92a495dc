/**
 * The built-in stores: journals in memory, and journals as files that survive a crash and are shared by processes.
 * Imports the api.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.core.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
