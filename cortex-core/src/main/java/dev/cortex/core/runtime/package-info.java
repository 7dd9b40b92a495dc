/**
 * The only threads: carries out in this process what the machine decides. For each run one mailbox; for each batch of
 * signals the same four steps: decide, append, publish, execute. Imports {@code machine} and {@code journal}; not
 * exported.
 */
@NullMarked
package dev.cortex.core.runtime;

import org.jspecify.annotations.NullMarked;
