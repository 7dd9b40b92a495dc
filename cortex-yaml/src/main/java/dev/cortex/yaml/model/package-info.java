/** The tree to the model and back: keys, conditions, durations, the older dialect. Imports {@code tree} and the api. */
@NullMarked
package dev.cortex.yaml.model;

import org.jspecify.annotations.NullMarked;
