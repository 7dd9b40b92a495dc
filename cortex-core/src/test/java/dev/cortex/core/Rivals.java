package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.journal.Json;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.simulation.Laws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two engines over the same journals, whose steps, and operations on the store, follow each other in an order made of a
 * seed. One drives a run; the other wants it as well, acts on it from where it is, and gets it when the store takes the
 * first for dead, which it is not.
 */
final class Rivals {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Actor PERSON = new Actor("person");
    private static final int MOST_STEPS = 20_000;
    private static final Plan PLAN = Planner.plan(
                    Scenario.named("wanted")
                            .description("A diamond with two gates")
                            .phase("a", p -> p.auto().agents("x"))
                            .phase("b", p -> p.after("a").parallel().manual().agents("y"))
                            .phase("c", p -> p.after("a").agents("z", "x"))
                            .phase("d", p -> p.after("b", "c").manual().agents("x"))
                            .build(),
                    Policy.STANDARD)
            .orElseThrow();

    private final SplittableRandom random;
    private final List<Engine> engines = new ArrayList<>();
    private final List<RunEvent> recorded = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private Instant now = START;
    private String driver = "";
    /** Whom the store takes for dead. */
    private String condemned = "";

    private int condemnations = 2;
    private int ids;
    private int acknowledged;
    /** Gates that somebody has started or is about to. */
    private final Set<String> opened = new HashSet<>();

    private boolean interlude;
    private @Nullable AssertionError broken;
    private int takeovers;

    private record Alarm(Instant at, int number, Runnable action) {}

    /** Work that somebody was asked for. */
    private record Call(String name, CompletableFuture<AgentResult> stage, Cancellation cancellation) {}

    Rivals(long seed, Supplier<? extends StateStore> stores) {
        this.random = new SplittableRandom(seed);
        engines.add(new Engine(stores.get()));
        engines.add(new Engine(stores.get()));
    }

    /** One process. */
    private final class Engine implements Time {
        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Call> calls = new ArrayList<>();
        private final List<Call> orphans = new ArrayList<>();
        private final List<RunEvent> heard = new ArrayList<>();
        private final PriorityQueue<Alarm> alarms =
                new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));
        private final Cortex cortex;
        private String id = "";
        private int alarmNumber;

        Engine(StateStore store) {
            this.cortex = Cortex.builder()
                    .agents((AgentActivator) this::work)
                    .store(new Shared(this, store))
                    .listener(heard::add)
                    .time(this)
                    .executor(tasks::add)
                    .ids(() -> "wanted-" + ++ids)
                    .build();
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void at(Instant moment, Runnable action) {
            alarms.add(new Alarm(moment, alarmNumber++, action));
        }

        private CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            String name = assignment.idempotencyKey() + "#" + assignment.attempt();
            law(asked.add(name), name + " was asked for a second time");
            CompletableFuture<AgentResult> stage = new CompletableFuture<>();
            Call call = new Call(name, stage, cancellation);
            (id.equals(driver) ? calls : orphans).add(call);
            return stage;
        }

        Run run() {
            return cortex.newest(PLAN.scenario().name()).orElseThrow();
        }

        boolean idle() {
            return tasks.isEmpty() && answers() == 0;
        }

        /** Whoever works for a new owner cannot do so before those stop who work for the former. */
        private int answers() {
            boolean free = engines.stream()
                    .flatMap(engine -> engine.orphans.stream())
                    .allMatch(orphan -> orphan.cancellation().requested());
            return free ? calls.size() : 0;
        }

        void step() {
            int choice = random.nextInt(tasks.size() + answers());
            if (choice < tasks.size()) {
                tasks.remove(choice).run();
            } else {
                answer();
            }
        }

        void answer() {
            if (answers() > 0) {
                calls.remove(random.nextInt(calls.size())).stage().complete(AgentResult.success("done"));
            }
        }
    }

    /** The journals, as one of the engines sees them. */
    private final class Shared extends ForwardingStore {
        private final Engine mine;

        Shared(Engine mine, StateStore store) {
            super(store);
            this.mine = mine;
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            othersGoOn(mine);
            boolean done = super.append(journal, size, lines);
            if (done && journal.startsWith("run-")) {
                law(size == recorded.size(), "what is appended behind " + size + " lines is line " + recorded.size());
                String run = journal.substring("run-".length());
                lines.forEach(line -> written(mine, Json.event(run, recorded.size() + 1, line)));
            }
            othersGoOn(mine);
            return done;
        }

        @Override
        public void announce(Owner me, Duration ttl) {
            mine.id = me.id();
            super.announce(me, ttl);
        }

        @Override
        public boolean alive(Owner owner) {
            return !owner.id().equals(condemned) && super.alive(owner);
        }
    }

    private void written(Engine by, RunEvent event) {
        recorded.add(event);
        if (event.fact() instanceof Fact.RunTaken taken) {
            for (Engine former : engines) {
                if (former != by) {
                    // Whoever works for it is heard of no more, and stops when asked to.
                    former.orphans.addAll(former.calls);
                    former.calls.clear();
                }
            }
            takeovers += driver.isEmpty() ? 0 : 1;
            driver = taken.owner().id();
            condemned = "";
        } else if (!(event.fact() instanceof Fact.Acted || event.fact() instanceof Fact.RunStarted)) {
            law(by.id.equals(driver), "who does not drive the run has recorded " + event);
        }
    }

    private void othersGoOn(Engine mine) {
        for (Engine other : engines) {
            if (other != mine && !interlude && random.nextInt(4) == 0) {
                interlude = true;
                if (!driver.isEmpty() && !over() && random.nextInt(3) == 0) {
                    wantIt(other);
                }
                if (!driver.isEmpty() && random.nextInt(2) == 0) {
                    openGate(other);
                    mine.answer();
                }
                for (int i = random.nextInt(6); i >= 0 && !other.idle(); i--) {
                    other.step();
                }
                interlude = false;
            }
        }
    }

    // ---- from the beginning to the end

    /** Returns how often the run was taken from an engine that lived. */
    int play() {
        engines.get(0).cortex.start(PLAN);
        for (int step = 0; !over(); step++) {
            law(step < MOST_STEPS, "the run has not come to its end after " + MOST_STEPS + " steps");
            step();
        }
        // Whoever does not drive any more finds that out when it looks the next time.
        Instant end = now.plusSeconds(10);
        while (engines.stream().anyMatch(engine -> !engine.idle())
                || !next().at().isAfter(end)) {
            stepOrPass();
        }
        judge();
        return takeovers;
    }

    private boolean over() {
        return !recorded.isEmpty() && recorded.get(recorded.size() - 1).fact() instanceof Fact.RunEnded;
    }

    private void step() {
        Engine any = engines.get(random.nextInt(engines.size()));
        switch (random.nextInt(40)) {
            case 0, 1, 2 -> wantIt(any);
            case 3 -> startAnother(any);
            case 4, 5, 6, 7 -> openGate(any);
            case 8 -> {
                if (condemnations > 0 && condemned.isEmpty()) {
                    condemnations--;
                    condemned = driver;
                }
            }
            case 9, 10, 11 -> pass();
            default -> stepOrPass();
        }
    }

    private void stepOrPass() {
        List<Engine> busy = engines.stream().filter(engine -> !engine.idle()).toList();
        if (busy.isEmpty()) {
            pass();
        } else {
            busy.get(random.nextInt(busy.size())).step();
        }
    }

    private Alarm next() {
        return engines.stream()
                .flatMap(engine -> Stream.ofNullable(engine.alarms.peek()))
                .min(Comparator.comparing(Alarm::at))
                .orElse(new Alarm(Instant.MAX, 0, () -> {}));
    }

    private void pass() {
        Alarm next = next();
        for (Engine engine : engines) {
            if (Objects.equals(engine.alarms.peek(), next)) {
                engine.alarms.remove();
                now = next.at().isAfter(now) ? next.at() : now;
                next.action().run();
                return;
            }
        }
    }

    /** Somebody who lives and drives the run is not robbed of it. */
    private void wantIt(Engine one) {
        boolean free = driver.equals(condemned);
        String before = driver;
        @Nullable Throwable refused = failure(one.run().as(PERSON).resume(""));
        law(refused != null || (free && !one.id.equals(before)), "the run was taken from an engine that lives");
    }

    private void startAnother(Engine one) {
        interlude = true;
        try {
            one.cortex.start(PLAN);
            throw new AssertionError("a second run began while the first was active");
        } catch (BusyException right) {
            assertThat(right).hasMessageContaining("is active");
        } finally {
            interlude = false;
        }
    }

    /** Somebody starts a gate, perhaps before it opens: once, and by way of any engine. */
    private void openGate(Engine one) {
        String gate = random.nextBoolean() ? "b" : "d";
        if (opened.add(gate)) {
            var unused = one.run().as(PERSON).start(gate, "").whenComplete((done, refused) -> {
                if (refused == null) {
                    acknowledged++;
                } else {
                    opened.remove(gate);
                }
            });
        }
    }

    private static @Nullable Throwable failure(CompletionStage<Void> stage) {
        CompletableFuture<Void> future = stage.toCompletableFuture();
        return future.handle((nothing, thrown) -> thrown).join();
    }

    // ---- what came of it

    private void judge() {
        Laws laws = Laws.of(PLAN);
        recorded.forEach(laws::hear);
        assertThat(recorded.get(recorded.size() - 1).fact()).isEqualTo(new Fact.RunEnded(Fact.Outcome.COMPLETED, ""));
        long acts = recorded.stream()
                .filter(event ->
                        event.fact() instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Start)
                .count();
        law(acknowledged == acts, acknowledged + " acts were acknowledged, and " + acts + " are recorded");
        for (Engine engine : engines) {
            for (RunEvent event : engine.heard) {
                law(
                        event.number() <= recorded.size()
                                && recorded.get((int) event.number() - 1).equals(event),
                        "somebody was told of " + event + ", which is not recorded so");
            }
            for (Call orphan : engine.orphans) {
                law(orphan.cancellation().requested(), orphan.name() + " works on for an engine that was replaced");
            }
        }
    }

    /** An engine survives what a store or an agent throws, and so might hide it. */
    private void law(boolean kept, String words) {
        if (!kept && broken == null) {
            broken = new AssertionError(words);
        }
        if (broken != null) {
            throw broken;
        }
    }
}
