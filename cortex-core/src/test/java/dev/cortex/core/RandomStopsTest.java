package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.store.FileStateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs are stopped at random instants, by their own engine, by another one, by closing it, and stopped again when they go
 * on. {@code -Dcortex.stop.seed=N} has the same instants again.
 */
class RandomStopsTest {
    private static final int LANES = 6;
    private static final int STOPS = Integer.getInteger("cortex.stop.count", 180);
    private static final long SEED = Long.getLong("cortex.stop.seed", new Random().nextLong(1_000_000_000));
    /** Of one run: after so many it comes to its end. */
    private static final int MOST = 4;

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Scenario MANY = Scenario.named("many")
            .description("something of everything")
            .phase("plan", p -> p.auto().profiles("quiet").agents("one", "two").criteria("It is planned"))
            .phase("left", p -> p.after("plan").parallel().agents("three"))
            .phase(
                    "right",
                    p -> p.after("plan")
                            .parallel()
                            .agentMode(AgentMode.PARALLEL)
                            .agents("four", "shared"))
            .phase("first", p -> p.after("plan").agents("shared"))
            .phase("second", p -> p.after("plan").agents("flaky").retry(Retry.attempts(2)))
            .phase(
                    "check",
                    p -> p.after("left", "right", "second")
                            .profiles("quiet")
                            .agents("one")
                            .criteria("A", "B"))
            .phase("clean", p -> p.always("check").agents("two"))
            .build();

    @TempDir
    Path temporary;

    private static final List<Way> WAYS = List.of(Way.values());

    private enum Way {
        OWN_ENGINE,
        OTHER_ENGINE,
        TWICE,
        CLOSE
    }

    @Test
    void stop_atRandomInstants_deactivatesOnceAndResumeEndsAsAnUndisturbedRun() throws Exception {
        System.out.println("cortex.stop.seed=" + SEED);
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<Lane>> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = new Lane(temporary.resolve("lane-" + i), SEED + i);
                lanes.add(lane::suffer);
            }
            int working = 0;
            int stops = 0;
            for (Future<Lane> lane : threads.invokeAll(lanes)) {
                stops += lane.get().stops;
                working += lane.get().whileActive;
            }
            System.out.println(stops + " stops, at " + working + " of them something was active");
            assertThat(stops).isGreaterThanOrEqualTo(STOPS);
            assertThat(working).as("stops that had something to deactivate").isGreaterThan(STOPS / 2);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One folder, and the runs in it, one after the other. */
    private static final class Lane {
        private final Path folder;
        private final Random random;
        private final Moody moody;
        private Object undisturbed = "";
        private long lifeNanos;
        private int events;
        private int stops;
        private int whileActive;

        Lane(Path folder, long seed) {
            this.folder = folder;
            this.random = new Random(seed);
            this.moody = new Moody(seed);
        }

        Lane suffer() throws Exception {
            // The first ones load classes, and say little about how long a run takes.
            for (int i = 0; i < 3; i++) {
                undisturbed = undisturbed();
            }
            while (stops < (STOPS + LANES - 1) / LANES) {
                disturbed();
            }
            assertThat(undisturbed()).isEqualTo(undisturbed);
            return this;
        }

        private Cortex engine() {
            return Cortex.builder()
                    .agents(moody)
                    .profiles(moody)
                    .criteria(moody)
                    .policy(Policy.STANDARD.withGrace(GRACE))
                    .store(new FileStateStore(folder))
                    .build();
        }

        private Object undisturbed() throws Exception {
            try (Cortex engine = engine()) {
                long begun = System.nanoTime();
                Run run = engine.start(engine.plan(MANY).orElseThrow());
                RunView end = ended(run);
                lifeNanos = System.nanoTime() - begun;
                events = journal(run).size();
                return standings(end);
            }
        }

        private void disturbed() throws Exception {
            Cortex engine = engine();
            Run run = engine.start(engine.plan(MANY).orElseThrow());
            int before = stops;
            long begun = System.nanoTime();
            for (int i = 0; i < MOST && !endsBefore(instant(run), run); i++) {
                stops++;
                List<String> active = moody.active();
                whileActive += active.isEmpty() ? 0 : 1;
                Way way = WAYS.get(random.nextInt(WAYS.size()));
                RunView view = stop(way, engine, run);
                assertThat(moody.active())
                        .as("%s, active then: %s", way, active)
                        .isEmpty();
                if (view.status() == RunStatus.COMPLETED) {
                    break;
                }
                assertThat(view.status()).isEqualTo(RunStatus.STOPPED);
                if (way == Way.CLOSE || random.nextBoolean()) {
                    engine.close();
                    engine = engine();
                    run = engine.find(run.id()).orElseThrow();
                }
                run.as(Actor.ENGINE).resume("").toCompletableFuture().join();
            }
            assertThat(standings(ended(run))).isEqualTo(undisturbed);
            if (stops == before) {
                // Others use the machine, too: now it is as fast as this.
                lifeNanos = System.nanoTime() - begun;
            }
            List<RunEvent> journal = journal(run);
            assertThat(moody.active()).isEmpty();
            assertThat(unexplained(moody.wrong(run.id()), journal)).isEmpty();
            assertDoneOnce(journal);
            assertDeactivatedOnce(journal);
            assertNothingStartsBehindAStop(journal);
            assertSuccessCounts(journal, moody.succeeded());
            engine.close();
        }

        /** How long from now: as long as the run would take for what is left, or less. */
        private long instant(Run run) {
            double left = 1 - journal(run).size() / (double) events;
            return Math.round(lifeNanos * Math.max(0.05, left) * random.nextDouble());
        }

        private RunView stop(Way way, Cortex engine, Run run) throws Exception {
            if (way == Way.CLOSE) {
                engine.close();
                try (Cortex other = engine()) {
                    return other.find(run.id()).orElseThrow().view();
                }
            }
            if (way == Way.OTHER_ENGINE) {
                try (Cortex other = engine()) {
                    request(other.find(run.id()).orElseThrow());
                }
            } else {
                request(run);
                if (way == Way.TWICE) {
                    request(run);
                }
            }
            RunView view = ended(run);
            run.release().toCompletableFuture().get(30, TimeUnit.SECONDS);
            return view;
        }

        /** A run that has ended, or has stopped, in this moment refuses. */
        private static void request(Run run) throws InterruptedException, TimeoutException {
            try {
                run.as(Actor.ENGINE).stop("").toCompletableFuture().get(30, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException refused) {
                assertThat(refused.getCause()).isInstanceOf(dev.cortex.api.run.RefusedException.class);
            }
        }
    }

    private static boolean endsBefore(long nanos, Run run) throws Exception {
        try {
            run.ended().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException instant) {
            return false;
        }
    }

    private static RunView ended(Run run) throws Exception {
        return run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static List<RunEvent> journal(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events;
    }

    private static Object standings(RunView view) {
        return List.of(
                view.status(),
                view.warnings(),
                view.phases().stream()
                        .map(phase -> List.of(
                                phase.name(),
                                phase.state(),
                                phase.ending(),
                                phase.round(),
                                phase.outputs(),
                                phase.criteria().stream()
                                        .map(criterion -> criterion.verdict())
                                        .toList()))
                        .toList());
    }

    private static void assertDoneOnce(List<RunEvent> journal) {
        Set<Object> done = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.PhaseEnded ended && ended.ending() instanceof Ending.Completed) {
                done.add(ended.phase());
            } else if (event.fact() instanceof Fact.PhaseStarted started) {
                assertThat(done).doesNotContain(started.phase());
            } else if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                done.add(place(ended.attempt()));
            } else if (event.fact() instanceof Fact.WorkStarted started) {
                assertThat(done).doesNotContain(place(started.attempt()));
            }
        }
    }

    private static Object place(Fact.Attempt attempt) {
        return List.of(attempt.phase(), attempt.round(), attempt.place());
    }

    private static void assertDeactivatedOnce(List<RunEvent> journal) {
        Set<String> active = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.Activating activating) {
                assertThat(active.add(activating.activation().key()))
                        .as("%s", event)
                        .isTrue();
            } else if (event.fact() instanceof Fact.Activated activated
                    && activated.problem().isPresent()) {
                // Cut short by the stop before anybody was asked: there is nothing to deactivate.
                active.remove(activated.activation().key());
            } else if (event.fact() instanceof Fact.Deactivated deactivated) {
                assertThat(active.remove(deactivated.activation().key()))
                        .as("%s", event)
                        .isTrue();
                assertThat(deactivated.problem()).isEmpty();
            } else if (event.fact() instanceof Fact.RunReleased || event.fact() instanceof Fact.RunEnded) {
                assertThat(active).as("%s", event).isEmpty();
            }
        }
    }

    private static void assertNothingStartsBehindAStop(List<RunEvent> journal) {
        boolean stopping = false;
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Stop) {
                stopping = true;
            } else if (event.fact() instanceof Fact.RunEnded) {
                stopping = false;
            }
            boolean starts = event.fact() instanceof Fact.PhaseStarted
                    || event.fact() instanceof Fact.WorkStarted
                    || event.fact() instanceof Fact.Activating;
            assertThat(stopping && starts).as("%s", event).isFalse();
        }
    }

    /** Whoever says in time that it has succeeded is done, also while the run is being stopped. */
    private static void assertSuccessCounts(List<RunEvent> journal, Set<String> succeeded) {
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.WorkEnded ended && !ended.abandoned()) {
                Fact.Attempt attempt = ended.attempt();
                String key = event.runId() + "/" + attempt.phase() + "/" + attempt.round() + "/" + attempt.place() + "#"
                        + attempt.number();
                assertThat(ended.outcome() == Fact.WorkOutcome.SUCCEEDED)
                        .as("%s", event)
                        .isEqualTo(succeeded.contains(key));
            }
        }
    }

    /**
     * Of an activation that was given up nobody knows whether it happened, so it is deactivated in any case, even if it
     * turns out that nobody had been asked yet.
     */
    private static List<String> unexplained(List<String> wrong, List<RunEvent> journal) {
        List<String> left = new ArrayList<>(wrong);
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.CallDropped dropped
                    && dropped.call().startsWith("activate/")) {
                String[] words = dropped.call().split("/", -1);
                left.remove("deactivated twice: " + event.runId() + "/" + words[1] + "/" + words[2]);
            }
        }
        return left;
    }
}
