/**
 * What follows from what: the one pure function that decides how a run goes on. It reads no clock, starts no thread, does
 * no input or output and draws no random number; events and signals go in, events and commands come out. Imports the api
 * alone.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
package dev.cortex.core.machine;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
