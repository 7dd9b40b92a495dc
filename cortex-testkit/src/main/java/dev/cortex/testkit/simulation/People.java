package dev.cortex.testkit.simulation;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who answers gates, judges what nobody else can, stops a run, and meddles; they remember what was acknowledged to them. */
final class People {
    static final Actor PERSON = new Actor("simulation");

    /** One person in so many starts a gate twice. */
    private static final int IMPATIENT = 4;
    /** One gate in so many phases that begin is started before it opens, if it ever does. */
    private static final int EARLY = 10;

    private final Plan plan;
    private final Script script;
    private final Chooser chooser;
    private final Consumer<Supplier<String>> steps;
    private final Set<String> asked = new TreeSet<>();
    private final List<OperatorAction> acknowledged = new ArrayList<>();
    private @Nullable Run run;
    private @Nullable Life life;

    /**
     * People.
     *
     * @param steps hears in words what they do
     */
    People(Plan plan, Script script, Chooser chooser, Consumer<Supplier<String>> steps) {
        this.plan = plan;
        this.script = script;
        this.chooser = chooser;
        this.steps = steps;
    }

    /** From here on they act on a run by way of one process. */
    void meet(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /** Phases whose gates have opened, and which nobody has answered since the process began. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Acts that are recorded, as they were told. */
    List<OperatorAction> acknowledged() {
        return acknowledged;
    }

    /** Another process begins. */
    void forget() {
        asked.clear();
    }

    void hear(Fact fact) {
        if (fact instanceof Fact.GateOpened gate) {
            asked.add(gate.phase());
        }
    }

    // ---- what they are asked

    /** Answers one of the questions that the run asks; whether there was one on which they have a word. */
    boolean answer(RunView view) {
        for (Blocker blocker : view.blockers()) {
            if (blocker.kind() == Blocker.Kind.GATE && answerGate(blocker.phase(), false)) {
                return true;
            } else if (blocker.kind() == Blocker.Kind.COMPENSATION) {
                start(blocker.phase());
                return true;
            } else if (blocker.kind() == Blocker.Kind.CONFIRMATION && confirm(view, blocker.phase())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Does what the script says about a gate.
     *
     * @param impatiently whether some of them start it twice
     * @return whether it says anything
     */
    boolean answerGate(String phase, boolean impatiently) {
        asked.remove(phase);
        switch (script.gate(phase)) {
            case START -> {
                start(phase);
                if (impatiently && chooser.choose(IMPATIENT) == 0) {
                    start(phase);
                }
            }
            case REJECT -> did(new OperatorAction.Reject(phase), person().reject(phase, ""));
            case SKIP -> did(new OperatorAction.Skip(phase), person().skip(phase, ""));
            case WAIT -> {
                return false;
            }
        }
        return true;
    }

    /** Some start a gate before it asks them. */
    void startEarly() {
        if (chooser.choose(EARLY) == 0) {
            plan.scenario().phases().stream()
                    .filter(phase -> phase.gate() && script.gate(phase.name()) == Script.Gate.START)
                    .findFirst()
                    .ifPresent(phase -> answerGate(phase.name(), true));
        }
    }

    private void start(String phase) {
        did(new OperatorAction.Start(phase), person().start(phase, ""));
    }

    private boolean confirm(RunView view, String phase) {
        for (CriterionView criterion : view.phase(phase).orElseThrow().criteria()) {
            Optional<Boolean> met = script.confirms(criterion.criterion().text());
            if (criterion.waiting() && met.isPresent()) {
                confirm(phase, criterion.number(), met.get());
                return true;
            }
        }
        return false;
    }

    private void confirm(String phase, int criterion, boolean met) {
        did(new OperatorAction.Confirm(phase, criterion, met), person().confirm(phase, criterion, met, ""));
    }

    // ---- what nobody asked them

    void stop() {
        steps.accept(() -> "the run is stopped");
        remember(new OperatorAction.Stop(), person().stop(""));
    }

    /** Any act on any phase; those that make no sense in this moment are refused. */
    void meddle() {
        List<Phase> phases = plan.scenario().phases();
        Phase phase = phases.get(chooser.choose(phases.size()));
        String name = phase.name();
        switch (chooser.choose(5)) {
            case 0 -> did(new OperatorAction.Skip(name), person().skip(name, ""));
            case 1 -> did(new OperatorAction.Complete(name), person().complete(name, ""));
            case 2 -> did(new OperatorAction.Reject(name), person().reject(name, ""));
            case 3 -> start(name);
            default -> confirm(name, chooser.choose(phase.criteria().size() + 1) + 1, chooser.choose(2) == 1);
        }
    }

    /** Has a failed run go on, from one of its phases or from all that failed. */
    CompletionStage<Void> retry() {
        List<Phase> phases = plan.scenario().phases();
        int from = chooser.choose(phases.size() + 1);
        String phase = from == phases.size() ? "" : phases.get(from).name();
        OperatorAction retry = new OperatorAction.Retry(phase.isEmpty() ? Optional.empty() : Optional.of(phase));
        CompletionStage<Void> act = person().retry(phase, "");
        did(retry, act);
        return act;
    }

    private Operator person() {
        return Objects.requireNonNull(run).as(PERSON);
    }

    private void did(OperatorAction action, CompletionStage<Void> act) {
        steps.accept(() -> action.verb() + " " + action.subject().orElse(""));
        remember(action, act);
    }

    /** Many an act is refused, because the run has gone on meanwhile. */
    private void remember(OperatorAction action, CompletionStage<Void> act) {
        Life mine = Objects.requireNonNull(life);
        var unused = act.whenComplete((done, thrown) -> {
            if (!mine.dead() && thrown == null) {
                acknowledged.add(action);
            }
        });
    }
}
