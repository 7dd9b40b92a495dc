package dev.cortex.core.runtime;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.machine.RunMachine;
import dev.cortex.core.machine.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that an engine drives, and how it comes to drive one. */
public final class Runs implements Services, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Settings settings;
    private final StateStore store;
    private final Time time;
    private final RunJournals journals;
    private final Claims claims;
    private final Owner me;
    private final List<Loudspeaker> listeners;
    private final Map<String, Driver> drivers = new ConcurrentHashMap<>();
    /** By the id of a run that this engine could not go on with, why; until it drives the run again. */
    private final Map<String, StateException> losses = new ConcurrentHashMap<>();

    private final Map<String, Token> switches = new ConcurrentHashMap<>();
    private final Map<Object, Runnable> waits = new ConcurrentHashMap<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Tellings tellings;
    private final Patience patience;
    private final AtomicBoolean polling = new AtomicBoolean();
    private final Lookout lookout = new Lookout();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Whether the store may have a sign of life: it was asked to, however that went. */
    private volatile boolean announcing;

    private volatile Instant announcedAt = Instant.MIN;

    /**
     * Runs of an engine.
     *
     * @param settings what the engine is made of
     */
    public Runs(Settings settings) {
        this.settings = settings;
        this.store = new GuardedStore(settings.store());
        this.time = new GuardedTime(settings.time());
        this.journals = new RunJournals(store, settings.planner());
        this.me = Owners.create(time.now());
        this.claims = new Claims(store, journals, me, this::drives);
        this.listeners = settings.host().listeners().stream()
                .map(listener -> new Loudspeaker(listener, settings.threads()))
                .toList();
        this.tellings = new Tellings(settings.threads());
        this.patience = new Patience(settings.threads(), Problem.culprit(settings.store()));
    }

    // ---- beginning to drive

    /** Starts a run. */
    Driver start(Plan plan, Values inputs, Actor actor) {
        Values all = plan.scenario().resolve(inputs);
        announce();
        String id = settings.ids().map(this::given).orElseGet(this::nextId);
        List<Signal> first = List.of(new Signal.Begin(all, actor), new Signal.Take(me));
        return claimAndDrive(plan.scenario().name(), id, RunMachine.of(id, plan), first);
    }

    /** An id from the host's own source, if it is one that can be used. */
    private String given(Supplier<String> ids) {
        String source = "the source of ids " + Problem.culprit(ids);
        @Nullable String id;
        try {
            id = ids.get();
        } catch (Throwable thrown) { // Code of the host.
            throw new IllegalStateException(source + " threw " + Problem.of(thrown), Problem.printable(thrown));
        }
        if (id == null) {
            throw new IllegalStateException(source + " answered with null");
        }
        if (!RunIds.isOne(id)) {
            throw new IllegalStateException(source + " gave what is no id of a run: " + Problem.cut(id, 200));
        }
        if (exists(id)) {
            throw new IllegalStateException(source + " gave the id of a run that there is already: " + id);
        }
        return id;
    }

    private String nextId() {
        String newest = store.list(RunJournals.PREFIX, false, "", 1).stream()
                .findFirst()
                .map(name -> name.substring(RunJournals.PREFIX.length()))
                .orElse("");
        return RunIds.next(time.now(), newest);
    }

    /** Takes a run that somebody has started before, after some acts on it. */
    Driver take(String runId, List<Signal> first) {
        announce();
        RunMachine machine = judged(runId);
        boolean retries = first.stream()
                .anyMatch(signal -> signal instanceof Signal.Act act && act.action() instanceof OperatorAction.Retry);
        (retries ? refuseOther(runId, machine) : refuseTake(runId, machine)).ifPresent(refused -> {
            throw refused;
        });
        if (retries) {
            refuseActs(machine, first);
        }
        return machine.outcome().isPresent()
                ? claimAndDrive(machine.view().scenario(), runId, machine, first)
                : drive(runId, machine, first);
    }

    private Driver claimAndDrive(String scenario, String runId, RunMachine machine, List<Signal> first) {
        refuseWithoutAgents(first);
        try {
            claims.claim(scenario, runId, settings.manyRuns());
            return drive(runId, machine, first);
        } finally {
            claims.settle(runId);
        }
    }

    private void refuseWithoutAgents(List<Signal> first) {
        if (settings.host().agents().isEmpty() && !onlyStops(first)) {
            throw new RefusedException("this engine has no agents: it can act on runs and not drive them");
        }
    }

    private static void refuseActs(RunMachine machine, List<Signal> signals) {
        for (Signal signal : signals) {
            if (signal instanceof Signal.Act act) {
                machine.refusal(act.action()).ifPresent(why -> {
                    throw new RefusedException(why);
                });
            }
        }
    }

    private Driver drive(String runId, RunMachine machine, List<Signal> first) {
        refuseWithoutAgents(first);
        Driver driver = new Driver(machine, runId, me, this);
        if (drivers.putIfAbsent(runId, driver) != null) {
            throw new RefusedException("this engine drives run " + runId + " already");
        }
        try {
            // Looked up only now: whoever closes the engine after this finds the driver.
            refuseClosed();
            losses.remove(runId);
            driver.begin(first);
        } catch (RuntimeException notBegun) {
            driver.cancel();
            throw notBegun;
        }
        poll();
        return driver;
    }

    private static boolean onlyStops(List<Signal> first) {
        return first.stream()
                .anyMatch(signal -> signal instanceof Signal.Act act && act.action() instanceof OperatorAction.Stop);
    }

    @Override
    public Optional<RefusedException> refuseOther(String runId, RunMachine machine) {
        return machine.owner()
                .filter(owner -> !owner.equals(me))
                .filter(store::alive)
                .map(other -> new BusyException(
                        "run " + runId + " is driven by " + Owners.text(other), runId, Optional.of(other)));
    }

    @Override
    public Optional<RefusedException> refuseTake(String runId, RunMachine machine) {
        return refuseOther(runId, machine)
                .or(() -> machine.outcome()
                        .filter(outcome -> outcome != Fact.Outcome.STOPPED)
                        .map(outcome -> new RefusedException(
                                outcome == Fact.Outcome.COMPLETED
                                        ? "run " + runId + " completed; there is nothing to resume"
                                        : "run " + runId + " failed; retry runs its failed phases again")));
    }

    private void refuseClosed() {
        if (closed.get()) {
            throw new RefusedException("the engine is closed");
        }
    }

    // ---- looking

    /** Whether an engine drives a run, as far as that can be known: of itself this one knows it exactly. */
    boolean drives(Owner owner, String runId) {
        return owner.equals(me) ? drivers.containsKey(runId) : store.alive(owner);
    }

    Optional<Driver> driver(String runId) {
        return Optional.ofNullable(drivers.get(runId));
    }

    RunMachine load(String runId) {
        return journals.load(runId).orElseThrow(() -> new RefusedException("there is no run " + runId));
    }

    /** The run as it is to be acted on: what somebody wrote by hand while nobody drove it is judged first, durably. */
    RunMachine judged(String runId) {
        while (true) {
            RunMachine machine = load(runId);
            if (machine.owner().filter(owner -> drives(owner, runId)).isPresent()) {
                return machine;
            }
            machine.ownerGone();
            if (!machine.hasUnjudged()) {
                return machine;
            }
            long size = machine.size();
            if (journals.append(runId, size, machine.judge(time.now()))) {
                return machine;
            }
        }
    }

    boolean exists(String runId) {
        String journal = RunJournals.journal(runId);
        // No name lies between that of the journal and the same with a hyphen: this asks for no more than whether it is
        // there.
        return store.list(journal, false, journal + "-", 1).contains(journal);
    }

    Optional<String> newest(String scenario) {
        List<String> runs = claims.runs(scenario);
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (exists(runs.get(i))) {
                return Optional.of(runs.get(i));
            }
        }
        return Optional.empty();
    }

    List<String> list(String before, int limit, boolean open) {
        String bound = before.isEmpty() ? "" : RunJournals.journal(before);
        return store.list(RunJournals.PREFIX, open, bound, limit).stream()
                .map(name -> name.substring(RunJournals.PREFIX.length()))
                .toList();
    }

    StateStore store() {
        return store;
    }

    /** Through whom the host hears of the ends of stages. */
    Tellings tellings() {
        return tellings;
    }

    /** Has something done after a while, on a thread that it may block. */
    void later(Duration pause, Runnable action, Consumer<RuntimeException> refused) {
        refuseClosed();
        time.at(time.now().plus(pause), () -> {
            try {
                threads().call(action);
            } catch (RejectedExecutionException closedOrBroken) {
                refused.accept(closedOrBroken);
            }
        });
    }

    Owner me() {
        return me;
    }

    Plan plan(Scenario scenario, dev.cortex.api.plan.Policy policy) {
        return settings.planner().apply(scenario, policy);
    }

    // ---- serving drivers

    @Override
    public Host host() {
        return settings.host();
    }

    @Override
    public Threads threads() {
        return settings.threads();
    }

    @Override
    public Map<String, Token> switches() {
        return switches;
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public RunJournals journals() {
        return journals;
    }

    @Override
    public List<Loudspeaker> listeners() {
        return listeners;
    }

    @Override
    public long sizeOf(String runId) {
        return seen.getOrDefault(runId, 0L);
    }

    @Override
    public void archive(String runId) {
        try {
            store.archive(RunJournals.journal(runId));
        } catch (RuntimeException unwritable) {
            // A hint that does not come costs time when runs are looked for, and nothing else.
            LOG.warn("run {} has ended and is not archived: {}", runId, Problem.of(unwritable));
        }
    }

    @Override
    public void lost(String runId, StateException why) {
        losses.put(runId, why);
    }

    Optional<StateException> loss(String runId) {
        return Optional.ofNullable(losses.get(runId));
    }

    @Override
    public void departed(Driver driver) {
        drivers.remove(driver.runId(), driver);
        seen.remove(driver.runId());
    }

    /** No lock is held meanwhile: a store that does not answer holds up who asks it, and nobody else. */
    private void announce() {
        refuseClosed();
        Instant last = announcedAt;
        Instant now = time.now();
        if (last.equals(Instant.MIN) || last.plus(TTL.dividedBy(3)).isBefore(now)) {
            announcing = true;
            store.announce(me, TTL);
            announcedAt = now;
            if (closed.get()) {
                withdraw();
                refuseClosed();
            }
        }
    }

    /** Looks, a few times a second while there are runs to drive, for what others have appended to them. */
    private void poll() {
        if (!drivers.isEmpty() && !closed.get() && polling.compareAndSet(false, true)) {
            try {
                time.at(time.now().plus(POLL), this::tick);
            } catch (RuntimeException broken) {
                polling.set(false);
                LOG.warn("cannot look for acts on runs: {}", Problem.of(broken));
            }
        }
    }

    /** Looking for acts from elsewhere: by one at a time. */
    private static final class Lookout implements Patience.Waiting {
        private static final long NONE = -1;

        private final long origin = System.nanoTime();
        private final AtomicLong since = new AtomicLong(NONE);

        boolean begins() {
            return since.compareAndSet(NONE, System.nanoTime() - origin);
        }

        void ends() {
            since.set(NONE);
        }

        @Override
        public long busyFor() {
            long begun = since.get();
            return begun == NONE ? 0 : System.nanoTime() - origin - begun;
        }

        @Override
        public String toString() {
            return "looking for acts from elsewhere";
        }
    }

    /** On the thread for alarms, which does nothing itself. */
    private void tick() {
        polling.set(false);
        patience.look(drivers.values(), lookout);
        if (lookout.begins()) {
            try {
                threads().run(this::look);
            } catch (RejectedExecutionException closedOrBroken) {
                lookout.ends();
                LOG.debug("cannot look for acts on runs: {}", Problem.of(closedOrBroken));
            }
        }
        poll();
    }

    /** Sees to it that nobody waits for ever for something that this engine would have told them. */
    <T> CompletableFuture<T> untilClosed(CompletableFuture<T> waited) {
        Object wait = new Object();
        waits.put(wait, () -> waited.completeExceptionally(new RefusedException("the engine is closed")));
        var unused = waited.whenComplete((value, thrown) -> waits.remove(wait));
        if (closed.get()) {
            endWaits();
        }
        return waited;
    }

    private void endWaits() {
        List.copyOf(waits.values()).forEach(Runnable::run);
    }

    /**
     * Completes when this engine's driver of a run, if there is one by now, knows the journal up to a size. A driver that
     * comes only later reads it anyway: it cannot append behind anything else.
     */
    CompletionStage<Void> known(String runId, long size) {
        Driver driver = drivers.get(runId);
        if (driver == null || driver.size() >= size) {
            return CompletableFuture.completedFuture(null);
        }
        seen(driver, size);
        return tellings.told(driver.watch(machine -> machine.size() >= size).handle((view, departed) -> null));
    }

    private void seen(Driver driver, long size) {
        seen.merge(driver.runId(), size, Math::max);
        driver.poke();
    }

    private void look() {
        try {
            announce();
            List<String> names =
                    drivers.keySet().stream().map(RunJournals::journal).toList();
            store.sizes(names).forEach((name, size) -> {
                Driver driver = drivers.get(name.substring(RunJournals.PREFIX.length()));
                if (driver != null && size > driver.size()) {
                    seen(driver, size);
                }
            });
        } catch (RuntimeException unreadable) {
            if (!closed.get()) {
                LOG.warn("cannot look for acts on runs: {}", Problem.of(unreadable));
            }
        } finally {
            lookout.ends();
        }
    }

    // ---- the end

    /** Has every run let go, and waits for that, at most for the longest grace and a little more. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<CompletableFuture<?>> gone = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (Driver driver : List.copyOf(drivers.values())) {
            Duration grace = driver.policy().grace();
            longest = longest.compareTo(grace) < 0 ? grace : longest;
            driver.close();
            if (!driver.isTurning()) {
                gone.add(driver.gone());
            }
        }
        longest = longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER;
        await(gone, longest.plus(longest).plus(PATIENCE), () -> "runs did not let go in time: " + drivers.keySet());
        List.copyOf(drivers.values()).forEach(Driver::giveUp);
        if (announcing) {
            withdraw();
        }
        // The threads are daemons: without this, a program that ends here would never hear how its runs ended.
        List<CompletableFuture<?>> hearing = new ArrayList<>(tellings.silence());
        listeners.forEach(listener -> hearing.add(listener.silence()));
        await(hearing, PATIENCE, () -> "a listener, or who waits for a run, has not heard all");
        endWaits();
        settings.onClose().run();
    }

    private static void await(
            List<? extends CompletableFuture<?>> gone, Duration patience, Supplier<String> complaint) {
        CompletableFuture<Boolean> all = CompletableFuture.allOf(gone.toArray(new CompletableFuture<?>[0]))
                .handle((nothing, whatever) -> true);
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        for (boolean over = false; !over; ) {
            try {
                over = all.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                LOG.warn("{}", complaint.get());
                over = true;
            } catch (InterruptedException impatient) {
                // What is not waited for is cut short by the end of the program, and the wait has a limit anyway.
                interrupted = true;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean handedOver(Runnable words) {
        try {
            threads().aside(words);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** If the engine has threads, a store that never answers holds up nobody who closes it. */
    private void withdraw() {
        CompletableFuture<Void> withdrawn = new CompletableFuture<>();
        Runnable words = () -> {
            try {
                store.withdraw(me);
            } catch (RuntimeException unwritable) {
                LOG.warn("cannot end the sign of life: {}", Problem.of(unwritable));
            } finally {
                withdrawn.complete(null);
            }
        };
        if (!threads().areOwn() || !handedOver(words)) {
            words.run();
        }
        await(
                List.of(withdrawn),
                PATIENCE,
                () -> "the store " + Problem.culprit(settings.store()) + " has not ended the sign of life in time");
    }
}
