package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Agents that are lines for {@code sh}, and what tests ask of them. */
final class Programs {
    static final String AGENT = "coder";
    static final Duration BOUND = Duration.ofSeconds(30);

    private Programs() {}

    static ProcessAgentActivator.Builder sh(Path state, String script) {
        return ProcessAgentActivator.builder(state)
                .defaultCommand("sh", "-c", script)
                .grace(Duration.ofSeconds(20));
    }

    static Assignment assignment(Phase phase) {
        Scenario scenario =
                Scenario.named("demo").description("Shows").phase(phase).build();
        return Assignment.of("run-1", scenario, phase, AGENT).build();
    }

    static Assignment assignment() {
        return assignment(Phase.named("build").auto().agents(AGENT).build());
    }

    static AgentResult work(ProcessAgentActivator activator) {
        return await(activator.work(assignment(), Cancellation.never()));
    }

    static Activation activation() {
        return new Activation("run-1", Activation.Kind.AGENT, AGENT);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer: " + e, e);
        }
    }

    /** Starts a class with a main method in a process of its own; what it prints is in {@code other.txt}. */
    static Process otherProcess(Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("other.txt").toFile())
                .start();
    }

    /** The processes whose numbers a program writes into files, one file for each, when all of them are there. */
    static List<ProcessHandle> processes(Path... files) {
        return List.of(files).stream()
                .map(file -> until(() -> pid(file)))
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
    }

    /** Waits until there is something. */
    static <T> T until(Supplier<Optional<T>> seen) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < BOUND.toNanos()) {
            Optional<T> value = seen.get();
            if (value.isPresent()) {
                return value.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        throw new AssertionError("not seen within " + BOUND);
    }

    private static Optional<Long> pid(Path file) {
        try {
            String text = Files.readString(file);
            return text.endsWith("\n") ? Optional.of(Long.parseLong(text.strip())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
