/**
 * How a host keeps journals: append-only lists of lines. Imports nothing of cortex.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
