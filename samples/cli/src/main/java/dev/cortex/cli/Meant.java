package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Finds the command that somebody meant: by another word for it, by the group that has it, or by its letters. */
final class Meant {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("approve", "start"),
            Map.entry("accept", "start"),
            Map.entry("deny", "reject"),
            Map.entry("refuse", "reject"),
            Map.entry("continue", "resume"),
            Map.entry("cancel", "stop"),
            Map.entry("abort", "stop"),
            Map.entry("pause", "stop"),
            Map.entry("show", "status"),
            Map.entry("log", "history"),
            Map.entry("logs", "history"),
            Map.entry("check", "validate"));

    private Meant() {}

    /**
     * What to put behind the word that is no command.
     *
     * @param typed the word
     * @param group where it was typed
     * @return {@code " (did you mean x?)"}, or nothing
     */
    static String hint(String typed, CommandLine group) {
        String word = typed.toLowerCase(Locale.ROOT);
        String other = WORDS.getOrDefault(word, word);
        if (group.getSubcommands().containsKey(other)) {
            return " (did you mean " + other + "?)";
        }
        CommandLine scenarios = group.getSubcommands().get(Kind.SCENARIO.command());
        if (scenarios != null && scenarios.getSubcommands().containsKey(other)) {
            return " (did you mean " + Kind.SCENARIO.command() + " " + other + "?)";
        }
        List<String> known = new ArrayList<>(commands(group));
        String near = Nearest.to(typed, known).orElse("");
        if (near.isEmpty()) {
            // A word for it that was mistyped, too.
            near = Nearest.to(typed, WORDS.keySet())
                    .map(WORDS::get)
                    .filter(known::contains)
                    .orElse("");
        }
        return near.isEmpty() ? "" : " (did you mean " + near + "?)";
    }

    /** {@return the names of the subcommands that are there for people} */
    static List<String> commands(CommandLine group) {
        List<String> names = new ArrayList<>();
        group.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return names;
    }
}
