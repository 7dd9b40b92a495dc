package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.run.Run;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.agents.ProcessAgentActivator;
import dev.cortex.core.store.FileStateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand runs leave their journals and nothing else: no thread, no descriptor, no hook for the end of the JVM. */
@Timeout(180)
class LeavesNothingTest {
    private static final int RUNS = 1_000;
    private static final int ENGINES = 10;

    @TempDir
    private Path folder;

    /** In a JVM of its own, where nobody else opens files and starts threads. */
    @Test
    void thousandRuns_leaveNothingBehind() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = other.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(other.waitFor()).as(said).isZero();
        assertThat(said.lines().toList())
                .containsSubsequence(
                        "runs " + RUNS, "threads 0", "descriptors 0", "hooks 0", "signs of life 0", "processes 0");
    }

    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            // What is opened once for ever, such as the lock of the store, is open after this.
            runs(folder.resolve("first"), 1);
            int descriptors = descriptors();
            int hooks = hooks();
            System.out.println("runs " + runs(folder.resolve("state"), ENGINES));
            System.out.println("threads " + threads());
            // The lock of the second folder is one more.
            System.out.println("descriptors " + Math.max(0, descriptors() - descriptors - 1));
            System.out.println("hooks " + (hooks() - hooks));
            try (Stream<Path> left = Files.list(folder.resolve("state"))) {
                System.out.println("signs of life "
                        + left.filter(file -> file.getFileName().toString().startsWith("owner-"))
                                .count());
            }
            System.out.println("processes " + ProcessHandle.current().children().count());
        }

        private static int runs(Path state, int engines) throws Exception {
            int runs = 0;
            for (int i = 0; i < engines; i++) {
                try (Cortex cortex = Cortex.builder()
                        .agents(new Mixed(state))
                        .store(new FileStateStore(state))
                        .manyRunsPerScenario()
                        .build()) {
                    List<Run> started = new ArrayList<>();
                    for (int k = 0; k < RUNS / ENGINES; k++) {
                        started.add(cortex.start(cortex.plan(scenario(k)).orElseThrow()));
                        if (k % 10 == 3) {
                            started.get(k).as(new Actor("anna")).stop("enough");
                        }
                    }
                    for (Run run : started) {
                        run.ended().toCompletableFuture().get(100, TimeUnit.SECONDS);
                        runs++;
                    }
                    // The last one is cut short by the end of its engine.
                    cortex.start(cortex.plan(scenario(7)).orElseThrow());
                }
            }
            return runs;
        }

        private static Scenario scenario(int number) {
            String agent = number % 50 == 5 ? "program" : number % 10 == 4 ? "unlucky" : "quick";
            return Scenario.named("scenario " + number)
                    .description("some work")
                    .phase(
                            "first",
                            p -> p.auto()
                                    .agents(agent)
                                    .timeout(Duration.ofSeconds(30))
                                    .retry(Retry.attempts(2)))
                    .phase("second", p -> p.after("first").agents("quick"))
                    .build();
        }

        /** An engine's threads end with it; those of an activator, which nobody closes, when they have been idle. */
        private static int threads() throws InterruptedException {
            List<String> activators = List.of("cortex-output", "cortex-programs", "cortex-clock");
            int engines =
                    left(Duration.ofSeconds(3), name -> activators.stream().noneMatch(name::startsWith));
            return engines + left(Duration.ofSeconds(100), name -> true);
        }

        private static int left(Duration patience, Predicate<String> names) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("cortex") && names.test(thread.getName()))
                        .toList();
                if (ours.isEmpty() || System.nanoTime() > end) {
                    ours.forEach(System.out::println);
                    return ours.size();
                }
                ours.get(0).join(10);
            }
        }

        private static int descriptors() throws IOException {
            Path open = Path.of("/proc/self/fd");
            if (!Files.isDirectory(open)) {
                return 0;
            }
            try (Stream<Path> files = Files.list(open)) {
                return (int) files.count();
            }
        }

        private static int hooks() throws ReflectiveOperationException {
            var hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return ((Map<?, ?>) hooks.get(null)).size();
        }
    }

    /** Agents of several kinds, a program among them. */
    private static final class Mixed implements dev.cortex.api.agent.AgentActivator {
        private final ProcessAgentActivator programs;

        Mixed(Path state) {
            this.programs = ProcessAgentActivator.builder(state.resolve("programs"))
                    .defaultCommand("true")
                    .build();
        }

        @Override
        public java.util.concurrent.CompletionStage<AgentResult> work(
                dev.cortex.api.agent.Assignment work, dev.cortex.api.agent.Cancellation stop) {
            return switch (work.agent()) {
                case "program" -> programs.work(work, stop);
                case "unlucky" -> CompletableFuture.completedFuture(AgentResult.failure("no luck"));
                default -> CompletableFuture.completedFuture(AgentResult.success("done"));
            };
        }

        @Override
        public java.util.concurrent.CompletionStage<Void> deactivate(dev.cortex.api.agent.Activation activation) {
            return activation.name().equals("program")
                    ? programs.deactivate(activation)
                    : CompletableFuture.completedFuture(null);
        }
    }
}
