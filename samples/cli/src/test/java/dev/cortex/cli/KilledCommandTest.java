package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command is killed with {@code kill -9} at random instants from its start to its end, and whoever goes on with the
 * run is killed too, until one comes to the end. {@code -Dcortex.kill.seed=N} has the same instants again, as far as two
 * runs of a program are the same; {@code -Dcortex.kill.count=N} has more of them.
 */
class KilledCommandTest {
    private static final int HOMES = 2;
    /** Of one run: after so many the next process comes to the end. */
    private static final int MOST = 4;

    private static final int KILLS = Integer.getInteger("cortex.kill.count", 200);
    private static final long SEED = Long.getLong("cortex.kill.seed", new Random().nextLong(1_000_000_000));

    @TempDir
    Path temporary;

    /** Where a process was in its life when it was killed. */
    private enum Moment {
        /** The run is not its own yet: the JVM starts, reads files, asks for the run. */
        BEFORE,
        /** It drives the run. */
        AT_WORK,
        /** The run is over, and the process is not. */
        AFTER
    }

    @Test
    void kill_atRandomInstants_resumeEndsAsAnUndisturbedRun() throws Exception {
        System.out.println("cortex.kill.seed=" + SEED);
        ExecutorService both = Executors.newFixedThreadPool(HOMES);
        Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
        try {
            List<Callable<Victim>> victims = new ArrayList<>();
            for (int i = 0; i < HOMES; i++) {
                Victim victim = new Victim(temporary.resolve("home-" + i), new Random(SEED + i));
                victims.add(() -> victim.suffer((KILLS + HOMES - 1) / HOMES));
            }
            for (Future<Victim> victim : both.invokeAll(victims)) {
                victim.get().moments.forEach((moment, count) -> moments.merge(moment, count, Integer::sum));
                System.out.println(victim.get());
            }
        } finally {
            both.shutdownNow();
        }
        // The instants are of use only where they are spread: the most of a process's life is work, or its start.
        assertThat(moments.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(KILLS);
        assertThat(moments.getOrDefault(Moment.AT_WORK, 0)).isGreaterThan(KILLS / 5);
        assertThat(moments.getOrDefault(Moment.BEFORE, 0)).isGreaterThan(KILLS / 20);
    }

    /** One home, and the runs in it, one after the other. */
    private static final class Victim {
        private final ManyPhases many;
        private final Random random;
        private final Path said;
        private final Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
        private final Set<Integer> sizes = new HashSet<>();
        private Object undisturbed = "";
        private final Lifetime lifetime = new Lifetime();
        private int kills;
        private int runs;

        Victim(Path home, Random random) {
            this.many = new ManyPhases(home);
            this.random = random;
            this.said = home.resolve("said");
        }

        Victim suffer(int times) throws IOException, InterruptedException {
            undisturbed = undisturbed();
            while (kills < times) {
                disturbed(Math.min(MOST, times - kills));
                runs++;
            }
            assertThat(undisturbed()).isEqualTo(undisturbed);
            many.assertTidy();
            Path log = many.home().resolve("cortex.log");
            assertThat(Files.exists(log) ? Files.readString(log) : "").doesNotContain("ERROR", "\tat ");
            return this;
        }

        private Object undisturbed() throws IOException, InterruptedException {
            Instant begun = Instant.now();
            assertThat(exit(start(many.run()))).isEqualTo(ExitCode.DONE);
            String run = many.runs().get(0);
            lifetime.learn(begun, Instant.now(), many.journal(run));
            return many.state(run);
        }

        /** One run, from the first process that starts it to the one that comes to its end. */
        private void disturbed(int most) throws IOException, InterruptedException {
            List<String> before = many.runs();
            Map<String, Long> begun = new HashMap<>();
            List<RunEvent> journal = List.of();
            Process process = start(many.run());
            Instant start = Instant.now();
            for (int i = 0; i < most && !ends(process, lifetime.micros(journal.size())); i++) {
                process.destroyForcibly();
                process.waitFor();
                kills++;
                Optional<String> run = newRun(before);
                if (run.isPresent()) {
                    List<RunEvent> now = many.journal(run.get());
                    assertKept(journal, now);
                    journal = now;
                    sizes.add(now.size());
                    for (String key : Once.succeeded(run.get(), now)) {
                        begun.putIfAbsent(key, begins(run.get(), key));
                    }
                }
                moments.merge(moment(process, journal), 1, Integer::sum);
                process = start(run.isPresent() ? many.resume() : many.run());
                start = Instant.now();
            }
            assertThat(exit(process)).isEqualTo(ExitCode.DONE);
            lifetime.learn(start, Instant.now(), journal.size());
            assertEnded(newRun(before).orElseThrow(), journal, begun);
        }

        /** Lets a process live until a random instant; returns whether it has ended before. */
        private boolean ends(Process process, long lifeMicros) throws InterruptedException {
            return process.waitFor(Math.round(random.nextDouble() * lifeMicros), TimeUnit.MICROSECONDS);
        }

        private void assertEnded(String run, List<RunEvent> before, Map<String, Long> begun) {
            List<RunEvent> journal = many.journal(run);
            assertKept(before, journal);
            assertThat(many.state(run)).isEqualTo(undisturbed);
            Once.assertDone(journal);
            Once.assertWorked(run, journal, many.log().of(run));
            begun.forEach((key, count) -> assertThat(begins(run, key))
                    .as("%s had succeeded before a kill", key)
                    .isEqualTo(count));
        }

        private static void assertKept(List<RunEvent> before, List<RunEvent> now) {
            assertThat(now.size()).as("what was in the journal").isGreaterThanOrEqualTo(before.size());
            assertThat(now.subList(0, before.size())).isEqualTo(before);
        }

        private Optional<String> newRun(List<String> before) {
            List<String> fresh = new ArrayList<>(many.runs());
            fresh.removeAll(before);
            assertThat(fresh).as("one run at most, however often it was begun").hasSizeLessThanOrEqualTo(1);
            return fresh.stream().findFirst();
        }

        private long begins(String run, String key) {
            return many.log().of(run).stream()
                    .filter(line -> line.begins() && line.key().equals(key))
                    .count();
        }

        private static Moment moment(Process process, List<RunEvent> journal) {
            boolean took = journal.stream()
                    .anyMatch(event -> event.fact() instanceof Fact.RunTaken taken
                            && taken.owner().pid() == process.pid());
            boolean over = journal.stream().anyMatch(event -> event.fact() instanceof Fact.RunEnded);
            return over ? Moment.AFTER : took ? Moment.AT_WORK : Moment.BEFORE;
        }

        private Process start(String... args) throws IOException {
            return InstalledCommand.on(many.home(), args)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                    .start();
        }

        private int exit(Process process) throws InterruptedException, IOException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).doesNotContain("\tat ", "defect");
            return process.exitValue();
        }

        @Override
        public String toString() {
            return kills + " kills in " + runs + " runs, " + moments + ", at " + sizes.size()
                    + " different sizes of the journal; a process takes " + lifetime;
        }
    }
}
