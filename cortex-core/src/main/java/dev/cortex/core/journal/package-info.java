/** The stored form of all that leaves the process. */
@NullMarked
package dev.cortex.core.journal;

import org.jspecify.annotations.NullMarked;
