package dev.cortex.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What stands below the help of each command: examples, how files look, and what exit codes say. It is kept in
 * {@code help.txt} and read when somebody asks for help.
 */
final class HelpPages {
    private static final Map<String, String> TITLES = Map.of("@file", "Files:", "@codes", "Exit codes:");

    private HelpPages() {}

    /** Adds them to a command and all its subcommands. */
    static void add(CommandLine root) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>(root.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpPages::footer);
        root.setHelpSectionMap(sections);
    }

    private static String footer(Help help) {
        Map<String, List<String>> pages = pages();
        List<String> lines = new ArrayList<>();
        List<String> examples = pages.getOrDefault(help.commandSpec().qualifiedName(), List.of());
        if (!examples.isEmpty()) {
            lines.add("");
            lines.add("Examples:");
        }
        for (String line : examples) {
            if (!line.startsWith("@")) {
                lines.add("  " + line);
            }
        }
        for (String shared : examples) {
            if (shared.startsWith("@")) {
                lines.add("");
                lines.add(Objects.requireNonNull(TITLES.get(shared), shared));
                pages.getOrDefault(shared, List.of())
                        .forEach(line -> lines.add(shared.equals("@codes") ? line : "  " + line));
            }
        }
        return lines.isEmpty() ? "" : String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** {@return the lines of each page by the command that it is about} */
    static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        List<String> page = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("= ")) {
                page = new ArrayList<>();
                pages.put(line.substring(2), page);
            } else {
                page.add(line);
            }
        }
        return pages;
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(HelpPages.class.getResourceAsStream("help.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
