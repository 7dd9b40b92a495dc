package dev.cortex.testkit.arbitraries;

import java.util.Objects;

/**
 * A scenario as YAML in which one thing is wrong. Whoever reads, checks and plans it reports one finding, of the code and the
 * severity of the mistake and in this line, and nothing else.
 *
 * @param mistake what is wrong
 * @param text YAML
 * @param line where, counted from 1
 */
public record BrokenDefinition(Mistake mistake, String text, int line) {
    /** Checks for nulls. */
    public BrokenDefinition {
        Objects.requireNonNull(mistake, "mistake");
        Objects.requireNonNull(text, "text");
    }

    /** {@return what has to be reported and where, and below that the text} */
    @Override
    public String toString() {
        return mistake + ", " + mistake.code() + " in line " + line + ":\n" + text;
    }
}
