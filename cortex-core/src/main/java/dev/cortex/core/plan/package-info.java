/** Puts the phases of a scenario in order. */
@NullMarked
package dev.cortex.core.plan;

import org.jspecify.annotations.NullMarked;
