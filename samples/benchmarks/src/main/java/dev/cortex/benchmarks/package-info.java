/** How long things take, each next to what it is compared with: ratios of one run mean more than times of several. */
@NullMarked
package dev.cortex.benchmarks;

import org.jspecify.annotations.NullMarked;
