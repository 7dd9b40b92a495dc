/**
 * What is wrong with a definition, where, and what to do about it. Imports nothing of cortex.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.diagnostic;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
