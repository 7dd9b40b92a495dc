/** The facade. */
@NullMarked
package dev.cortex.core;

import org.jspecify.annotations.NullMarked;
