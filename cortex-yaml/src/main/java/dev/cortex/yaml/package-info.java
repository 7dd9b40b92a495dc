/** Scenarios as YAML text. */
@NullMarked
package dev.cortex.yaml;

import org.jspecify.annotations.NullMarked;
