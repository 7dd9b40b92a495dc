package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Agents, profiles and judges that act out a script, and remember beyond any crash what they were asked to do. */
final class Cast {
    private static final int AT_ONCE = 4;
    private static final String JUDGE = "simulation";
    /** How long agents take of whom nothing is said. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    private static final AgentResult STOPPED = AgentResult.failure("stopped");

    private final Script script;
    private final Style style;
    private final Chooser chooser;
    private final Supplier<List<RunEvent>> journal;
    private final Set<String> attempts = new HashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> stopping = new HashSet<>();
    private final Set<String> active = new TreeSet<>();
    private final List<String> complaints = new ArrayList<>();
    private int failuresLeft;

    /**
     * A cast.
     *
     * @param journal what is recorded of the run
     * @param failures how many agents may fail where every way to go on is tried
     */
    Cast(Script script, Style style, Chooser chooser, Supplier<List<RunEvent>> journal, int failures) {
        this.script = script;
        this.style = style;
        this.chooser = chooser;
        this.journal = journal;
        this.failuresLeft = failures;
    }

    /** What was switched on and not off again. */
    Set<String> active() {
        return active;
    }

    /** What the engine asked for and must not have. */
    List<String> complaints() {
        return complaints;
    }

    /** Somebody was told of an event: from here on it has happened. */
    void hear(RunEvent event) {
        if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
            Fact.Attempt attempt = ended.attempt();
            acknowledged.add(event.runId() + "/" + attempt.phase() + "/" + attempt.round() + "/" + attempt.place());
        } else if (event.fact() instanceof Fact.CallCancelled cancelled) {
            stopping.add(event.runId() + "/" + cancelled.call());
        }
    }

    // ---- agents

    AgentActivator agents(Life life) {
        return new AgentActivator() {
            @Override
            public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                return life.dead() ? new CompletableFuture<>() : begin(life, assignment, cancellation);
            }

            @Override
            public CompletionStage<Void> activate(Activation activation) {
                return turn(life, "activation of ", activation, active::add);
            }

            @Override
            public CompletionStage<Void> deactivate(Activation activation) {
                return turn(life, "deactivation of ", activation, active::remove);
            }
        };
    }

    ProfileActivator profiles(Life life) {
        return new ProfileActivator() {
            @Override
            public CompletionStage<Void> activate(Activation activation) {
                return turn(life, "activation of ", activation, active::add);
            }

            @Override
            public CompletionStage<Void> deactivate(Activation activation) {
                return turn(life, "deactivation of ", activation, active::remove);
            }
        };
    }

    private CompletionStage<Void> turn(Life life, String what, Activation activation, Consumer<String> then) {
        if (life.dead()) {
            return new CompletableFuture<>();
        }
        then.accept(activation.key());
        return answer(life, what + activation.name(), Optional.empty()).thenAccept(nothing -> {});
    }

    /** At once, unless any order is to be tried: then sometimes later. */
    private <T> CompletionStage<T> answer(Life life, String name, T value) {
        if (style != Style.ANY || chooser.choose(AT_ONCE) != 0) {
            return CompletableFuture.completedFuture(value);
        }
        CompletableFuture<T> stage = new CompletableFuture<>();
        life.call(new Life.Call(name, () -> stage.complete(value)));
        return stage;
    }

    @SuppressWarnings("NullAway") // No stage is what some replies are about.
    private CompletionStage<AgentResult> begin(Life life, Assignment assignment, Cancellation cancellation) {
        look(assignment);
        Reply<AgentResult> reply = next(assignment);
        AtomicReference<Runnable> answer = new AtomicReference<>();
        CompletableFuture<AgentResult> stage = reply.play(answer::set);
        if (stage == null) {
            return null;
        }
        String name = assignment.agent() + " in " + assignment.phase().name() + " #" + assignment.attempt();
        work(life, name, reply, answer.get(), stage, cancellation);
        String call = assignment.idempotencyKey().substring(assignment.runId().length());
        tell(life, assignment.runId() + "/work" + call + "/" + assignment.attempt(), name, stage, cancellation);
        return stage;
    }

    /** Has it answer when it is time, if it ever does, or stop if it is asked to. */
    private void work(
            Life life,
            String name,
            Reply<AgentResult> reply,
            @Nullable Runnable answer,
            CompletableFuture<AgentResult> stage,
            Cancellation cancellation) {
        boolean[] cancelled = {false};
        Life.Call call = new Life.Call(name, () -> {
            if (cancelled[0] && !reply.ignoresCancellation() && chooser.choose(2) == 0) {
                stage.complete(STOPPED);
            } else if (style == Style.EVERY && failuresLeft > 0 && chooser.choose(2) == 1) {
                failuresLeft--;
                stage.complete(AgentResult.failure("it fails here"));
            } else {
                Objects.requireNonNull(answer).run();
            }
        });
        if (answer != null) {
            if (style == Style.ORDERED) {
                life.at(life.now().plus(reply.delay().orElse(USUAL)), answer);
            } else {
                life.call(call);
            }
        }
        cancellation.onRequest(() -> {
            cancelled[0] = true;
            boolean atOnce = style != Style.ANY || answer == null;
            if (atOnce && !reply.ignoresCancellation()) {
                life.calls().remove(call);
                stage.complete(STOPPED);
            }
        });
    }

    /** Once all that an engine has put off is done, whoever it says that it has asked to stop has been asked. */
    private void tell(Life life, String call, String name, CompletableFuture<?> stage, Cancellation cancellation) {
        var unused = stage.whenComplete((value, thrown) -> {
            if (life.tasks() == 0 && !life.dead() && stopping.contains(call) && !cancellation.requested()) {
                complaints.add(name + " is recorded as asked to stop, and was not");
            }
        });
    }

    /** The answer behind those that are recorded. */
    private Reply<AgentResult> next(Assignment assignment) {
        String phase = assignment.phase().name();
        List<Reply<AgentResult>> answers =
                script.answers(phase, assignment.agent()).orElse(List.of());
        if (answers.isEmpty()) {
            return Reply.of(AgentResult.success(assignment.agent() + " did " + phase));
        }
        return answers.size() == 1 ? answers.get(0) : Script.nth(answers, recorded(phase, assignment.agent()));
    }

    private long recorded(String phase, String agent) {
        return journal.get().stream()
                .filter(event -> event.fact() instanceof Fact.WorkEnded ended
                        && ended.outcome() != Fact.WorkOutcome.INTERRUPTED
                        && ended.attempt().phase().equals(phase)
                        && ended.attempt().agent().equals(agent))
                .count();
    }

    private void look(Assignment assignment) {
        String key = assignment.idempotencyKey();
        String call = key + "#" + assignment.attempt();
        if (acknowledged.contains(key)) {
            complaints.add(call + " was asked for although it was known to be done");
        }
        if (!attempts.add(call)) {
            complaints.add(call + " was asked for a second time");
        }
        String activation = new Activation(assignment.runId(), Activation.Kind.AGENT, assignment.agent()).key();
        if (!active.contains(activation)) {
            complaints.add(call + " was asked for while the agent was not active");
        }
    }

    // ---- judges

    CriterionEvaluator criteria(Life life) {
        return (check, cancellation) -> life.dead()
                ? new CompletableFuture<>()
                : answer(life, "verdict on " + check.criterion().text(), verdict(check));
    }

    private Verdict verdict(CriterionCheck check) {
        String text = check.criterion().text();
        List<Verdict.Result> verdicts = script.verdicts(text);
        Verdict.Result result = verdicts.size() == 1
                ? verdicts.get(0)
                : Script.nth(verdicts, repeated(check.phase().name()));
        return new Verdict(result, "", JUDGE);
    }

    private long repeated(String phase) {
        return journal.get().stream()
                .filter(event -> event.fact() instanceof Fact.PhaseRepeated repeated
                        && repeated.phase().equals(phase))
                .count();
    }

    CompensationHandler compensation(Life life) {
        return (assignment, cancellation) -> life.dead()
                ? new CompletableFuture<>()
                : answer(life, "undoing " + assignment.phase().name(), "undone");
    }
}
