package dev.cortex.core.runtime;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.core.machine.Command;
import dev.cortex.core.machine.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one run's commands: each call to the host on a thread for calls, its answer back as a signal, once. Nothing
 * that the host throws gets past here.
 */
final class Desk {
    private final Host host;
    private final Threads threads;
    private final Consumer<Signal> answers;
    private final Map<String, Token> open = new ConcurrentHashMap<>();

    Desk(Host host, Threads threads, Consumer<Signal> answers) {
        this.host = host;
        this.threads = threads;
        this.answers = answers;
    }

    void execute(Command command) {
        if (command instanceof Command.Cancel) {
            cancel(command.call());
        } else if (command instanceof Command.Abandon) {
            if (open.remove(command.call()) != null) {
                threads.grow();
            }
        } else {
            Token token = new Token(command.call());
            // A machine that was rebuilt orders anew what is under way already.
            if (open.putIfAbsent(command.call(), token) == null) {
                threads.calls().execute(() -> call(command, token));
            }
        }
    }

    private void cancel(String call) {
        Token token = open.get(call);
        if (token != null) {
            threads.calls().execute(token::request);
        }
    }

    /** Asks every open call to stop and wants no answers any more. */
    void leave() {
        List.copyOf(open.keySet()).forEach(this::cancel);
        open.clear();
    }

    private void answer(Token token, Signal signal) {
        if (open.remove(signalCall(signal), token)) {
            answers.accept(signal);
        }
    }

    private static String signalCall(Signal signal) {
        if (signal instanceof Signal.Done done) {
            return done.call();
        } else if (signal instanceof Signal.Worked worked) {
            return worked.call();
        } else if (signal instanceof Signal.Judged judged) {
            return judged.call();
        } else if (signal instanceof Signal.Compensated compensated) {
            return compensated.call();
        } else if (signal instanceof Signal.Broke broke) {
            return broke.call();
        }
        return ((Signal.Declined) signal).call();
    }

    private void call(Command command, Token token) {
        String call = command.call();
        if (command instanceof Command.Work work) {
            host.agents()
                    .ifPresentOrElse(
                            agents -> ask(
                                    token,
                                    call,
                                    () -> agents.work(work.assignment(), token),
                                    result -> worked(call, result)),
                            () -> answer(token, new Signal.Broke(call, "the host has no agents")));
        } else if (command instanceof Command.Activate activate) {
            switched(token, call, activate.activation(), true);
        } else if (command instanceof Command.Deactivate deactivate) {
            switched(token, call, deactivate.activation(), false);
        } else if (command instanceof Command.Judge judge) {
            judge(token, judge, 0, Verdict.unknown("nobody could judge it", "cortex"));
        } else if (command instanceof Command.Compensate compensate) {
            host.compensation()
                    .ifPresentOrElse(
                            handler -> ask(
                                    token,
                                    call,
                                    () -> handler.compensate(compensate.assignment(), token),
                                    summary -> new Signal.Compensated(call, Answers.text(summary))),
                            () -> answer(token, new Signal.Declined(call, "no compensation handler")));
        }
    }

    private Signal worked(String call, AgentResult result) {
        return new Signal.Worked(call, Answers.kept(result));
    }

    private void switched(Token token, String call, Activation activation, boolean on) {
        if (activation.kind() == Activation.Kind.AGENT) {
            host.agents()
                    .ifPresentOrElse(
                            agents -> ask(
                                    token,
                                    call,
                                    () -> on ? agents.activate(activation) : agents.deactivate(activation),
                                    Signal.Done::new,
                                    call),
                            () -> answer(token, new Signal.Declined(call, "no activator")));
        } else {
            host.profiles()
                    .ifPresentOrElse(
                            profiles -> ask(
                                    token,
                                    call,
                                    () -> on ? profiles.activate(activation) : profiles.deactivate(activation),
                                    Signal.Done::new,
                                    call),
                            () -> answer(token, new Signal.Declined(call, "no activator")));
        }
    }

    /** A call whose answer is that it is done: the value of its stage, which is null, means nothing. */
    private void ask(
            Token token,
            String call,
            Supplier<CompletionStage<Void>> question,
            Function<String, Signal> done,
            String value) {
        guarded(
                token,
                call,
                () -> question.get().whenComplete((nothing, thrown) -> {
                    answer(token, thrown == null ? done.apply(value) : new Signal.Broke(call, Problem.of(thrown)));
                }));
    }

    private <T> void ask(
            Token token, String call, Supplier<CompletionStage<T>> question, Function<T, Signal> answered) {
        guarded(
                token,
                call,
                () -> question.get().whenComplete((value, thrown) -> {
                    answer(token, signal(call, value, thrown, answered));
                }));
    }

    private static <T> Signal signal(
            String call, @Nullable T value, @Nullable Throwable thrown, Function<T, Signal> answered) {
        if (thrown != null) {
            return new Signal.Broke(call, Problem.of(thrown));
        }
        if (value == null) {
            return new Signal.Broke(call, "answered with null");
        }
        try {
            return answered.apply(value);
        } catch (RuntimeException unusable) {
            return new Signal.Broke(call, Problem.of(unusable));
        }
    }

    private void guarded(Token token, String call, Runnable question) {
        try {
            question.run();
        } catch (Throwable thrown) { // Code of the host: even an Error is a failed attempt and nothing more.
            answer(token, new Signal.Broke(call, Problem.of(thrown)));
        } finally {
            // A plug-in may leave the flag set; the next call on this thread is not to blame.
            Thread.interrupted();
        }
    }

    /** Asks one evaluator after the other until one has a verdict. */
    private void judge(Token token, Command.Judge judge, int index, Verdict last) {
        String call = judge.call();
        if (index >= host.evaluators().size() || token.requested()) {
            answer(token, new Signal.Judged(call, last));
            return;
        }
        CriterionEvaluator evaluator = host.evaluators().get(index);
        try {
            evaluate(evaluator, judge.check(), token)
                    .whenComplete((verdict, thrown) -> heard(token, judge, index, last, verdict, thrown));
        } catch (Throwable thrown) { // Code of the host.
            heard(token, judge, index, last, null, thrown);
        } finally {
            Thread.interrupted();
        }
    }

    private static CompletionStage<Verdict> evaluate(CriterionEvaluator evaluator, CriterionCheck check, Token token) {
        return evaluator.evaluate(check, token);
    }

    private void heard(
            Token token,
            Command.Judge judge,
            int index,
            Verdict last,
            @Nullable Verdict verdict,
            @Nullable Throwable thrown) {
        Verdict heard = verdict;
        if (thrown != null || heard == null) {
            String who = host.evaluators().get(index).getClass().getSimpleName();
            heard = Verdict.unknown(thrown == null ? "answered with null" : Problem.of(thrown), who);
        }
        if (heard.result() != Verdict.Result.UNKNOWN) {
            answer(token, new Signal.Judged(judge.call(), Answers.kept(heard)));
            return;
        }
        Verdict unknown = Answers.kept(heard);
        threads.calls()
                .execute(() -> judge(token, judge, index + 1, unknown.evidence().isBlank() ? last : unknown));
    }
}
