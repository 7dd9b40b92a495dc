package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command is stopped at random instants by SIGTERM, SIGINT, SIGHUP and another process, and stopped again when it goes on; and
 * while an agent works that hears no signal. {@code -Dcortex.stop.seed=N} has the same instants again.
 */
class StoppedCommandTest {
    private static final int HOMES = 2;
    private static final int STOPS = Integer.getInteger("cortex.stop.command.count", 20);
    private static final int MOST = 3;
    private static final long SEED = Long.getLong("cortex.stop.seed", new Random().nextLong(1_000_000_000));
    /** What the command gives programs before it ends them by force, and the second that it may take for that. */
    private static final Duration GRACE_AND_A_SECOND = Duration.ofSeconds(21);

    @TempDir
    Path temporary;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    private enum Way {
        TERM,
        INT,
        HUP,
        COMMAND
    }

    @Test
    void stop_atRandomInstants_leavesNothingActiveAndResumeEndsAsAnUndisturbedRun() throws Exception {
        System.out.println("cortex.stop.seed=" + SEED);
        Deaf deaf = new Deaf(temporary.resolve("deaf"));
        CompletableFuture<Duration> deafEnds = deaf.stop();

        ExecutorService both = Executors.newFixedThreadPool(HOMES);
        try {
            List<Callable<Stopped>> homes = new ArrayList<>();
            for (int i = 0; i < HOMES; i++) {
                Stopped home = new Stopped(temporary.resolve("home-" + i), new Random(SEED + i));
                homes.add(() -> home.suffer((STOPS + HOMES - 1) / HOMES));
            }
            for (Future<Stopped> home : both.invokeAll(homes)) {
                System.out.println(home.get());
            }
        } finally {
            both.shutdownNow();
        }

        assertThat(deafEnds.get(60, TimeUnit.SECONDS)).isLessThan(GRACE_AND_A_SECOND);
        deaf.assertGone();
    }

    @Test
    void secondSignal_whileAnAgentHearsNone_endsItAtOnce() throws Exception {
        Deaf deaf = new Deaf(temporary.resolve("deaf"));
        CompletableFuture<Duration> ends = deaf.stop();
        deaf.screen.await("Once more to stop at once");
        deaf.process.toHandle().destroy();

        assertThat(ends.get(60, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(10));
        deaf.assertGone();
    }

    /** A run whose only agent hears no signal. */
    private final class Deaf {
        private final Sandbox sandbox;
        private final Process process;
        private final Screen screen = new Screen();
        private final ProcessHandle agent;

        Deaf(Path home) throws IOException {
            sandbox = new Sandbox(home)
                    .with(
                            "agent.sh",
                            "trap '' TERM INT HUP",
                            "echo $$ > begun",
                            "mv begun pid",
                            "while [ -d agents ]; do sleep 0.05; done")
                    .with("config.yaml", "agent_command: [sh, agent.sh]", "directory: .")
                    .with("inactive/agents/deaf.md", "---", "name: deaf", "description: Hears nothing", "---", "Work.")
                    .with(
                            "scenarios/deaf.yaml",
                            "name: deaf",
                            "description: Hears nothing",
                            "phases: [{name: work, condition: auto, agents: [deaf]}]");
            process = InstalledCommand.on(home, "orchestrate", "run", "deaf")
                    .redirectErrorStream(true)
                    .start();
            started.add(process);
            Thread reader = new Thread(() -> {
                try {
                    process.getInputStream().transferTo(screen);
                } catch (IOException gone) {
                    // The process has been ended.
                }
            });
            reader.setDaemon(true);
            reader.start();
            screen.await("deaf at work");
            agent = agent();
        }

        /** The agent, once it hears nothing any more. */
        private ProcessHandle agent() throws IOException {
            Path pid = sandbox.home().resolve("pid");
            long begun = System.nanoTime();
            while (!Files.exists(pid)) {
                assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(30));
                Thread.onSpinWait();
            }
            return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
        }

        CompletableFuture<Duration> stop() {
            long begun = System.nanoTime();
            process.toHandle().destroy();
            return process.onExit().thenApply(ended -> Duration.ofNanos(System.nanoTime() - begun));
        }

        void assertGone() {
            assertThat(process.exitValue()).isEqualTo(ExitCode.STOPPED);
            assertThat(agent.isAlive()).isFalse();
            assertThat(sandbox.home().resolve("inactive/agents/deaf.md")).exists();
            assertThat(sandbox.home().resolve("agents/deaf.md")).doesNotExist();
            assertThat(sandbox.run("orchestrate", "status").out()).contains("Status: stopped");
        }
    }

    /** One home, and the runs in it, one after the other. */
    private static final class Stopped {
        private final ManyPhases many;
        private final Random random;
        private final Path said;
        private final Lifetime lifetime = new Lifetime();
        private final Map<Way, Integer> ways = new EnumMap<>(Way.class);
        private Object undisturbed = "";
        private int stops;
        private int obeyed;

        Stopped(Path home, Random random) {
            this.many = new ManyPhases(home);
            this.random = random;
            this.said = home.resolve("said");
        }

        Stopped suffer(int times) throws IOException, InterruptedException {
            Instant begun = Instant.now();
            assertThat(exit(start(many.run()))).isEqualTo(ExitCode.DONE);
            lifetime.learn(begun, Instant.now(), many.journal(many.runs().get(0)));
            undisturbed = many.state(many.runs().get(0));
            while (stops < times) {
                disturbed(Math.min(MOST, times - stops));
            }
            return this;
        }

        /** One run, from the first process that starts it to the one that comes to its end. */
        private void disturbed(int most) throws IOException, InterruptedException {
            List<String> before = many.runs();
            int events = 0;
            Process process = start(many.run());
            Instant start = Instant.now();
            for (int i = 0; i < most; i++) {
                long life = lifetime.micros(events);
                if (process.waitFor(Math.round(random.nextDouble() * life), TimeUnit.MICROSECONDS)) {
                    break;
                }
                stops++;
                Way way = way();
                ways.merge(way, 1, Integer::sum);
                stop(way, process);
                int exit = exit(process);
                Optional<String> run = newRun(before);
                List<RunEvent> journal = run.map(many::journal).orElse(List.of());
                many.assertTidy();
                Once.assertDeactivated(journal);
                obeyed += journal.size() > events && exit == ExitCode.STOPPED ? 1 : 0;
                if (exit == ExitCode.DONE) {
                    break;
                }
                if (run.isPresent()) {
                    assertThat(many.status(run.get())).isEqualTo("stopped");
                }
                events = journal.size();
                process = start(run.isPresent() ? many.resume() : many.run());
                start = Instant.now();
            }
            assertThat(exit(process)).isEqualTo(ExitCode.DONE);
            lifetime.learn(start, Instant.now(), events);
            String run = newRun(before).orElseThrow();
            List<RunEvent> journal = many.journal(run);
            assertThat(many.state(run)).isEqualTo(undisturbed);
            Once.assertDone(journal);
            Once.assertDeactivated(journal);
            Once.assertWorked(run, journal, many.log().of(run));
            many.assertTidy();
        }

        private Way way() {
            List<Way> all = new ArrayList<>(List.of(Way.values()));
            all.removeIf(way -> way != Way.COMMAND && InstalledCommand.ignores(way.name()));
            return all.get(random.nextInt(all.size()));
        }

        private void stop(Way way, Process process) throws IOException, InterruptedException {
            switch (way) {
                case TERM, INT, HUP -> InstalledCommand.signal(way.name(), process);
                case COMMAND -> {
                    Sandbox.Outcome outcome = many.sandbox().run("orchestrate", "stop", ManyPhases.NAME);
                    // There is no run yet, or it is over, or it was not taken yet and is stopped already.
                    assertThat(outcome.exit())
                            .as(outcome.err())
                            .isIn(ExitCode.DONE, ExitCode.INVALID, ExitCode.NOT_FOUND);
                }
            }
        }

        private Optional<String> newRun(List<String> before) {
            List<String> fresh = new ArrayList<>(many.runs());
            fresh.removeAll(before);
            assertThat(fresh).hasSizeLessThanOrEqualTo(1);
            return fresh.stream().findFirst();
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
            return stops + " stops, " + ways + ", " + obeyed + " while the run was driven; a process takes " + lifetime;
        }
    }
}
