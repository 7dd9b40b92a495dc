package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.yaml.model.FrontMatter;
import dev.cortex.yaml.tree.Composer;
import dev.cortex.yaml.tree.Documents;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Place;
import dev.cortex.yaml.tree.Reading;
import dev.cortex.yaml.tree.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An agent as a file: YAML between two lines {@code ---}, and below it the prompt. All methods may be called by any
 * thread, and none throws because of what a file says.
 */
public final class AgentFile {
    private static final String FENCE = "---";

    private AgentFile() {}

    /**
     * Reads an agent from a text.
     *
     * @param text the file's content
     * @param file what the text is called in positions, and after which the agent is called if the text does not say;
     *     not opened
     * @return the agent with what was found
     */
    public static Checked<AgentDefinition> parse(String text, String file) {
        Reading reading = new Reading(file, Limits.DEFAULT.bounds());
        return agent(SourceText.of(text, reading), reading);
    }

    /**
     * Reads an agent from a file in UTF-8.
     *
     * @param file the file
     * @return the agent with what was found
     */
    public static Checked<AgentDefinition> read(Path file) {
        Reading reading = new Reading(file.toString(), Limits.DEFAULT.bounds());
        Optional<byte[]> bytes = Documents.bytes(file, reading);
        return bytes.isEmpty()
                ? reading.result(null)
                : agent(bytes.flatMap(content -> SourceText.of(content, reading)), reading);
    }

    private static Checked<AgentDefinition> agent(Optional<String> text, Reading reading) {
        if (text.isEmpty()) {
            return reading.result(null);
        }
        List<String> lines = text.get().lines().toList();
        boolean fenced = !lines.isEmpty() && lines.get(0).stripTrailing().equals(FENCE);
        int end = fenced ? end(lines) : 0;
        if (end < 0) {
            reading.found(
                    Diagnostic.error("open-front-matter", "", "The front matter does not end")
                            .withHint("put a line --- below it"),
                    Place.START);
            return reading.result(null);
        }
        // The first fence is left as an empty line, so that places in the front matter are those in the file.
        Optional<FrontMatter> front = fenced ? front(lines.subList(1, end), reading) : Optional.of(FrontMatter.NONE);
        String prompt = String.join("\n", lines.subList(fenced ? end + 1 : 0, lines.size()));
        return reading.result(
                front.map(keys -> definition(keys, prompt.strip(), reading)).orElse(null));
    }

    private static int end(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(FENCE)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<FrontMatter> front(List<String> lines, Reading reading) {
        Composer.Outcome outcome = Composer.compose("\n" + String.join("\n", lines) + "\n", reading);
        if (outcome.root().isEmpty()) {
            return outcome.whole() ? Optional.of(FrontMatter.NONE) : Optional.empty();
        }
        if (!(outcome.root().get() instanceof Node.Keys keys)) {
            reading.found(
                    Diagnostic.error(
                            "wrong-type",
                            "",
                            "Expected a map of keys: the front matter is "
                                    + outcome.root().get().what()),
                    outcome.root().get().place());
            return Optional.empty();
        }
        FrontMatter front = FrontMatter.read(keys, reading);
        return outcome.whole() ? Optional.of(front) : Optional.empty();
    }

    private static AgentDefinition definition(FrontMatter front, String prompt, Reading reading) {
        String stem = Stem.of(reading.file());
        if (!front.name().isEmpty() && !front.name().equals(stem)) {
            reading.found(
                    Diagnostic.warning(
                                    "name-differs",
                                    "/name",
                                    "The file is called " + stem + " and the agent " + front.name())
                            .withHint("call both the same: it is found by the file's name"),
                    reading.place("/name"));
        }
        return new AgentDefinition(
                front.name().isEmpty() ? stem : front.name(),
                front.description(),
                front.command(),
                prompt,
                front.extensions());
    }
}
