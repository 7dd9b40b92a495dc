package dev.cortex.core.runtime;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.core.machine.Command;
import dev.cortex.core.machine.Decision;
import dev.cortex.core.machine.RunMachine;
import dev.cortex.core.machine.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one run: takes the signals that wait as one batch, has the machine decide, appends the events once, and only then
 * publishes them and carries the commands out. One turn at a time; the machine is only ever seen between turns, when all
 * that it has folded is durable.
 */
final class Driver {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    private final String runId;
    private final Owner me;
    private final Services services;
    private final Desk desk;
    private final Mailbox mailbox = new Mailbox();
    private final Watchers watchers = new Watchers();
    private final CompletableFuture<RunView> gone = new CompletableFuture<>();
    private final Object lock = new Object();

    /** Guarded by the lock, as the watchers are. */
    private RunMachine machine;

    private boolean departed;

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
        this.desk = new Desk(services.host(), services.threads(), signal -> send(signal, Optional.empty()));
    }

    String runId() {
        return runId;
    }

    /** How many events are known here. */
    long size() {
        return size;
    }

    /** Completes with the last view when this engine does not drive the run any more. */
    CompletableFuture<RunView> gone() {
        return gone;
    }

    /** The run as it stands between two turns. */
    RunView view() {
        synchronized (lock) {
            return machine.view();
        }
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
        if (mailbox.closed()) {
            recorded.ifPresent(one -> one.completeExceptionally(new Departed()));
        } else if (mailbox.add(new Mailbox.Letter(signal, recorded))) {
            schedule();
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
            services.threads().runs().execute(this::turn);
        } catch (RejectedExecutionException shutDown) {
            LOG.debug("run {}: no turn after the engine was closed", runId);
        }
    }

    /** Completes when the run has come to a point, in the turn in which it does. */
    CompletableFuture<RunView> watch(Predicate<RunMachine> point) {
        synchronized (lock) {
            if (point.test(machine)) {
                return CompletableFuture.completedFuture(machine.view());
            }
            return departed ? CompletableFuture.failedFuture(new Departed()) : watchers.add(point);
        }
    }

    // ---- the turn

    private void turn() {
        List<Mailbox.Letter> letters = mailbox.take();
        Turn turn = new Turn(letters);
        try {
            synchronized (lock) {
                turn.decideAndAppend();
            }
            turn.publishAndExecute();
        } catch (StateException broken) {
            lose(broken, letters);
        } catch (RuntimeException | Error unexpected) {
            LOG.error("run {} cannot go on", runId, unexpected);
            lose(new StateException("run " + runId + " cannot go on: " + Problem.of(unexpected), unexpected), letters);
        }
        if (mailbox.done()) {
            schedule();
        }
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
                ousted = took && machine.owner().filter(me::equals).isEmpty();
                if (!ousted) {
                    long before = machine.size();
                    decide();
                    appended = events.isEmpty() || append(before);
                    if (!appended) {
                        machine = services.journals()
                                .load(runId)
                                .orElseThrow(() -> new StateException("run " + runId + " has no journal any more"))
                                .drivenBy(me);
                        note(services.journals().tail(runId, size));
                    }
                }
            }
            size = machine.size();
            took |= machine.owner().filter(me::equals).isPresent();
            arm();
        }

        /** Folds what others have appended since. */
        private void readForeign() {
            if (size > 0 && services.sizeOf(runId) > machine.size()) {
                List<RunEvent> news = services.journals().tail(runId, machine.size());
                news.forEach(machine::apply);
                note(news);
            }
        }

        private void note(List<RunEvent> news) {
            foreign.addAll(news);
            size = machine.size();
        }

        private void decide() {
            events = new ArrayList<>();
            commands = new ArrayList<>();
            replies.clear();
            List<Signal> batch = new ArrayList<>();
            for (Mailbox.Letter letter : letters) {
                boolean judged = letter.signal() instanceof Signal.Act || letter.signal() instanceof Signal.Take;
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
            return signal instanceof Signal.Act act
                    ? machine.refusal(act.action()).map(RefusedException::new)
                    : services.refuseTake(runId, machine);
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
            } catch (RuntimeException unknown) {
                // Nobody knows whether the lines are there, so what is there decides.
                if (services.journals().tail(runId, before).equals(events)) {
                    return true;
                }
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
                depart();
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
            alarm = next;
            services.time().at(next, this::ring);
        }
    }

    private void ring() {
        rang = true;
        poke();
    }

    private void tellWatchers() {
        List<CompletableFuture<RunView>> reached;
        RunView view;
        synchronized (lock) {
            reached = watchers.reached(machine);
            if (reached.isEmpty()) {
                return;
            }
            view = machine.view();
        }
        reached.forEach(one -> one.complete(view));
    }

    // ---- leaving

    private void depart() {
        List<Mailbox.Letter> unread = retire();
        tellWatchers();
        dismiss(unread, new Departed());
        gone.complete(view());
    }

    /** The journal cannot be read or written: nothing that this engine decides counts any more. */
    private void lose(StateException why, List<Mailbox.Letter> letters) {
        LOG.error("run {} is left as its journal has it: {}", runId, why.getMessage());
        List<Mailbox.Letter> unread = new ArrayList<>(letters);
        unread.addAll(retire());
        dismiss(unread, why);
        gone.completeExceptionally(why);
    }

    /** From here on nothing comes in; whoever hears of the end can have this engine take the run again. */
    private List<Mailbox.Letter> retire() {
        List<Mailbox.Letter> unread = mailbox.close();
        services.departed(this);
        desk.leave();
        return unread;
    }

    private void dismiss(List<Mailbox.Letter> unread, RuntimeException why) {
        List<CompletableFuture<RunView>> left;
        synchronized (lock) {
            departed = true;
            left = watchers.rest();
        }
        left.forEach(one -> one.completeExceptionally(why));
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
