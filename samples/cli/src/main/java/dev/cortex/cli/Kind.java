package dev.cortex.cli;

import java.util.Locale;

/** The two kinds of definitions, and the words for them. */
public enum Kind {
    /** Scenarios with phases. */
    SCENARIO("orchestrate", "scenarios", "phase"),
    /** Workflows with steps. */
    WORKFLOW("workflow", "workflows", "step");

    private final String command;
    private final String folder;
    private final String part;

    Kind(String command, String folder, String part) {
        this.command = command;
        this.folder = folder;
        this.part = part;
    }

    /** {@return the subcommand that deals with them} */
    public String command() {
        return command;
    }

    /** {@return their folder in the home} */
    public String folder() {
        return folder;
    }

    /** {@return {@code phase} or {@code step}} */
    public String part() {
        return part;
    }

    /** {@return {@code scenario} or {@code workflow}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return {@code Scenario} or {@code Workflow}} */
    public String title() {
        return capital(word());
    }

    /** {@return {@code Phase} or {@code Step}} */
    public String partTitle() {
        return capital(part);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
