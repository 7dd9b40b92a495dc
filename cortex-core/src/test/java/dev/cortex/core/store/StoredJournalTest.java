package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.core.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that this version wrote lies beside the test, and every later version has to read it and write on. */
class StoredJournalTest {
    private static final Path STORED = Path.of("src/test/resources/dev/cortex/core/store/format-1.jsonl");
    private static final Path FACTS = Path.of("src/test/resources/dev/cortex/core/journal/facts.jsonl");
    private static final String BY_HAND = "{\"time\":\"2026-01-01T11:00:00Z\",\"type\":\"acted\",\"actor\":\"anna\","
            + "\"reason\":\"done by hand\",\"action\":{\"type\":\"complete\",\"phase\":\"backend\"}}";

    @TempDir
    private Path folder;

    @Test
    void read_journalOfFormat1_isWhatWasWritten() throws IOException {
        List<String> facts = Files.readAllLines(FACTS);
        if (Boolean.getBoolean("golden.update")) {
            write(facts);
        }
        Files.copy(STORED, folder.resolve("r.jsonl"));
        FileStateStore store = new FileStateStore(folder);
        List<String> lines = new ArrayList<>();

        assertThat(store.read("r", 0, lines::add)).isEqualTo(facts.size() + 1);

        String hand = lines.remove(5);
        assertThat(lines).isEqualTo(facts);
        assertThat(Json.event("r", 6, hand).fact())
                .isInstanceOfSatisfying(
                        Fact.Handwritten.class,
                        line -> assertThat(line.act())
                                .contains(new Fact.Acted(
                                        new Actor("anna"), "done by hand", new OperatorAction.Complete("backend"))));
        assertThat(store.append("r", facts.size() + 1, List.of("{}"))).isTrue();
    }

    private void write(List<String> facts) throws IOException {
        Path work = folder.resolve("work");
        FileStateStore store = new FileStateStore(work);
        store.append("r", 0, facts.subList(0, 5));
        Files.writeString(work.resolve("r.jsonl"), BY_HAND + "\n", StandardOpenOption.APPEND);
        store.read("r", 0, line -> {});
        store.append("r", 6, facts.subList(5, 7));
        for (int i = 7; i < facts.size(); i++) {
            store.append("r", i + 1, facts.subList(i, i + 1));
        }
        Files.createDirectories(STORED.getParent());
        Files.write(STORED, Files.readAllBytes(work.resolve("r.jsonl")));
    }
}
