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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that an engine drives, and how it comes to drive one. */
public final class Runs implements Services, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final RunJournals journals;
    private final Claims claims;
    private final Owner me;
    private final List<Loudspeaker> listeners;
    private final Map<String, Driver> drivers = new ConcurrentHashMap<>();
    private final Map<Object, Runnable> waits = new ConcurrentHashMap<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean announced;
    private Instant announcedAt = Instant.MIN;

    /**
     * Runs of an engine.
     *
     * @param settings what the engine is made of
     */
    public Runs(Settings settings) {
        this.settings = settings;
        this.journals = new RunJournals(settings.store(), settings.planner());
        this.me = Owners.create(settings.time().now());
        this.claims = new Claims(settings.store(), journals, me);
        this.listeners = settings.host().listeners().stream()
                .map(listener -> new Loudspeaker(listener, settings.threads().calls()))
                .toList();
    }

    // ---- beginning to drive

    /** Starts a run. */
    Driver start(Plan plan, Values inputs, Actor actor) {
        Values all = plan.scenario().resolve(inputs);
        announce();
        String id = settings.ids().map(ids -> ids.get()).orElseGet(this::nextId);
        List<Signal> first = List.of(new Signal.Begin(all, actor), new Signal.Take(me));
        return claimAndDrive(plan.scenario().name(), id, RunMachine.of(id, plan), first);
    }

    private String nextId() {
        String newest = settings.store().list(RunJournals.PREFIX, false, "", 1).stream()
                .findFirst()
                .map(name -> name.substring(RunJournals.PREFIX.length()))
                .orElse("");
        return RunIds.next(settings.time().now(), newest);
    }

    /** Takes a run that somebody has started before, after some acts on it. */
    Driver take(String runId, List<Signal> first) {
        announce();
        RunMachine machine = judged(runId);
        boolean retries = first.stream()
                .anyMatch(signal -> signal instanceof Signal.Act act && act.action() instanceof OperatorAction.Retry);
        if (retries) {
            refuseActs(machine, first);
        } else {
            refuseTake(runId, machine).ifPresent(refused -> {
                throw refused;
            });
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
        if (closed.get() || drivers.putIfAbsent(runId, driver) != null) {
            throw new RefusedException(
                    closed.get() ? "the engine is closed" : "this engine drives run " + runId + " already");
        }
        try {
            driver.begin(first);
        } catch (RuntimeException notBegun) {
            drivers.remove(runId, driver);
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
    public Optional<RefusedException> refuseTake(String runId, RunMachine machine) {
        Optional<Owner> other =
                machine.owner().filter(owner -> !owner.equals(me)).filter(settings.store()::alive);
        if (other.isPresent()) {
            return Optional.of(
                    new BusyException("run " + runId + " is driven by " + Owners.text(other.get()), runId, other));
        }
        return machine.outcome()
                .filter(outcome -> outcome != Fact.Outcome.STOPPED)
                .map(outcome -> new RefusedException(
                        outcome == Fact.Outcome.COMPLETED
                                ? "run " + runId + " completed; there is nothing to resume"
                                : "run " + runId + " failed; retry runs its failed phases again"));
    }

    // ---- looking

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
            boolean driven = machine.owner().filter(settings.store()::alive).isPresent();
            if (driven || !machine.hasUnjudged()) {
                return machine;
            }
            long size = machine.size();
            if (journals.append(runId, size, machine.judge(settings.time().now()))) {
                return machine;
            }
        }
    }

    boolean exists(String runId) {
        String journal = RunJournals.journal(runId);
        // No name lies between that of the journal and the same with a hyphen: this asks for no more than whether it is
        // there.
        return settings.store().list(journal, false, journal + "-", 1).contains(journal);
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
        return settings.store().list(RunJournals.PREFIX, open, bound, limit).stream()
                .map(name -> name.substring(RunJournals.PREFIX.length()))
                .toList();
    }

    StateStore store() {
        return settings.store();
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
    public Time time() {
        return settings.time();
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
    public void departed(Driver driver) {
        drivers.remove(driver.runId(), driver);
        seen.remove(driver.runId());
    }

    private synchronized void announce() {
        if (closed.get()) {
            throw new RefusedException("the engine is closed");
        }
        Instant now = settings.time().now();
        if (!announced || announcedAt.plus(TTL.dividedBy(3)).isBefore(now)) {
            settings.store().announce(me, TTL);
            announced = true;
            announcedAt = now;
        }
    }

    /** Looks, a few times a second while there are runs to drive, for what others have appended to them. */
    private void poll() {
        if (!drivers.isEmpty() && !closed.get() && polling.compareAndSet(false, true)) {
            later(POLL, this::look);
        }
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

    /** Does something a while from now, unless the engine has been closed by then. */
    void later(Duration wait, Runnable action) {
        settings.time().at(settings.time().now().plus(wait), () -> {
            try {
                settings.threads().runs().execute(action);
            } catch (RejectedExecutionException closedMeanwhile) {
                LOG.debug("the engine was closed");
            }
        });
    }

    private void look() {
        try {
            announce();
            List<String> names =
                    drivers.keySet().stream().map(RunJournals::journal).toList();
            settings.store().sizes(names).forEach((name, size) -> {
                Driver driver = drivers.get(name.substring(RunJournals.PREFIX.length()));
                if (driver != null && size > driver.size()) {
                    seen.put(driver.runId(), size);
                    driver.poke();
                }
            });
        } catch (RuntimeException unreadable) {
            LOG.warn("cannot look for acts on runs: {}", Problem.of(unreadable));
        } finally {
            polling.set(false);
            poll();
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
            Duration grace = driver.view().plan().policy().grace();
            longest = longest.compareTo(grace) < 0 ? grace : longest;
            gone.add(driver.gone());
            driver.close();
        }
        await(gone, longest.plus(longest).plus(PATIENCE), () -> "runs did not let go in time: " + drivers.keySet());
        withdraw();
        // The threads are daemons: without this, a program that ends here would never hear how its runs ended.
        await(
                listeners.stream().map(Loudspeaker::silence).toList(),
                PATIENCE,
                () -> "a listener has not heard all events");
        endWaits();
        settings.onClose().run();
    }

    private static void await(
            List<? extends CompletableFuture<?>> gone, Duration patience, Supplier<String> complaint) {
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(gone.toArray(new CompletableFuture<?>[0]))
                    .handle((nothing, whatever) -> true)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("{}", complaint.get());
        } catch (InterruptedException again) {
            interrupted = true;
        } catch (java.util.concurrent.ExecutionException impossible) {
            LOG.debug("a stage that handles everything failed", impossible);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void withdraw() {
        try {
            if (announced) {
                settings.store().withdraw(me);
            }
        } catch (RuntimeException unwritable) {
            LOG.warn("cannot end the sign of life: {}", Problem.of(unwritable));
        }
    }
}
