package dev.cortex.core.runtime;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.core.machine.Command;
import dev.cortex.core.machine.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one run's commands: each call to the host on a thread for calls, its answer back as a signal, once. Nothing
 * that the host throws gets past here.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Host host;
    private final Threads threads;
    private final Map<String, Token> switches;
    private final Consumer<Signal> answers;
    private final Map<String, Token> open = new ConcurrentHashMap<>();
    /** All calls ever made, by their names, which never come again. Used by one turn at a time. */
    private final Set<String> made = new HashSet<>();

    private volatile boolean silenced;

    /**
     * The calls of one run.
     *
     * @param switches by the key of an activation, the call that switches it on or off, was ordered last by anybody in
     *     this engine, and has not begun
     */
    Desk(Host host, Threads threads, Map<String, Token> switches, Consumer<Signal> answers) {
        this.host = host;
        this.threads = threads;
        this.switches = switches;
        this.answers = answers;
    }

    void execute(Command command) {
        String call = command.call();
        if (command instanceof Command.Cancel) {
            cancel(call);
        } else if (command instanceof Command.Abandon) {
            Optional.ofNullable(open.remove(call)).ifPresent(Token::abandon);
        } else if (made.add(call)) {
            // A machine that was rebuilt orders anew what is under way, and what was answered since the turn began.
            Token token = new Token(call, threads, command instanceof Command.Deactivate);
            open.put(call, token);
            switched(command).ifPresent(activation -> switches.put(activation.key(), token));
            begin(command, token);
        }
    }

    private void begin(Command command, Token token) {
        try {
            threads.call(() -> {
                // A deactivation that nobody waits for any more is made all the same, unless an activation came first.
                boolean owed = takeNewest(command, token) && token.isOwed() && !silenced;
                if (owed || open.get(command.call()) == token) {
                    call(command, token);
                }
            });
        } catch (RejectedExecutionException refused) {
            takeNewest(command, token);
            answer(token, new Signal.Broke(command.call(), Problem.of(refused)));
        }
    }

    private boolean takeNewest(Command command, Token token) {
        return switched(command)
                .filter(activation -> switches.remove(activation.key(), token))
                .isPresent();
    }

    private static Optional<Activation> switched(Command command) {
        if (command instanceof Command.Activate activate) {
            return Optional.of(activate.activation());
        }
        return command instanceof Command.Deactivate deactivate
                ? Optional.of(deactivate.activation())
                : Optional.empty();
    }

    private void cancel(String call) {
        Token token = open.get(call);
        if (token != null) {
            token.request();
            try {
                threads.aside(token::act);
            } catch (RejectedExecutionException refused) {
                LOG.warn("call {} cannot be asked to stop: {}", call, Problem.of(refused));
            }
        }
    }

    /**
     * Asks every open call to stop and wants no answers any more.
     *
     * @param letsGo whether what is owed is done all the same; whoever was replaced does nothing more
     */
    void leave(boolean letsGo) {
        silenced = !letsGo;
        List.copyOf(open.keySet()).forEach(this::cancel);
        open.clear();
    }

    private void answer(Token token, Signal signal) {
        if (open.remove(token.call(), token)) {
            answers.accept(signal);
        }
    }

    private void call(Command command, Token token) {
        String call = command.call();
        if (command instanceof Command.Work work) {
            to(
                    host.agents(),
                    new Signal.Broke(call, "the host has no agents"),
                    token,
                    agents -> agents.work(work.assignment(), token),
                    result -> new Signal.Worked(call, Answers.kept(result)));
        } else if (command instanceof Command.Activate activate) {
            turn(token, activate.activation(), AgentActivator::activate, ProfileActivator::activate);
        } else if (command instanceof Command.Deactivate deactivate) {
            turn(token, deactivate.activation(), AgentActivator::deactivate, ProfileActivator::deactivate);
        } else if (command instanceof Command.Judge judge) {
            judge(token, judge, 0, new Heard(Verdict.unknown("nobody could judge it", "cortex"), false));
        } else if (command instanceof Command.Compensate compensate) {
            to(
                    host.compensation(),
                    new Signal.Declined(call, "no compensation handler"),
                    token,
                    handler -> handler.compensate(compensate.assignment(), token),
                    summary -> new Signal.Compensated(call, Answers.text(summary)));
        }
    }

    /** How a plug-in is asked to switch something on or off. */
    private interface Switch<P> {
        CompletionStage<Void> turn(P plugin, Activation activation);
    }

    private void turn(
            Token token, Activation activation, Switch<AgentActivator> agent, Switch<ProfileActivator> profile) {
        Signal nobody = new Signal.Declined(token.call(), "no activator");
        // The value of such a stage is null, and means nothing.
        Supplier<Signal> done = () -> new Signal.Done(token.call());
        if (activation.kind() == Activation.Kind.AGENT) {
            tell(host.agents(), nobody, token, agents -> agent.turn(agents, activation), done);
        } else {
            tell(host.profiles(), nobody, token, profiles -> profile.turn(profiles, activation), done);
        }
    }

    // ---- one question, one answer

    private <P> void tell(
            Optional<P> plugin,
            Signal nobody,
            Token token,
            Function<P, CompletionStage<Void>> question,
            Supplier<Signal> done) {
        plugin.ifPresentOrElse(
                one -> ask(
                        token,
                        one,
                        () -> question.apply(one),
                        (nothing, thrown) -> answer(token, thrown == null ? done.get() : broke(token, thrown))),
                () -> answer(token, nobody));
    }

    private <P, T> void to(
            Optional<P> plugin,
            Signal nobody,
            Token token,
            Function<P, CompletionStage<T>> question,
            Function<T, Signal> answered) {
        plugin.ifPresentOrElse(
                one -> ask(
                        token,
                        one,
                        () -> question.apply(one),
                        (value, thrown) -> answer(token, signal(token, value, thrown, answered))),
                () -> answer(token, nobody));
    }

    private static <T> Signal signal(
            Token token, @Nullable T value, @Nullable Throwable thrown, Function<T, Signal> answered) {
        if (thrown != null) {
            return broke(token, thrown);
        }
        if (value == null) {
            return new Signal.Broke(token.call(), "answered with null");
        }
        try {
            return answered.apply(value);
        } catch (Throwable unusable) { // An answer without measure may take more memory than there is.
            return broke(token, unusable);
        }
    }

    private static Signal broke(Token token, Throwable thrown) {
        return new Signal.Broke(token.call(), Problem.of(thrown));
    }

    /** Asks a plug-in, and hears what it answers first, or that it threw. */
    private <T> void ask(
            Token token,
            Object plugin,
            Supplier<CompletionStage<T>> question,
            BiConsumer<@Nullable T, @Nullable Throwable> heard) {
        AtomicBoolean once = new AtomicBoolean();
        BiConsumer<@Nullable T, @Nullable Throwable> first = (value, thrown) -> {
            if (once.compareAndSet(false, true)) {
                heard.accept(value, thrown);
            }
        };
        token.asks(plugin);
        try {
            token.holdingAThread(() -> {
                @Nullable CompletionStage<T> stage = question.get();
                if (stage == null) {
                    throw new IllegalStateException("answered with null in place of a stage");
                }
                return stage.whenComplete(first);
            });
        } catch (Throwable thrown) { // Code of the host: even an Error is a failed attempt and nothing more.
            first.accept(null, thrown);
        }
    }

    // ---- criteria

    /** What stands if nobody has a verdict; that an evaluator broke is worth more than that others could not tell. */
    private record Heard(Verdict unknown, boolean broke) {
        Heard and(Verdict other, boolean otherBroke) {
            return broke || (other.evidence().isBlank() && !otherBroke) ? this : new Heard(other, otherBroke);
        }
    }

    /** Asks one evaluator after the other until one has a verdict. */
    private void judge(Token token, Command.Judge judge, int index, Heard before) {
        if (index >= host.evaluators().size() || token.requested()) {
            answer(token, new Signal.Judged(judge.call(), before.unknown()));
            return;
        }
        CriterionEvaluator evaluator = host.evaluators().get(index);
        ask(
                token,
                evaluator,
                () -> evaluator.evaluate(judge.check(), token),
                (verdict, thrown) -> heard(token, judge, index, before, verdict, thrown));
    }

    private void heard(
            Token token,
            Command.Judge judge,
            int index,
            Heard before,
            @Nullable Verdict verdict,
            @Nullable Throwable thrown) {
        if (verdict != null && thrown == null && verdict.result() != Verdict.Result.UNKNOWN) {
            answer(token, new Signal.Judged(judge.call(), Answers.kept(verdict)));
            return;
        }
        Heard now;
        if (verdict != null && thrown == null) {
            now = before.and(Answers.kept(verdict), false);
        } else {
            String who = Problem.culprit(host.evaluators().get(index));
            String what = thrown == null ? "answered with null" : Problem.of(thrown);
            LOG.warn("evaluator {} broke, asked for {}: {}", who, judge.call(), what);
            now = before.and(Verdict.unknown(what, who), true);
        }
        try {
            threads.call(() -> judge(token, judge, index + 1, now));
        } catch (RejectedExecutionException refused) {
            answer(token, new Signal.Judged(judge.call(), now.unknown()));
        }
    }
}
