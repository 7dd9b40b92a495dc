package dev.cortex.core.store;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.StateException;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A process with one engine that drives the scenario of twelve phases, until it has ended or somebody kills it. */
final class Life implements AutoCloseable {
    private static final Actor ANNA = new Actor("anna");
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int MOST_STEPS = 400;

    private final Path folder;
    private final ManualTime time;
    private final Witness witness;
    private final List<String> warnings = new ArrayList<>();
    private final Cortex cortex;
    private int runs;
    private boolean started;

    /**
     * A process.
     *
     * @param id the id of a run, if this process starts one
     * @param before what was seen of the run in earlier lives; null if this is the first
     */
    Life(Path folder, Disk disk, String id, @Nullable Witness before) {
        this.folder = folder;
        this.time = new ManualTime(
                before == null || before.heard().isEmpty()
                        ? Instant.parse("2026-01-01T00:00:00Z")
                        : before.heard().get(before.heard().size() - 1).at().plusSeconds(1));
        this.witness = before == null ? new Witness(time) : new Witness(time, before);
        this.cortex = Cortex.builder()
                .agents(witness)
                .profiles(witness)
                .criteria(witness)
                .compensation(witness)
                .listener(witness)
                .store(new FileStateStore(folder, warnings::add, disk))
                .time(time)
                // Agents are asked and listeners hear as early as they ever may.
                .executor(Runnable::run)
                .ids(() -> id + "-" + ++runs)
                .build();
    }

    Witness witness() {
        return witness;
    }

    Cortex cortex() {
        return cortex;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Whether a start was asked for here and is acknowledged. */
    boolean started() {
        return started;
    }

    Optional<Run> run() {
        return cortex.newest(TwelvePhases.SCENARIO.name());
    }

    List<RunEvent> events() {
        List<RunEvent> events = new ArrayList<>();
        run().ifPresent(run -> run.events(0, events::add));
        return events;
    }

    /**
     * Starts the run, or resumes it, and drives it to its end.
     *
     * @return why it could not; empty if it has ended
     */
    Optional<StateException> live() {
        try {
            Run run = run().orElse(null);
            if (run == null) {
                run = cortex.start(cortex.plan(TwelvePhases.SCENARIO).orElseThrow());
                started = true;
                return drive(run);
            }
            RunStatus status = run.view().status();
            if (status.ended()) {
                return Optional.empty();
            }
            get(run.as(ANNA).resume("the power is back"));
            return drive(run);
        } catch (StateException broken) {
            return Optional.of(broken);
        }
    }

    private Optional<StateException> drive(Run run) {
        CompletableFuture<RunView> ended = run.ended().toCompletableFuture();
        CompletableFuture<Void> asked = null;
        for (int i = 0; i < MOST_STEPS && !ended.isDone(); i++) {
            time.advance(STEP);
            boolean waits = !ended.isDone()
                    && (asked == null || asked.isDone())
                    && run.view().phase(TwelvePhases.GATE).orElseThrow().state() == PhaseState.WAITING;
            if (waits) {
                asked = run.as(ANNA)
                        .start(TwelvePhases.GATE, "go")
                        .thenRun(witness::acknowledgeAct)
                        .toCompletableFuture();
            }
        }
        time.settle();
        if (!ended.isDone()) {
            throw new AssertionError("no end: " + run.view());
        }
        return failure(ended);
    }

    private static Optional<StateException> failure(CompletableFuture<?> future) {
        try {
            future.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StateException broken) {
                return Optional.of(broken);
            }
            throw e;
        }
    }

    private void get(CompletionStage<Void> stage) {
        time.settle();
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StateException broken) {
                throw broken;
            }
            throw e;
        }
    }

    /** Where another run of the scenario stands that is started now. */
    RunStatus startAnother() {
        Run another = cortex.start(cortex.plan(TwelvePhases.SCENARIO).orElseThrow());
        time.advance(STEP);
        return another.view().status();
    }

    /** The process ends, as if by {@code kill -9}. */
    @Override
    public void close() {
        Locks.release(folder);
    }
}
