package dev.cortex.testkit.simulation;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One schedule: a run in a world in which a chooser decides what happens next. */
final class World {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** One step in so many is the passing of time, where others could be taken. */
    private static final int TIME_PASSES = 24;

    private static final int CRASHES = 50;
    private static final int CRASHES_AT_OPERATIONS = 30;
    private static final int STOPS = 60;
    private static final int JUMPS = 400;
    private static final int ACTS = 40;
    /** One append in so many gives others the time for a task. */
    private static final int OTHERS = 5;

    /** Without these of the lab an engine does nothing that a simulation could see or decide. */
    private static final List<String> PARTS = List.of("time", "executor", "store", "agents", "listener", "ids");

    private static final List<String> PARTS_WITH_CRITERIA =
            Stream.concat(PARTS.stream(), Stream.of("criteria")).toList();

    private static final Duration FARTHEST_JUMP = Duration.ofHours(2);

    /**
     * What may go wrong.
     *
     * @param crashes how often the process may come to its end
     * @param stops how often the run may be stopped
     * @param acts how often people may meddle, where any order is tried
     * @param failures how often an agent may fail, where every way to go on is tried
     * @param longest how long the run may take in the world
     * @param steps how many steps may be taken
     */
    record Limits(int crashes, int stops, int acts, int failures, Duration longest, long steps) {
        static final Limits NONE = new Limits(0, 0, 0, 0, Duration.ofDays(90), Long.MAX_VALUE);
    }

    private final Function<? super Lab, ? extends Engine> host;
    private final Plan plan;
    private final Script script;
    private final Style style;
    private final Chooser chooser;
    private final Storage storage;
    private final Limits limits;
    private final BiConsumer<? super Instant, ? super RunView> observer;
    private final List<Duration> crashTimes;
    private final List<Long> crashEvents;
    private final Life.Clock clock = new Life.Clock(START);
    private final Cast cast;
    private final List<RunEvent> heard = new ArrayList<>();
    private final People people;
    private final List<String> steps = new ArrayList<>();
    private final boolean tells;
    private int crashesLeft;
    private int stopsLeft;
    private int actsLeft;
    private int crashes;
    private int stops;
    private int runs;
    private long stepped;
    private int looked = -1;
    private final Laws laws;
    private long lawful;
    private boolean begun;
    private boolean meanwhile;
    private @Nullable Life life;
    private @Nullable Engine engine;
    private @Nullable Run run;
    private @Nullable RunView over;
    private @Nullable Throwable problem;

    World(
            Function<? super Lab, ? extends Engine> host,
            Plan plan,
            Script script,
            Style style,
            Chooser chooser,
            Storage storage,
            Limits limits,
            BiConsumer<? super Instant, ? super RunView> observer,
            boolean tells) {
        this.host = host;
        this.plan = plan;
        this.script = script;
        this.style = style;
        this.chooser = chooser;
        this.storage = storage;
        this.laws = Laws.of(plan);
        this.limits = limits;
        this.observer = observer;
        this.tells = tells;
        this.crashTimes = new ArrayList<>(script.crashTimes());
        this.crashEvents = new ArrayList<>(script.crashEvents());
        this.cast = new Cast(script, style, chooser, this::journal, limits.failures());
        boolean draws = style == Style.ANY;
        this.people = new People(plan, script, chooser, this::say);
        this.crashesLeft = draws ? some(limits.crashes()) : limits.crashes();
        this.stopsLeft = draws ? some(limits.stops()) : limits.stops();
        this.actsLeft = draws ? some(limits.acts()) : 0;
    }

    private int some(int most) {
        return most > 0 ? chooser.choose(most + 1) : 0;
    }

    /** What was done so far, in words. */
    List<String> steps() {
        return steps;
    }

    /** What is recorded so far. */
    List<RunEvent> journal() {
        List<RunEvent> events = new ArrayList<>();
        if (run != null) {
            run.events(0, events::add);
        }
        return events;
    }

    private void say(Supplier<String> words) {
        if (tells) {
            steps.add(words.get());
        }
    }

    private Life life() {
        return Objects.requireNonNull(life);
    }

    // ---- from the beginning to the end

    /** Goes on until the run has come to its end, waits for somebody who is not there, or takes too long. */
    RunView play() {
        begin();
        RunView last = comeToAnEnd();
        while (last.status() == RunStatus.STOPPED) {
            // Somebody has completed a phase of a run that had ended.
            over = null;
            resume();
            last = comeToAnEnd();
        }
        if (last.status() != RunStatus.RUNNING) {
            Objects.requireNonNull(engine).close();
        }
        return last;
    }

    private RunView comeToAnEnd() {
        while (over == null) {
            if (++stepped > limits.steps()) {
                throw new AssertionError("the run has not come to its end after " + stepped + " steps");
            }
            step();
            complain();
        }
        Run ended = Objects.requireNonNull(run);
        if (!over.status().ended()) {
            var unused = ended.release();
        }
        while (life().tasks() > 0) {
            life().runTask(0);
        }
        complain();
        return limits.acts() > 0 ? ended.view() : over;
    }

    private void complain() {
        if (problem != null) {
            throw new AssertionError("an act of the simulation was refused: " + problem.getMessage(), problem);
        }
        if (!cast.complaints().isEmpty()) {
            throw new AssertionError(cast.complaints().get(0));
        }
    }

    /** A process begins: it starts the run, or resumes it. */
    private void begin() {
        Life next = new Life(clock, skew(), store(), cast, this::heard, this::nextId);
        life = next;
        looked = -1;
        people.forget();
        try {
            engine = host.apply(next);
            requireParts(next);
            Optional<Run> found = engine.newest(plan.scenario().name());
            if (found.isEmpty()) {
                say(() -> "the run is started");
                run = engine.start(plan, script.inputs(), People.PERSON);
                people.meet(run, next);
                watch();
            } else {
                run = found.get();
                people.meet(run, next);
                RunStatus status = run.view().status();
                if (status == RunStatus.COMPLETED || status == RunStatus.FAILED) {
                    over = run.view();
                } else {
                    resume();
                }
            }
        } catch (RuntimeException thrown) {
            if (!next.dead()) {
                throw thrown;
            }
        }
    }

    private void requireParts(Life life) {
        boolean judged = plan.scenario().phases().stream()
                .anyMatch(phase -> !phase.criteria().isEmpty());
        life.missing(judged ? PARTS_WITH_CRITERIA : PARTS).ifPresent(part -> {
            throw new AssertionError("the engine was built without lab." + part + "(): it needs each of " + PARTS
                    + " of the lab, and criteria where the scenario has any");
        });
    }

    private StateStore store() {
        StateStore store = storage.open(this::operation);
        return style == Style.ANY ? new Meanwhile(store, this::othersGoOn) : store;
    }

    /** While one thread waits for the store, others may do what they have to. */
    private void othersGoOn() {
        if (life != null && !life.dead() && !meanwhile && life.tasks() > 0 && oneIn(OTHERS)) {
            meanwhile = true;
            try {
                life.runTask(chooser.choose(life.tasks()));
            } finally {
                meanwhile = false;
            }
        }
    }

    private Duration skew() {
        boolean first = life == null;
        return style != Style.ANY || first
                ? Duration.ZERO
                : Duration.ofMillis(chooser.choose(2 * 3_600_000) - 3_600_000L);
    }

    private String nextId() {
        return "simulation-" + ++runs;
    }

    private void resume() {
        say(() -> "the run is resumed");
        goesOn(Objects.requireNonNull(run).as(People.PERSON).resume(""));
    }

    private void goesOn(CompletionStage<Void> act) {
        Life mine = life();
        var unused = act.whenComplete((done, thrown) -> {
            if (!mine.dead()) {
                // Refused where a second stop came first, which is still to come to its end.
                if (thrown == null || thrown instanceof RefusedException) {
                    watch();
                } else {
                    problem = thrown;
                }
            }
        });
    }

    private void watch() {
        Life mine = life();
        Objects.requireNonNull(run).ended().whenComplete((view, thrown) -> {
            if (mine.dead()) {
                return;
            }
            if (thrown != null) {
                problem = thrown;
            } else if (view.status() == RunStatus.STOPPED) {
                mine.executor().execute(this::resume);
            } else if (view.status() == RunStatus.FAILED && actsLeft > 0 && chooser.choose(2) == 0) {
                actsLeft--;
                mine.executor().execute(() -> goesOn(people.retry()));
            } else {
                over = view;
            }
        });
    }

    private void heard(RunEvent event) {
        heard.add(event);
        cast.hear(event);
        people.hear(event.fact());
        begun |= event.fact() instanceof Fact.PhaseStarted;
        if (crashEvents.remove((Long) event.number())) {
            crash();
        }
    }

    // ---- crashes

    /** Before and behind each operation of the store. */
    private void operation() {
        if (life != null && !life.dead() && crashesLeft > 0 && oneIn(CRASHES_AT_OPERATIONS)) {
            crash();
        }
    }

    /** Where every way is tried, this is one of two. */
    private boolean oneIn(int times) {
        return style == Style.EVERY ? chooser.choose(2) == 1 : style == Style.ANY && chooser.choose(times) == 0;
    }

    private void crash() {
        say(() -> "the process crashes");
        crashes++;
        crashesLeft--;
        life().die();
        storage.crash(chooser::choose);
    }

    // ---- one step

    private void step() {
        if (begun && !life().dead()) {
            begun = false;
            lookAtLaws();
            if (style == Style.ANY && !life().dead()) {
                people.startEarly();
            }
        }
        if (life().dead()) {
            begin();
        } else if (style == Style.ANY) {
            stepAnywhere();
        } else if (life().tasks() > 0) {
            life().runTask(0);
        } else {
            stepInOrder();
        }
    }

    /** Looks at the run as it stands, as often as something may begin beside something else or be held up by it. */
    private void lookAtLaws() {
        Run now = Objects.requireNonNull(run);
        now.events(lawful, event -> {
            laws.hear(event);
            lawful++;
        });
        // Even to read may change the disk, and so be what the power fails in.
        if (!life().dead()) {
            RunView view = now.view();
            // Whoever acted beside the engine's driver is acknowledged when the driver knows of it, which is a task.
            if (view.standing().events() == lawful || life().tasks() == 0) {
                laws.look(view);
            }
        }
    }

    private void stepAnywhere() {
        if (crashesLeft > 0 && oneIn(CRASHES)) {
            crash();
            return;
        }
        if (stopsLeft > 0 && oneIn(STOPS)) {
            stop();
            return;
        }
        if (actsLeft > 0 && oneIn(ACTS)) {
            actsLeft--;
            people.meddle();
            return;
        }
        if (oneIn(JUMPS)) {
            say(() -> "the clock jumps");
            clock.goTo(clock.now().plusMillis(chooser.choose((int) FARTHEST_JUMP.toMillis())));
        }
        int tasks = life().tasks();
        int calls = life().calls().size();
        List<String> asked = people.asked();
        int options = tasks + calls + asked.size();
        if (options == 0 || (life().nextAlarm() != null && oneIn(TIME_PASSES))) {
            if (options > 0 || !act()) {
                pass();
            }
            return;
        }
        int choice = chooser.choose(options);
        if (choice < tasks) {
            life().runTask(choice);
        } else if (choice < tasks + calls) {
            answer(choice - tasks);
        } else {
            people.answerGate(asked.get(choice - tasks - calls), true);
        }
    }

    private void stepInOrder() {
        look();
        if (life().dead() || over != null) {
            return;
        }
        List<Life.Call> calls = life().calls();
        if (calls.isEmpty()) {
            if (!act()) {
                pass();
            }
            return;
        }
        if (crashesLeft > 0 && oneIn(CRASHES)) {
            crash();
        } else if (stopsLeft > 0 && oneIn(STOPS)) {
            stop();
        } else {
            answer(chooser.choose(calls.size()));
        }
    }

    /** Shows the observer what has changed. */
    private void look() {
        if (style == Style.ORDERED && looked != heard.size()) {
            observer.accept(clock.now(), Objects.requireNonNull(run).view());
        }
    }

    private void answer(int index) {
        Life.Call call = life().calls().remove(index);
        say(() -> call.name());
        call.answer().run();
    }

    private void pass() {
        Instant next = life().nextAlarm();
        if (next == null) {
            throw new AssertionError("the run is stuck: nothing happens any more");
        }
        if (next.isAfter(START.plus(limits.longest()))) {
            over = Objects.requireNonNull(run).view();
            return;
        }
        Instant crash =
                crashTimes.stream().min(Duration::compareTo).map(START::plus).orElse(null);
        if (crash != null && !next.isBefore(crash)) {
            crashTimes.remove(crashTimes.stream().min(Duration::compareTo).orElseThrow());
            clock.goTo(crash);
            crash();
            return;
        }
        life().ring();
    }

    private void stop() {
        stopsLeft--;
        stops++;
        people.stop();
    }

    /** Answers what is asked, when nothing else happens; whether there was something. */
    private boolean act() {
        if (looked == heard.size()) {
            return false;
        }
        looked = heard.size();
        lookAtLaws();
        if (life().dead()) {
            return true;
        }
        RunView view = Objects.requireNonNull(run).view();
        if (people.answer(view)) {
            return true;
        }
        if (view.status() == RunStatus.WAITING) {
            over = view;
        }
        return false;
    }

    // ---- what came of it

    /** What there is of a run that has not come to its end. */
    Schedule unfinished(RunView view) {
        return new Schedule(
                0, view, journal(), steps, crashes, stops, people.acknowledged().size());
    }

    /** Checks all that has to hold in every schedule. */
    Schedule schedule(long seed, RunView view) {
        if (view.status() == RunStatus.RUNNING) {
            throw new AssertionError("the run is stuck: it has not come to its end after " + limits.longest());
        }
        List<RunEvent> events = journal();
        Laws laws = Laws.of(plan);
        events.forEach(laws::hear);
        if (view.status().ended()) {
            laws.look(view);
            Set<String> active = new TreeSet<>(cast.active());
            active.removeAll(givenUp(events));
            if (!active.isEmpty()) {
                throw new AssertionError("still active at the end: " + active);
            }
        }
        for (RunEvent event : heard) {
            if (event.number() > events.size()
                    || !events.get((int) event.number() - 1).equals(event)) {
                throw new AssertionError("somebody was told of " + event + ", which is not recorded so");
            }
        }
        Map<OperatorAction, Integer> recorded = new HashMap<>();
        events.forEach(event -> {
            if (event.fact() instanceof Fact.Acted acted) {
                recorded.merge(acted.action(), 1, Integer::sum);
            }
        });
        for (OperatorAction action : people.acknowledged()) {
            if (recorded.merge(action, -1, Integer::sum) < 0) {
                throw new AssertionError("an act was acknowledged and is not recorded: " + action);
            }
        }
        return new Schedule(
                seed, view, events, steps, crashes, stops, people.acknowledged().size());
    }

    /** What did not answer in time when it was to be deactivated, and then the process crashed that was still to see to it. */
    private Set<String> givenUp(List<RunEvent> events) {
        Set<String> givenUp = new TreeSet<>();
        for (RunEvent event : crashes == 0 ? List.<RunEvent>of() : events) {
            if (event.fact() instanceof Fact.Deactivated done) {
                String key = done.activation().key();
                boolean unused = done.problem().isPresent() ? givenUp.add(key) : givenUp.remove(key);
            }
        }
        return givenUp;
    }
}
