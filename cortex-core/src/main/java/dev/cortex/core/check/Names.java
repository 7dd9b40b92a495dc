package dev.cortex.core.check;

import java.util.Optional;

/** What names may look like. A name is never used as a path, and still must not look like one. */
enum Names {
    SCENARIO,
    WORKFLOW,
    PHASE,
    /** Becomes a phase, so it keeps the rules for one. */
    STEP,
    AGENT,
    PROFILE,
    INPUT,
    OUTPUT;

    static final int LONGEST = 128;

    /** The word for people. */
    String what() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Which rule a name breaks, if it breaks one. */
    Optional<String> problem(String name) {
        int length = name.codePointCount(0, name.length());
        if (name.isBlank()) {
            return Optional.of("a name is not blank");
        }
        if (length > LONGEST) {
            return Optional.of("a name has at most " + LONGEST + " characters, and this one has " + length);
        }
        if (name.startsWith(".")) {
            return Optional.of("a name does not begin with `.`");
        }
        return name.codePoints()
                .filter(this::isForbidden)
                .mapToObj(Names::refusal)
                .findFirst();
    }

    private boolean isForbidden(int c) {
        return c == '/'
                || c == '\\'
                || (c == ',' && (this == PHASE || this == STEP))
                || Character.getType(c) == Character.CONTROL
                || Character.getType(c) == Character.SURROGATE;
    }

    private static String refusal(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL ->
                String.format(java.util.Locale.ROOT, "a name has no control character, and this one has U+%04X", c);
            // Code points come one by one, so a surrogate here is half of a character: no file can hold it.
            case Character.SURROGATE -> "a name is whole characters, and this one has half of one";
            default ->
                c == ','
                        ? "conditions list phases between commas, so the name of one has no `,`"
                        : "a name has no `" + Character.toString(c) + "`";
        };
    }
}
