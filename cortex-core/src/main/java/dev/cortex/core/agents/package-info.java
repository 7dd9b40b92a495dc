/**
 * Agents that are programs, agents that are files, and criteria that are commands. Nothing here runs a program unless a
 * host registers the class that does. Imports the api, and {@code core.journal} to read JSON.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.core.agents;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
