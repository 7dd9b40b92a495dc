/**
 * The {@code cortex} command: what people type, what they read, and with which code it exits. Imports exported packages
 * of cortex and picocli alone; whatever it can do, another host can do with the same calls.
 */
@NullMarked
package dev.cortex.cli;

import org.jspecify.annotations.NullMarked;
