package dev.cortex.quickstart;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.yaml.ScenarioYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The scenario of this program, once from YAML and once built in Java. Both are equal; a test says so. */
public final class ReleaseNotes {
    private static final String FILE = "release-notes.yaml";

    private ReleaseNotes() {}

    /** {@return the scenario as its file has it, with what was found out about the file} */
    public static Checked<Scenario> fromYaml() {
        try (InputStream file = ReleaseNotes.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return ScenarioYaml.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** {@return the same scenario without a file} */
    public static Scenario inJava() {
        // region scenario-in-java
        return Scenario.named("release-notes")
                .description("Write the notes of a release, have them approved, and publish them")
                .priority(Priority.HIGH)
                .inputs(List.of(Input.required("version")))
                .phase(
                        "collect",
                        p -> p.auto()
                                .description("Find out what has changed")
                                .agents("historian")
                                .outputs("changes"))
                .phase(
                        "screenshots",
                        p -> p.auto()
                                .description("Take pictures of what looks different")
                                .parallel()
                                .agents("photographer")
                                .continueOnFailure())
                .phase(
                        "draft",
                        p -> p.after("collect", "screenshots")
                                .description("Write the notes")
                                .agents("writer")
                                .timeout(Duration.ofMinutes(10))
                                .retry(Retry.attempts(2).withBackoff(Duration.ofSeconds(5)))
                                .outputs("text")
                                .criteria(List.of(
                                        Criterion.of("The notes are short enough to be read", "max_words", 120))))
                .phase(
                        "publish",
                        p -> p.after("draft")
                                .manual()
                                .description("Put the notes on the site")
                                .agents("publisher"))
                .build();
        // endregion
    }
}
