/** JSON Schema: the only importer of the JSON Schema validator. Imports {@code tree} and the api. */
@NullMarked
package dev.cortex.yaml.schema;

import org.jspecify.annotations.NullMarked;
