package dev.cortex.core.store;

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
import dev.cortex.api.run.RunListener;
import dev.cortex.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Does all that a host does for the scenario of twelve phases, and keeps what it was asked and told where no crash gets
 * at it. What it knows at one moment is copied for the next life of the run.
 */
final class Witness implements AgentActivator, ProfileActivator, CriterionEvaluator, CompensationHandler, RunListener {
    private static final Duration SWITCH = Duration.ofMillis(30);
    private static final Duration JUDGE = Duration.ofMillis(80);

    /**
     * A piece of work that was asked for.
     *
     * @param work phase, round and place
     * @param attempt which attempt
     * @param outputs what the phases before it had produced
     */
    record Call(String work, int attempt, String outputs) {}

    private final ManualTime time;
    private final List<Call> calls = new ArrayList<>();
    private final List<RunEvent> heard = new ArrayList<>();
    private final Set<String> done = new TreeSet<>();
    private final Set<String> active = new TreeSet<>();
    private final Set<String> compensated = new TreeSet<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean acted;

    Witness(ManualTime time) {
        this.time = time;
    }

    /** What somebody else has seen so far, to go on from there. */
    Witness(ManualTime time, Witness before) {
        this(time);
        calls.addAll(before.calls);
        heard.addAll(before.heard);
        done.addAll(before.done);
        active.addAll(before.active);
        compensated.addAll(before.compensated);
        complaints.addAll(before.complaints);
        acted = before.acted;
    }

    /** What was seen so far. */
    Witness copy() {
        return new Witness(time, this);
    }

    /** How much was seen so far: less than at any later moment at which there is more. */
    String size() {
        return heard.size() + "/" + calls.size() + "/" + active.size() + "/" + acted;
    }

    /** Somebody who acted was told that it is recorded. */
    void acknowledgeAct() {
        acted = true;
    }

    boolean acted() {
        return acted;
    }

    List<Call> calls() {
        return calls;
    }

    List<RunEvent> heard() {
        return heard;
    }

    /** What was activated and not deactivated since. */
    Set<String> active() {
        return active;
    }

    Set<String> compensated() {
        return compensated;
    }

    /** What must never have been asked. */
    List<String> complaints() {
        return complaints;
    }

    private <T> CompletionStage<T> in(Duration duration, Supplier<T> answer) {
        CompletableFuture<T> answered = new CompletableFuture<>();
        time.at(time.now().plus(duration), () -> answered.complete(answer.get()));
        return answered;
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
        Call call = new Call(
                withoutRun(work.idempotencyKey()),
                work.attempt(),
                work.outputs().toString());
        if (done.contains(call.work())) {
            complaints.add(call + " though its completion was acknowledged");
        }
        if (calls.stream().anyMatch(other -> other.work().equals(call.work()) && other.attempt() == call.attempt())) {
            complaints.add(call + " a second time as the same attempt");
        }
        if (!active.contains(work.agent())) {
            complaints.add(call + " of an agent that is not active");
        }
        calls.add(call);
        return in(TwelvePhases.time(work.phase().name()), () -> TwelvePhases.answer(work));
    }

    @Override
    public CompletionStage<Void> activate(Activation activation) {
        active.add(activation.name());
        return in(SWITCH, () -> null);
    }

    @Override
    public CompletionStage<Void> deactivate(Activation activation) {
        active.remove(activation.name());
        return in(SWITCH, () -> null);
    }

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        return in(JUDGE, () -> TwelvePhases.judge(check));
    }

    @Override
    public CompletionStage<String> compensate(Assignment work, Cancellation cancellation) {
        compensated.add(withoutRun(work.idempotencyKey()));
        return in(SWITCH, () -> "undone");
    }

    @Override
    public void onEvent(RunEvent event) {
        heard.add(event);
        if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
            Fact.Attempt attempt = ended.attempt();
            done.add(attempt.phase() + "/" + attempt.round() + "/" + attempt.place());
        }
    }

    private static String withoutRun(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
