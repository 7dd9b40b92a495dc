package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggersTest {
    @Test
    void search_phraseInText_matches() {
        assertThat(search(List.of("prepare a release"), "Please PREPARE a release today"))
                .hasSize(1);
        assertThat(search(List.of("release prepare"), "prepare the next release"))
                .hasSize(1);
        assertThat(search(List.of("release notes"), "prepare the next release")).isEmpty();
    }

    @Test
    void search_textBelowAnyKey_matches() {
        Object triggers = Map.of("any", List.of(Map.of("keyword", "outage"), Map.of("phrases", List.of("on fire"))));
        assertThat(search(triggers, "production is on fire")).containsExactly("text: on fire");
    }

    @Test
    void search_filesAreGlobs_inAnyFolder() {
        Object triggers = Map.of("file_patterns", List.of("**/*.sql", "[broken"));
        assertThat(Triggers.search(triggers, "", List.of("db/001.sql"), Optional.empty()))
                .hasSize(1);
        assertThat(Triggers.search(triggers, "", List.of("001.sql"), Optional.empty()))
                .hasSize(1);
        assertThat(Triggers.search(triggers, "", List.of("001.txt"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void search_events_areNamesAndNeitherTextNorGlob() {
        Object triggers = Map.of("events", List.of("push"));
        assertThat(Triggers.search(triggers, "", List.of(), Optional.of("PUSH")))
                .containsExactly("event: push");
        assertThat(search(triggers, "push")).isEmpty();
    }

    @Test
    void search_shapesWithoutText_matchNothing() {
        assertThat(search(Map.of("manual", true, "limit", 3L, "none", List.of()), "true 3"))
                .isEmpty();
    }

    private static List<String> search(Object triggers, String text) {
        return Triggers.search(triggers, text, List.of(), Optional.empty());
    }
}
