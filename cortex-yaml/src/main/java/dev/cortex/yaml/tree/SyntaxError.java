package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser complains about, in words that help, and the one mistake that can be repaired while reading on. */
final class SyntaxError {
    private static final String NESTED = "mapping values are not allowed here";
    private static final String ENDLESS = "unexpected end of stream";
    private static final Pattern UNQUOTED = Pattern.compile(
            "(?<head> *(?:- +)*(?<key>[\\w-]+): +)(?<value>[^\\s'\"\\[\\]{}&*!|>%@`#].*?)(?<tail>\\s*|\\s+#.*)");
    private static final Pattern ATOM = Pattern.compile("(after|on_failure|always)\\s*:\\s.*");

    private SyntaxError() {}

    /** Where it is: an end that is missing is looked for where the beginning is, and not where the text ends. */
    static Place place(MarkedYamlEngineException problem, Place otherwise) {
        boolean endless = problem.getProblem() != null && problem.getProblem().contains(ENDLESS);
        return Scalars.place(endless ? problem.getContextMark() : problem.getProblemMark(), otherwise);
    }

    static void report(MarkedYamlEngineException problem, Place place, String path, Reading reading) {
        String said = problem.getProblem() == null ? "it cannot be read" : problem.getProblem();
        String words = said.replaceAll("\\s+", " ").replaceAll("\\. \\(.*", "").replaceAll("\\(TAB\\)", " (a tab)");
        Diagnostic finding = Diagnostic.error("invalid-yaml", path, "Invalid YAML: " + words);
        reading.found(hint(said).map(finding::withHint).orElse(finding), place);
    }

    private static Optional<String> hint(String said) {
        if (said.contains("TAB")) {
            return Optional.of("indent with blanks");
        }
        if (said.contains(NESTED)) {
            return Optional.of("put text that contains a colon and a blank in quotes");
        }
        if (said.contains("cannot start any token")) {
            return Optional.of("put the text in quotes");
        }
        if (said.contains(ENDLESS)) {
            return Optional.of("close the quotes");
        }
        if (said.contains("but found") || said.contains("but got")) {
            return Optional.of("look at the indentation and brackets around this place");
        }
        return Optional.empty();
    }

    /**
     * Puts the text in quotes in which the parser met a second colon, and reports it.
     *
     * @return the repaired text; empty if this is another mistake
     */
    static Optional<String> repair(
            MarkedYamlEngineException problem, Place place, String parent, String text, Reading reading) {
        if (!NESTED.equals(problem.getProblem())) {
            return Optional.empty();
        }
        List<String> lines = text.lines().toList();
        if (place.line() > lines.size()) {
            return Optional.empty();
        }
        String line = lines.get(place.line() - 1);
        Matcher parts = UNQUOTED.matcher(line);
        if (!parts.matches() || line.offsetByCodePoints(0, place.column() - 1) < parts.start("value")) {
            return Optional.empty();
        }
        int column = line.codePointCount(0, parts.start("value")) + 1;
        String path = Pointer.of(parent, parts.group("key"));
        report(parts.group("value"), problem, new Place(place.line(), column), place, path, reading);
        String repaired =
                parts.group("head") + "'" + parts.group("value").replace("'", "''") + "'" + parts.group("tail");
        return Optional.of(
                text.lines().limit(place.line() - 1L).map(l -> l + "\n").reduce("", String::concat)
                        + repaired + "\n"
                        + String.join("\n", lines.subList(place.line(), lines.size())) + "\n");
    }

    private static void report(
            String value, MarkedYamlEngineException problem, Place start, Place colon, String path, Reading reading) {
        String trimmed = value.strip();
        if (ATOM.matcher(trimmed).matches()) {
            reading.found(
                    Diagnostic.error("condition-map", path, "A condition is text, not a map: " + trimmed)
                            .withHint("write " + trimmed.replaceFirst("\\s*:\\s*", ":")),
                    start);
        } else if (!trimmed.endsWith(":") || trimmed.contains(" ")) {
            report(problem, colon, path, reading);
        }
    }
}
