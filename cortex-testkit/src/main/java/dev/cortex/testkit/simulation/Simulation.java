package dev.cortex.testkit.simulation;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario again and again on the engine that production uses, each time in another order of events, with crashes,
 * stops, jumps of the clock, agents that fail, answer twice, throw, or do not stop, and checks that {@link Laws}, the host's own
 * {@link Invariant}s, and the following hold: whatever was acknowledged or told to somebody is recorded; no agent is asked
 * for what was known to be done; whoever is recorded as asked to stop has been asked; everything that was switched on is off at the end; the run comes to an end, and to the
 * same one as if nothing had disturbed it.
 *
 * <pre>{@code
 * Simulation.of(lab -> Cortex.builder()
 *                 .agents(lab.agents())
 *                 .criteria(lab.criteria())
 *                 .store(lab.store())
 *                 .listener(lab.listener())
 *                 .time(lab.time())
 *                 .executor(lab.executor())
 *                 .ids(lab.ids())
 *                 .build())
 *         .crashes(3)
 *         .seeds(1, 1000)
 *         .check(plan);
 * }</pre>
 *
 * <p>The same seed is the same schedule, each time and everywhere. Immutable; one may be used by many threads.
 */
public final class Simulation {
    /** System property that has {@link #check} run one seed alone. */
    public static final String SEED = "cortex.simulation.seed";

    /** So many seeds, one after the other, share a script, for which the undisturbed end is found once. */
    private static final int SHARED = 16;

    private static final long MOST_STEPS = 200_000;

    private final Function<? super Lab, ? extends Engine> host;
    private final Settings settings;

    /** Copied before each change. */
    private static final class Settings {
        private Supplier<? extends Storage> storage = Storage::memory;
        private @Nullable Script script;
        private long first = 1;
        private int count = 100;
        private @Nullable Values inputs;
        private int crashes;
        private int stops;
        private int acts;
        private int failures;
        private int most = 100_000;
        private boolean sameEnd = true;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Map<String, Invariant> invariants = Map.of();

        Settings copy() {
            Settings copy = new Settings();
            copy.storage = storage;
            copy.script = script;
            copy.first = first;
            copy.count = count;
            copy.inputs = inputs;
            copy.crashes = crashes;
            copy.stops = stops;
            copy.acts = acts;
            copy.failures = failures;
            copy.most = most;
            copy.sameEnd = sameEnd;
            copy.threads = threads;
            copy.invariants = invariants;
            return copy;
        }
    }

    private Simulation(Function<? super Lab, ? extends Engine> host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * A simulation of a host.
     *
     * @param host builds the host's engine of the parts of one life of its process; called anew after each crash
     * @return a simulation of a hundred schedules without crashes and stops
     */
    public static Simulation of(Function<? super Lab, ? extends Engine> host) {
        return new Simulation(Objects.requireNonNull(host, "host"), new Settings());
    }

    private Simulation with(Consumer<Settings> change) {
        Settings copy = settings.copy();
        change.accept(copy);
        return new Simulation(host, copy);
    }

    /**
     * Which schedules {@link #check} runs.
     *
     * @param first the first seed
     * @param count how many, one after the other
     * @return a copy
     */
    public Simulation seeds(long first, int count) {
        return with(change -> {
            change.first = first;
            change.count = count;
        });
    }

    /**
     * What everybody does; without it, {@link #check} has scripts made of the seeds, in which agents fail and misbehave,
     * and elsewhere all goes well.
     *
     * @param script the script
     * @return a copy
     */
    public Simulation script(Script script) {
        Objects.requireNonNull(script, "script");
        return with(change -> change.script = script);
    }

    /**
     * What each run is told, in place of what its script says about that.
     *
     * @param values the inputs
     * @return a copy
     */
    public Simulation inputs(Values values) {
        Objects.requireNonNull(values, "values");
        return with(change -> change.inputs = values);
    }

    /**
     * How often the process may crash in a schedule: between any two steps, and before and behind any operation of the
     * store.
     *
     * @param most at most so often
     * @return a copy
     */
    public Simulation crashes(int most) {
        return with(change -> change.crashes = most);
    }

    /**
     * How often the run may be stopped in a schedule. It is resumed at once.
     *
     * @param most at most so often
     * @return a copy
     */
    public Simulation stops(int most) {
        return with(change -> change.stops = most);
    }

    /**
     * How often somebody may meddle in a schedule of {@link #check}: skip, complete, reject, start or confirm anything, or
     * have a failed run go on. Then each schedule may have another end, as with {@link #anyEnd}.
     *
     * @param most at most so often
     * @return a copy
     */
    public Simulation acts(int most) {
        return with(change -> change.acts = most);
    }

    /**
     * How many agents {@link #explore} may have fail in a schedule, beside those that the script has fail.
     *
     * @param most at most so many
     * @return a copy
     */
    public Simulation failures(int most) {
        return with(change -> change.failures = most);
    }

    /**
     * Where journals are kept; in memory unless given.
     *
     * @param each makes one for each schedule; called by many threads
     * @return a copy
     */
    public Simulation storage(Supplier<? extends Storage> each) {
        Objects.requireNonNull(each, "each");
        return with(change -> change.storage = each);
    }

    /**
     * Does not ask for the end of an undisturbed run. That is for scenarios in which it counts who is first: with
     * {@code fail_fast}, and with time limits.
     *
     * @return a copy
     */
    public Simulation anyEnd() {
        return with(change -> change.sameEnd = false);
    }

    /**
     * How many schedules are run at a time; as many as there are processors unless given.
     *
     * @param number at least 1
     * @return a copy
     */
    public Simulation threads(int number) {
        return with(change -> change.threads = number);
    }

    /**
     * How many schedules {@link #explore} may run before it says that there are too many; 100,000 unless given.
     *
     * @param schedules so many
     * @return a copy
     */
    public Simulation most(int schedules) {
        return with(change -> change.most = schedules);
    }

    /**
     * Something else that has to hold.
     *
     * @param name what it is called where it is broken
     * @param invariant looks at each schedule; called by many threads
     * @return a copy
     */
    public Simulation invariant(String name, Invariant invariant) {
        Map<String, Invariant> more = new LinkedHashMap<>(settings.invariants);
        more.put(name, Objects.requireNonNull(invariant, "invariant"));
        return with(change -> change.invariants = more);
    }

    // ---- many schedules

    /**
     * Runs one schedule for each seed.
     *
     * @param plan what is run
     * @return what it came to
     * @throws AssertionError if a schedule breaks something: what, in which schedule, and how to run that again
     */
    public Summary check(Plan plan) {
        return check((LongFunction<Plan>) seed -> plan);
    }

    /**
     * Runs one schedule for each seed, of a plan of its own.
     *
     * @param plans makes the plan of a seed, the same one each time; called by many threads
     * @return what it came to
     * @throws AssertionError if a schedule breaks something: what, in which schedule, and how to run that again
     */
    public Summary check(LongFunction<? extends Plan> plans) {
        String replay = Replay.of("-D" + SEED + "=");
        @Nullable Long only = Long.getLong(SEED);
        if (only != null) {
            return stripe(plans, only, only + 1, new AtomicBoolean(), replay);
        }
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads, task -> {
            Thread thread = new Thread(task, "simulation");
            thread.setDaemon(true);
            return thread;
        });
        try {
            AtomicBoolean broken = new AtomicBoolean();
            List<Future<Summary>> stripes = new ArrayList<>();
            long end = settings.first + settings.count;
            for (long seed = settings.first; seed < end; ) {
                long from = seed;
                long to = Math.min(end, (Math.floorDiv(seed, SHARED) + 1) * SHARED);
                stripes.add(threads.submit(() -> stripe(plans, from, to, broken, replay)));
                seed = to;
            }
            return sum(stripes);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Summary sum(List<Future<Summary>> stripes) {
        Summary all = Summary.NONE;
        for (Future<Summary> stripe : stripes) {
            try {
                all = all.and(stripe.get());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof AssertionError broken) {
                    throw broken;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", impatient);
            }
        }
        return all;
    }

    /** Seeds that share a script and perhaps a plan. */
    private Summary stripe(
            LongFunction<? extends Plan> plans, long from, long to, AtomicBoolean broken, String replay) {
        Summary all = Summary.NONE;
        Plan last = null;
        Optional<End> end = Optional.empty();
        Script script = Script.allGoesWell();
        for (long seed = from; seed < to && !broken.get(); seed++) {
            Plan plan = plans.apply(seed);
            if (!plan.equals(last)) {
                last = plan;
                script = script(plan, seed);
                end = end(plan, script, seed);
            }
            try {
                all = all.and(one(plan, script, seed, end, false));
            } catch (AssertionError failed) {
                broken.set(true);
                throw failure(plan, script, seed, end, failed, replay);
            }
        }
        return all;
    }

    private Script script(Plan plan, long seed) {
        return told(settings.script == null ? AnyScript.of(plan, Math.floorDiv(seed, SHARED)) : settings.script);
    }

    private Script told(Script script) {
        return settings.inputs == null ? script : script.inputs(settings.inputs);
    }

    private World.Limits limits() {
        return new World.Limits(
                settings.crashes, settings.stops, settings.acts, settings.failures, Duration.ofDays(365), MOST_STEPS);
    }

    /** The end that each schedule has to have, if it has to have one. */
    private Optional<End> end(Plan plan, Script script, long seed) {
        return settings.sameEnd && settings.acts == 0 ? Optional.of(undisturbed(plan, script, seed)) : Optional.empty();
    }

    private End undisturbed(Plan plan, Script script, long seed) {
        World world = world(plan, script, Style.ORDERED, Chooser.random(0), World.Limits.NONE, (now, view) -> {}, true);
        try {
            return End.of(world.play());
        } catch (AssertionError failed) {
            throw new AssertionError(
                    "seed " + seed + " of " + plan.scenario().name() + ", before anything disturbs it\n"
                            + told(failed, world).getMessage(),
                    failed);
        }
    }

    private World world(
            Plan plan,
            Script script,
            Style style,
            Chooser chooser,
            World.Limits limits,
            BiConsumer<? super Instant, ? super RunView> observer,
            boolean tells) {
        return new World(host, plan, script, style, chooser, settings.storage.get(), limits, observer, tells);
    }

    private Schedule one(Plan plan, Script script, long seed, Optional<End> end, boolean tells) {
        World world = world(plan, script, Style.ANY, Chooser.random(seed), limits(), (now, view) -> {}, tells);
        try {
            Schedule schedule = world.schedule(seed, world.play());
            judge(schedule, end);
            return schedule;
        } catch (AssertionError failed) {
            throw tells ? told(failed, world) : failed;
        } catch (RuntimeException thrown) {
            AssertionError failed = new AssertionError("the engine threw " + thrown, thrown);
            throw tells ? told(failed, world) : failed;
        }
    }

    private void judge(Schedule schedule, Optional<End> end) {
        end.ifPresent(right -> {
            End now = End.of(schedule.view());
            if (!now.equals(right)) {
                throw new AssertionError("it ended otherwise than without what disturbed it: " + right.difference(now)
                        + "if it counts in this scenario who is first, say anyEnd()");
            }
        });
        settings.invariants.forEach((name, invariant) -> {
            try {
                invariant.check(schedule);
            } catch (AssertionError broken) {
                throw new AssertionError("invariant " + name + ": " + broken.getMessage(), broken);
            }
        });
    }

    // ---- one schedule

    /**
     * Runs the schedule of one seed, as {@link #check} does.
     *
     * @param plan what is run
     * @param seed the seed
     * @return what came of it, with all steps
     * @throws AssertionError if the schedule breaks something
     */
    public Schedule run(Plan plan, long seed) {
        Script script = script(plan, seed);
        return one(plan, script, seed, end(plan, script, seed), true);
    }

    /**
     * Walks through the scenario once, as the script says and in the order in which things happen there. Time passes only
     * in the simulation, and waits for nobody: it ends when nothing but a person could move the run on.
     *
     * @param plan what is run
     * @param observer is told the moment and shown the run each time that something has happened and nothing else can until
     *     time passes
     * @return what came of it: the run has ended, waits for somebody whom the script leaves out, or has not come to an end
     *     after 90 days
     * @throws AssertionError if it breaks a law
     */
    public Schedule walk(Plan plan, BiConsumer<? super Instant, ? super RunView> observer) {
        World world = world(plan, written(), Style.ORDERED, Chooser.random(0), World.Limits.NONE, observer, true);
        RunView view = world.play();
        return view.status() == RunStatus.RUNNING ? world.unfinished(view) : world.schedule(0, view);
    }

    private Script written() {
        return told(settings.script == null ? Script.allGoesWell() : settings.script);
    }

    // ---- every schedule

    /**
     * Runs every schedule that there is: whenever the engine has done all that it can, any agent that works may be the next
     * to answer, and succeed or fail; and the process may crash, and the run be stopped, as often as was said. The end has to
     * be the same whenever the same agents fail. That is for scenarios of a few phases.
     *
     * @param plan what is run
     * @return what it came to
     * @throws AssertionError if a schedule breaks something: what, and the schedule with the fewest decisions that does
     * @throws IllegalStateException if there are more schedules than {@link #most} allows
     */
    public Summary explore(Plan plan) {
        PriorityQueue<int[]> paths = new PriorityQueue<>(
                Comparator.<int[]>comparingInt(path -> path.length).thenComparing(Arrays::compare));
        paths.add(new int[0]);
        Map<Set<String>, End> ends = new HashMap<>();
        Summary all = Summary.NONE;
        for (int[] path = paths.poll(); path != null; path = paths.poll()) {
            if (all.schedules() >= settings.most) {
                throw new IllegalStateException("there are more than " + settings.most + " schedules of "
                        + plan.scenario().name()
                        + "; allow more, fewer crashes, stops or failures, or take a smaller scenario");
            }
            Chooser.Path chooser = new Chooser.Path(path);
            World world = world(plan, written(), Style.EVERY, chooser, limits(), (now, view) -> {}, true);
            try {
                Schedule schedule = world.schedule(0, world.play());
                End end = End.of(schedule.view());
                @Nullable End other = settings.sameEnd ? ends.putIfAbsent(failures(schedule), end) : null;
                judge(schedule, Optional.ofNullable(other));
                all = all.and(schedule);
            } catch (AssertionError failed) {
                throw told(failed, world);
            } catch (RuntimeException thrown) {
                throw told(new AssertionError("the engine threw " + thrown, thrown), world);
            }
            paths.addAll(chooser.branches());
        }
        return all;
    }

    /** Which pieces of work are recorded as failed. */
    private static Set<String> failures(Schedule schedule) {
        Set<String> failures = new HashSet<>();
        for (RunEvent event : schedule.events()) {
            if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.FAILED) {
                Fact.Attempt attempt = ended.attempt();
                failures.add(attempt.phase() + "/" + attempt.round() + "/" + attempt.place());
            }
        }
        return failures;
    }

    // ---- failures

    private static AssertionError told(AssertionError failed, World world) {
        List<String> lines = new ArrayList<>();
        lines.add(String.valueOf(failed.getMessage()));
        lines.add("What was done:");
        world.steps().forEach(step -> lines.add("  " + step));
        lines.add("What is recorded:");
        world.journal().forEach(event -> lines.add("  " + event.number() + " " + event.at() + " " + event.fact()));
        return new AssertionError(String.join("\n", lines), failed);
    }

    private AssertionError failure(
            Plan plan, Script script, long seed, Optional<End> end, AssertionError failed, String replay) {
        String again = "seed " + seed + " of " + plan.scenario().name() + "; again with " + replay + seed;
        try {
            one(plan, script, seed, end, true);
        } catch (AssertionError told) {
            return new AssertionError(again + "\n" + told.getMessage(), failed);
        }
        return new AssertionError(again + ", though not each time the same\n" + failed.getMessage(), failed);
    }
}
