/**
 * Whether a definition says what it has to say: every rule about its content, the order of its phases apart. Not
 * exported. Imports the api alone.
 */
@NullMarked
package dev.cortex.core.check;

import org.jspecify.annotations.NullMarked;
