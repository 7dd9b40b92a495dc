/**
 * Scenarios, workflows and agents as YAML text: readers, writers, loaders, and the JSON Schemas that describe the files.
 * Imports {@code dev.cortex.api}; no type of a YAML or JSON library appears in a signature.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.yaml;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
