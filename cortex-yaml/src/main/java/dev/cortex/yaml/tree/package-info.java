/**
 * YAML text to a tree of nodes that know where they stand. Knows YAML and nothing of scenarios; the only importer of
 * SnakeYAML Engine.
 */
@NullMarked
package dev.cortex.yaml.tree;

import org.jspecify.annotations.NullMarked;
