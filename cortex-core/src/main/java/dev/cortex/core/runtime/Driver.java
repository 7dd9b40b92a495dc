package dev.cortex.core.runtime;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.core.machine.Command;
import dev.cortex.core.machine.Decision;
import dev.cortex.core.machine.RunMachine;
import dev.cortex.core.machine.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one run: takes the signals that wait as one batch, has the machine decide, appends the events once, and only then
 * publishes them and carries the commands out. One turn at a time; the machine is only ever seen between turns, when all
 * that it has folded is durable.
 */
final class Driver implements Patience.Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String runId;
    private final Owner me;
    private final Services services;
    private final Policy policy;
    private final Desk desk;
    private final Mailbox mailbox = new Mailbox();
    private final Watchers watchers = new Watchers();
    private final CompletableFuture<RunView> gone = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private RunMachine machine;

    /** Whether the machine has folded what is perhaps not durable: what it says then is not true. Guarded by the lock. */
    private boolean ahead;

    /** Who takes a turn, and since when, in nanoseconds. */
    private volatile @Nullable Thread turning;

    private volatile long turningSince;

    private volatile boolean leaving;
    private volatile boolean closing;
    private volatile long size;
    /** Whether this engine has owned the run, so that another owner means that it was replaced. */
    private boolean took;

    private @Nullable Instant alarm;
    private volatile boolean rang;

    Driver(RunMachine machine, String runId, Owner me, Services services) {
        this.machine = machine;
        this.runId = runId;
        this.me = me;
        this.services = services;
        this.size = machine.size();
        this.policy = machine.policy();
        this.desk = new Desk(
                services.host(), services.threads(), services.switches(), signal -> send(signal, Optional.empty()));
    }

    String runId() {
        return runId;
    }

    /** How many events are known here. */
    long size() {
        return size;
    }

    /** The rules that the run keeps. */
    Policy policy() {
        return policy;
    }

    /** Completes with the last view when this engine does not drive the run any more. */
    CompletableFuture<RunView> gone() {
        return gone;
    }

    /** The run as it stands between two turns; empty if the turn of this moment does not come to an end. */
    Optional<RunView> view() {
        if (lock.isHeldByCurrentThread() || !between()) {
            return Optional.empty();
        }
        try {
            return ahead ? Optional.empty() : Optional.of(machine.view());
        } finally {
            lock.unlock();
        }
    }

    /** Locks, but does not wait for ever: in a turn the store is called, which may not answer. */
    private boolean between() {
        boolean interrupted = Thread.interrupted();
        try {
            return lock.tryLock() || lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
            return lock.tryLock();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How long the turn of this moment has lasted. */
    @Override
    public long busyFor() {
        long since = turningSince;
        return turning == null ? 0 : System.nanoTime() - since;
    }

    @Override
    public String toString() {
        return "run " + runId;
    }

    /** Whether whoever asks does so from within a turn of this run, as a store may do. */
    boolean isTurning() {
        return turning == Thread.currentThread();
    }

    // ---- coming in

    /** Takes the first turn on this thread: when it returns, what the signals say is durable. */
    void begin(List<Signal> signals) {
        List<CompletableFuture<Void>> recorded = new ArrayList<>();
        boolean first = mailbox.wake();
        for (Signal signal : signals) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            recorded.add(one);
            mailbox.add(new Mailbox.Letter(signal, Optional.of(one)));
        }
        if (first) {
            turn();
        }
        recorded.forEach(Stages::join);
    }

    /** Has a signal wait for the next turn. */
    void send(Signal signal, Optional<CompletableFuture<Void>> recorded) {
        if (mailbox.add(new Mailbox.Letter(signal, recorded))) {
            poke();
        } else {
            recorded.ifPresent(one -> one.completeExceptionally(new Departed()));
        }
    }

    /** Has the run look at the time, at its journal, and at whether it is to leave. */
    void poke() {
        if (mailbox.wake()) {
            schedule();
        }
    }

    /** Has the run let go as soon as it rests. */
    void leaveWhenResting() {
        leaving = true;
        poke();
    }

    /** Has the run stop what works, and let go. */
    void close() {
        closing = true;
        poke();
    }

    private void schedule() {
        try {
            services.threads().run(this::turn);
        } catch (RejectedExecutionException refused) {
            lose(new StateException("run " + runId + " cannot go on: " + Problem.of(refused), refused), List.of());
        }
    }

    /** Completes when the run has come to a point, in the turn in which it does. */
    CompletableFuture<RunView> watch(Predicate<RunMachine> point) {
        CompletableFuture<RunView> reached = watchers.add(point);
        if (!lock.isHeldByCurrentThread() && lock.tryLock()) {
            lock.unlock();
            tellWatchers();
        } else {
            poke();
        }
        return reached;
    }

    // ---- the turn

    private void turn() {
        List<Mailbox.Letter> letters = mailbox.take();
        Turn turn = new Turn(letters);
        turningSince = System.nanoTime();
        turning = Thread.currentThread();
        try {
            lock.lock();
            try {
                ahead = true;
                turn.decideAndAppend();
                ahead = false;
            } finally {
                lock.unlock();
            }
            turn.publishAndExecute();
        } catch (StateException broken) {
            lose(broken, letters);
        } catch (Throwable unexpected) { // No memory, for example.
            lose(new StateException("run " + runId + " cannot go on: " + Problem.of(unexpected), unexpected), letters);
            LOG.error("run {} cannot go on", runId, unexpected);
        } finally {
            turning = null;
        }
        if (mailbox.done()) {
            schedule();
        }
    }

    private static boolean isAdoption(RunEvent event) {
        return event.fact() instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Adopt;
    }

    /** One turn: its letters, and what becomes of them. */
    private final class Turn {
        private final List<Mailbox.Letter> letters;
        private final List<RunEvent> foreign = new ArrayList<>();
        private List<RunEvent> events = new ArrayList<>();
        private List<Command> commands = new ArrayList<>();
        private final List<Runnable> replies = new ArrayList<>();
        private boolean ousted;

        Turn(List<Mailbox.Letter> letters) {
            this.letters = letters;
        }

        void decideAndAppend() {
            boolean appended = false;
            while (!appended && !ousted) {
                readForeign();
                ousted |= took && machine.owner().filter(me::equals).isEmpty();
                if (!ousted) {
                    long before = machine.size();
                    decide();
                    appended = events.isEmpty() || append(before);
                    if (!appended) {
                        // Nothing of what was decided has happened, and whoever is replaced decides no more.
                        forget();
                        machine = load();
                        List<RunEvent> news = services.journals().tail(runId, size);
                        ousted = took && news.stream().anyMatch(Driver::isAdoption);
                        note(news);
                    }
                }
            }
            size = machine.size();
            took |= machine.owner().filter(me::equals).isPresent();
            arm();
        }

        private RunMachine load() {
            return services.journals()
                    .load(runId)
                    .orElseThrow(() -> new StateException("run " + runId + " has no journal any more"))
                    .drivenBy(me);
        }

        /** Folds what others have appended since. */
        private void readForeign() {
            if (size > 0 && services.sizeOf(runId) > machine.size()) {
                List<RunEvent> news = services.journals().tail(runId, machine.size());
                if (news.stream().anyMatch(Driver::isAdoption)) {
                    // Events mean something under the definition that the run goes on with, and under no other.
                    machine = load();
                    // Who hears of it as the owner was taken for dead: nobody adopts anything while a run is driven.
                    ousted = took;
                } else {
                    news.forEach(machine::apply);
                }
                note(news);
            }
        }

        private void note(List<RunEvent> news) {
            if (took) {
                // What came before is not news here: this engine may have told it when it drove the run the last time.
                foreign.addAll(news);
            }
            size = machine.size();
        }

        private void forget() {
            events = new ArrayList<>();
            commands = new ArrayList<>();
            replies.clear();
        }

        private void decide() {
            forget();
            List<Signal> batch = new ArrayList<>();
            for (Mailbox.Letter letter : letters) {
                boolean judged = letter.signal() instanceof Signal.Act
                        || letter.signal() instanceof Signal.Take
                        || letter.signal() instanceof Signal.Begin;
                // An act is judged by what is true then; but a run that is taken to be stopped goes on with nothing
                // first.
                if (judged && !isTake(batch)) {
                    add(machine.decide(services.time().now(), batch));
                    batch.clear();
                }
                Optional<RefusedException> refusal = judged ? refusal(letter.signal()) : Optional.empty();
                reply(letter, refusal.orElse(null));
                if (refusal.isEmpty()) {
                    batch.add(letter.signal());
                } else if (!took) {
                    // Who may not begin does not begin: a refused retry does not take the run either.
                    break;
                }
            }
            if (leaving) {
                batch.add(new Signal.Release());
            }
            add(machine.decide(services.time().now(), batch));
            if (closing && machine.owner().isPresent()) {
                close();
            }
        }

        private boolean isTake(List<Signal> batch) {
            return batch.size() == 1 && batch.get(0) instanceof Signal.Take;
        }

        private Optional<RefusedException> refusal(Signal signal) {
            if (signal instanceof Signal.Act act) {
                // A retry is a way to take the run: whoever was faster is named, as with every other way.
                Optional<RefusedException> other = act.action() instanceof OperatorAction.Retry
                        ? services.refuseOther(runId, machine)
                        : Optional.empty();
                return other.or(() -> machine.refusal(act.action()).map(RefusedException::new));
            } else if (signal instanceof Signal.Begin) {
                return machine.size() == 0
                        ? Optional.empty()
                        : Optional.of(new RefusedException("there is a run " + runId + " already"));
            }
            return services.refuseTake(runId, machine);
        }

        private void close() {
            add(machine.decide(services.time().now(), List.of(new Signal.Release())));
            if (machine.owner().isPresent() && !machine.stopping()) {
                add(machine.decide(
                        services.time().now(),
                        List.of(new Signal.Act(Actor.ENGINE, "the engine was closed", new OperatorAction.Stop()))));
            }
        }

        private void add(Decision decision) {
            events.addAll(decision.events());
            commands.addAll(decision.commands());
        }

        private void reply(Mailbox.Letter letter, @Nullable RefusedException refusal) {
            letter.recorded()
                    .ifPresent(recorded -> replies.add(() -> {
                        if (refusal == null) {
                            recorded.complete(null);
                        } else {
                            recorded.completeExceptionally(refusal);
                        }
                    }));
        }

        private boolean append(long before) {
            try {
                return services.journals().append(runId, before, events);
            } catch (StateException unknown) {
                // Nobody knows whether the lines are there, so what is there decides.
                if (tail(before, unknown).equals(events)) {
                    return true;
                }
                throw unknown;
            }
        }

        private List<RunEvent> tail(long before, StateException unknown) {
            try {
                return services.journals().tail(runId, before);
            } catch (StateException unreadable) {
                unknown.addSuppressed(unreadable);
                throw unknown;
            }
        }

        void publishAndExecute() {
            List<RunEvent> news = new ArrayList<>(foreign);
            news.addAll(events);
            services.listeners().forEach(listener -> listener.tell(news));
            replies.forEach(Runnable::run);
            commands.forEach(desk::execute);
            if (ousted) {
                letters.forEach(
                        letter -> letter.recorded().ifPresent(one -> one.completeExceptionally(new Departed())));
                LOG.warn("run {} was taken by another engine; this one leaves it alone", runId);
            }
            if (ousted || machine.owner().isEmpty()) {
                depart(ousted);
            } else {
                tellWatchers();
            }
        }
    }

    private void arm() {
        if (rang) {
            // Where the clock has not come to the moment yet, the next alarm is for the same one.
            rang = false;
            alarm = null;
        }
        Instant next = machine.nextDeadline().orElse(null);
        if (next != null && !next.equals(alarm)) {
            services.time().at(next, this::ring);
            alarm = next;
        }
    }

    private void ring() {
        rang = true;
        poke();
    }

    private void tellWatchers() {
        List<CompletableFuture<RunView>> reached;
        RunView view;
        lock.lock();
        try {
            reached = ahead ? List.of() : watchers.reached(machine);
            if (reached.isEmpty()) {
                return;
            }
            view = machine.view();
        } finally {
            lock.unlock();
        }
        reached.forEach(one -> one.complete(view));
    }

    // ---- leaving

    private void depart(boolean ousted) {
        if (!ousted && machine.outcome().isPresent()) {
            // While this engine still drives it: whoever has heard of the end may have the run go on.
            services.archive(runId);
        }
        List<Mailbox.Letter> unread = retire(!ousted);
        tellWatchers();
        dismiss(unread, new Departed());
        lock.lock();
        try {
            gone.complete(machine.view());
        } finally {
            lock.unlock();
        }
    }

    /** The journal cannot be read or written: nothing that this engine decides counts any more. */
    private void lose(StateException why, List<Mailbox.Letter> letters) {
        services.lost(runId, why);
        List<Mailbox.Letter> unread = new ArrayList<>(letters);
        unread.addAll(retire(false));
        dismiss(unread, why);
        gone.completeExceptionally(why);
        LOG.error("run {} is left as its journal has it: {}", runId, why.getMessage());
    }

    /** Nothing came of beginning: whoever found this driver meanwhile asks the journal. */
    void cancel() {
        dismiss(retire(false), new Departed());
        gone.completeExceptionally(new Departed());
    }

    /** The engine waits no longer for the run to let go; nor does anybody else. */
    void giveUp() {
        lose(new StateException("run " + runId + " did not let go before the engine was closed"), List.of());
    }

    /**
     * From here on nothing comes in; whoever hears of the end can have this engine take the run again.
     *
     * @param letsGo whether the run was let go, and not taken away
     */
    private List<Mailbox.Letter> retire(boolean letsGo) {
        List<Mailbox.Letter> unread = mailbox.close();
        services.departed(this);
        desk.leave(letsGo);
        return unread;
    }

    private void dismiss(List<Mailbox.Letter> unread, RuntimeException why) {
        watchers.rest().forEach(one -> one.completeExceptionally(why));
        unread.forEach(letter -> letter.recorded().ifPresent(one -> one.completeExceptionally(why)));
    }

    /** This engine does not drive the run any more; whoever gets this asks the journal. */
    static final class Departed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Departed() {
            super("this engine does not drive the run any more", null, false, false);
        }
    }
}
