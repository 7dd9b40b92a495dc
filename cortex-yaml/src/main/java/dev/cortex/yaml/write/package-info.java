/** Models to YAML text that is read as the same model. Imports the api. */
@NullMarked
package dev.cortex.yaml.write;

import org.jspecify.annotations.NullMarked;
