package dev.cortex.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of this module's sources between {@code // region NAME} and {@code // endregion}, by name. */
final class Regions {
    private static final Pattern REGION =
            Pattern.compile("(?ms)^ *// region (?<name>[a-z-]+)\\n(?<text>.*?)^ *// endregion$");

    private Regions() {}

    static Map<String, String> in(Path sources) throws IOException {
        Map<String, String> regions = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                Matcher region = REGION.matcher(Files.readString(file));
                while (region.find()) {
                    if (regions.put(region.group("name"), unindented(region.group("text"))) != null) {
                        throw new IllegalStateException("a second region " + region.group("name") + " in " + file);
                    }
                }
            }
        }
        return regions;
    }

    /** The last line break would count as a line of its own, without indentation. */
    private static String unindented(String text) {
        return text.stripTrailing().stripIndent() + "\n";
    }
}
