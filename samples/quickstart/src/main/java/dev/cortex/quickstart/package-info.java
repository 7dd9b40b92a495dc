/**
 * A program that embeds cortex. {@code Hello} is the smallest one; {@code ReleaseDesk} has agents, a listener, an
 * evaluator and a store of its own.
 */
@NullMarked
package dev.cortex.quickstart;

import org.jspecify.annotations.NullMarked;
