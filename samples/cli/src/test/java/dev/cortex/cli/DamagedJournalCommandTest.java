package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every byte of the journal of a run is cut off and flipped, and many are zeroed or have garbage beside them. People ask
 * the command how the run stands, and have it go on: it is as it was before its last write, or it is damaged, and where.
 */
class DamagedJournalCommandTest {
    private static final int HOMES = 2;

    @TempDir
    Path temporary;

    @Test
    void command_onADamagedJournal_tellsTheTruthOrRefuses() throws Exception {
        Path first = temporary.resolve("home-0");
        FewPhases.in(first);
        assertThat(new Sandbox(first).run(FewPhases.run()).exit()).isEqualTo(ExitCode.DONE);
        List<Callable<Onlooker>> looking = new ArrayList<>();
        for (int i = 0; i < HOMES; i++) {
            int from = i;
            Path home = i == 0 ? first : copy(first, temporary.resolve("home-" + i));
            looking.add(() -> look(new Onlooker(home), from));
        }
        ExecutorService both = Executors.newFixedThreadPool(HOMES);
        int harms = 0;
        int resumes = 0;
        int bytes = 0;
        try {
            for (Future<Onlooker> done : both.invokeAll(looking)) {
                Onlooker onlooker = done.get();
                System.out.println(onlooker);
                harms += onlooker.harms();
                resumes += onlooker.resumes();
                bytes = onlooker.journal().length();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(bytes).isGreaterThan(5_000);
        assertThat(harms).isGreaterThan(2 * bytes);
        assertThat(resumes).isGreaterThan(100);
    }

    private static Onlooker look(Onlooker onlooker, int from) throws IOException {
        for (int at = from; at <= onlooker.journal().length(); at += HOMES) {
            for (HarmedJournal.Harm harm : onlooker.journal().harms(at)) {
                onlooker.look(harm);
            }
        }
        return onlooker;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }
}
