/**
 * The stored and transported form of everything that leaves a process: plain JSON, written and read with jackson-core's
 * stream alone. The one package that imports it. Imports the api.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.core.journal;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
