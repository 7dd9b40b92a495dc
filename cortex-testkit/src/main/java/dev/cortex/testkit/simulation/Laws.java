package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Ending.SkipCause;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The laws that hold in every run of every scenario, whatever happens in it: nothing starts before what it waits for, no
 * work that is done is done again, each attempt and each phase ends once, agents have as many attempts as their phase says,
 * whatever was switched on is switched off once and before somebody else switches on more, gates are started and criteria
 * judged once, phases are undone the last one first, nothing new begins while a run is being stopped, phases share the lane
 * one at a time, and who waits for a person holds nobody up. It hears the events of one run in order, and may be shown views
 * between them.
 *
 * <p>Every method throws an {@link AssertionError} that names the event and the law that it breaks. Not thread-safe.
 */
public final class Laws {
    private enum Active {
        COMING,
        ON,
        GOING
    }

    private final Plan plan;
    private final Map<String, Phase> phases = new HashMap<>();
    private final Conditioned conditioned;
    private final Map<String, Ending> endings = new HashMap<>();
    private final Map<String, Active> active = new HashMap<>();
    /** Whose deactivation came to nothing: the next owner deactivates it once more. */
    private final Set<String> left = new HashSet<>();

    private final Set<String> stale = new HashSet<>();
    private final Set<String> resetAsStarted = new HashSet<>();
    private final Set<String> started = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    /** From phase, round and place to the newest attempt; and which of these are at work, or are done. */
    private final Map<String, Integer> attempts = new HashMap<>();

    private final Map<String, String> working = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    /** How many attempts have failed, by phase, round and place; and the round in which each phase is. */
    private final Map<String, Integer> failures = new HashMap<>();

    private final Map<String, Integer> rounds = new HashMap<>();
    /** Gates that somebody has started; criteria that are judged, and those among them on which a person has a word. */
    private final Set<String> granted = new HashSet<>();

    private final Set<String> judged = new HashSet<>();
    private final Set<String> confirmed = new HashSet<>();
    /** Completed phases that are not compensated, the last one last; and those that are. */
    private final Set<String> completed = new LinkedHashSet<>();

    private final Set<String> compensated = new HashSet<>();

    /** The phase whose undoing was asked for or begun last. */
    private String undone = "";

    private boolean troubled;
    private boolean handwritten;
    private String runId = "";
    private long size;
    private boolean stopping;
    private boolean timedOut;
    private boolean over;

    private Laws(Plan plan) {
        this.plan = plan;
        plan.scenario().phases().forEach(phase -> phases.put(phase.name(), phase));
        this.conditioned = new Conditioned(plan.scenario().phases(), endings);
    }

    /**
     * The laws, for one run.
     *
     * @param plan the plan of the run
     * @return they have heard of nothing yet
     */
    public static Laws of(Plan plan) {
        return new Laws(plan);
    }

    /** {@return whether the run has ended, or was stopped, when the last event was heard} */
    public boolean over() {
        return over;
    }

    /**
     * Hears what happened next.
     *
     * @param event the event
     * @throws AssertionError if that breaks a law
     */
    public void hear(RunEvent event) {
        try {
            size++;
            runId = event.runId();
            law(event.number() == size, () -> "events have the numbers 1, 2, 3…, and here it is " + size);
            Fact fact = event.fact();
            hearRun(fact);
            hearPhase(fact);
            hearActivation(fact);
            hearWork(fact);
            hearPeople(fact);
            hearRollback(fact);
        } catch (Broken broken) {
            throw new AssertionError("event " + event.number() + ", " + event.fact() + ": " + broken.getMessage());
        }
    }

    private void hearRun(Fact fact) {
        if (fact instanceof Fact.RunTaken) {
            stopping = false;
            over = false;
            working.replaceAll((key, agent) -> "of a former owner");
            left.forEach(key -> active.put(key, Active.ON));
            stale.addAll(active.keySet());
            active.replaceAll((key, stage) -> Active.ON);
        } else if (fact instanceof Fact.RunTimedOut) {
            timedOut = true;
        } else if (fact instanceof Fact.RunReleased) {
            none(active.keySet(), "active when the run was let go");
            none(working.keySet(), "at work when the run was let go");
        } else if (fact instanceof Fact.RunEnded ended) {
            ended(ended);
        } else if (fact instanceof Fact.Acted acted) {
            stopping |= acted.action() instanceof OperatorAction.Stop;
            boolean goesOn =
                    acted.action() instanceof OperatorAction.Retry || acted.action() instanceof OperatorAction.Complete;
            timedOut &= !(over && goesOn);
        }
    }

    private void ended(Fact.RunEnded ended) {
        over = true;
        none(active.keySet(), "active when the run ended");
        none(working.keySet(), "at work when the run ended");
        boolean failed = timedOut || endings.values().stream().anyMatch(Ending.Failed.class::isInstance);
        if (ended.outcome() == Fact.Outcome.STOPPED) {
            law(stopping, "a run is stopped only if somebody asked for it");
            return;
        }
        Fact.Outcome right = failed ? Fact.Outcome.FAILED : Fact.Outcome.COMPLETED;
        law(ended.outcome() == right, () -> "as its phases ended, the run " + right);
        if (!timedOut) {
            law(
                    endings.keySet().equals(phases.keySet()),
                    () -> "a run ends when each phase has, and only these have: " + endings.keySet());
        }
    }

    private void hearPhase(Fact fact) {
        if (fact instanceof Fact.PhaseStarted start) {
            mayStart(phase(start.phase()));
            started.add(start.phase());
            rounds.put(start.phase(), start.round());
            running.add(start.phase());
        } else if (fact instanceof Fact.GateOpened gate) {
            nothingNew();
            law(conditioned.ready(phase(gate.phase())), "a gate opens when what it waits for is there");
        } else if (fact instanceof Fact.PhaseInterrupted end) {
            running.remove(end.phase());
        } else if (fact instanceof Fact.PhaseEnded end) {
            phaseEnded(end);
        } else if (fact instanceof Fact.PhasesReset reset) {
            reset.phases().forEach(endings::remove);
            reset.phases().forEach(started::remove);
            reset.phases().forEach(granted::remove);
            reset.phases().forEach(completed::remove);
            reset.phases().forEach(this::forgetVerdicts);
            resetAsStarted.addAll(reset.started());
        }
    }

    private void mayStart(Phase phase) {
        nothingNew();
        none(stale, "left active by a former owner");
        law(!endings.containsKey(phase.name()), "a phase that has ended does not start again");
        if (!started.contains(phase.name()) && !resetAsStarted.contains(phase.name())) {
            law(
                    conditioned.ready(phase),
                    () -> "a phase starts when what it waits for is there: " + phase.conditionText() + ", and "
                            + endings);
        }
    }

    private void nothingNew() {
        law(!stopping, "nothing begins while the run is being stopped");
        law(!timedOut, "nothing begins after the run's time is over");
    }

    private void phaseEnded(Fact.PhaseEnded end) {
        if (end.ending() instanceof Ending.Skipped skipped
                && skipped.why() != SkipCause.OPERATOR
                && skipped.why() != SkipCause.FAIL_FAST) {
            Optional<Ending.Skipped> right = conditioned.skipped(phase(end.phase()));
            law(right.equals(Optional.of(skipped)), () -> "as the others ended, it is skipped so: " + right);
        }
        triedEnough(end);
        completed.remove(end.phase());
        if (end.ending() instanceof Ending.Completed
                && started.contains(end.phase())
                && !compensated.contains(end.phase())) {
            completed.add(end.phase());
        }
        endings.put(end.phase(), end.ending());
        running.remove(end.phase());
        resetAsStarted.remove(end.phase());
    }

    /** Who works may fail as often as the phase says, and no less often. */
    private void triedEnough(Fact.PhaseEnded end) {
        if (!troubled && end.ending() instanceof Ending.Failed failed && failed.cause() == Ending.Cause.AGENT) {
            Phase phase = phase(end.phase());
            String round = end.phase() + "/" + rounds.get(end.phase()) + "/";
            int most = failures.entrySet().stream()
                    .filter(place -> place.getKey().startsWith(round))
                    .mapToInt(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            law(
                    most == phase.retry().maxAttempts(),
                    () -> "a phase fails when an agent has failed in each of its "
                            + phase.retry().maxAttempts() + " attempts, and here one has in " + most);
        }
    }

    // ---- people and judges

    private void hearPeople(Fact fact) {
        if (fact instanceof Fact.Handwritten) {
            handwritten = true;
        } else if (fact instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Start start) {
            law(
                    endings.containsKey(start.phase()) || granted.add(start.phase()),
                    "what somebody has started is not started again");
        } else if (fact instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Confirm confirm) {
            confirmed.add(confirm.phase() + "/" + confirm.criterion());
        } else if (fact instanceof Fact.CriterionJudged one) {
            String criterion = one.phase() + "/" + one.criterion();
            boolean first = judged.add(criterion);
            law(
                    confirmed.remove(criterion) || first || handwritten,
                    "what is judged is judged again only in another round, or by a person");
        } else if (fact instanceof Fact.PhaseRepeated repeated) {
            forgetVerdicts(repeated.phase());
        }
    }

    private void forgetVerdicts(String phase) {
        judged.removeIf(criterion -> criterion.startsWith(phase + "/"));
    }

    // ---- rollback

    private void hearRollback(Fact fact) {
        if (fact instanceof Fact.CompensationGateOpened gate) {
            lastCompleted(gate.phase());
            undone = gate.phase();
        } else if (fact instanceof Fact.CompensationStarted start) {
            // While a person is asked, another phase may complete.
            if (!undone.equals(start.phase())) {
                lastCompleted(start.phase());
            }
            undone = start.phase();
        } else if (fact instanceof Fact.CompensationEnded end) {
            completed.remove(end.phase());
            compensated.add(end.phase());
        }
    }

    private void lastCompleted(String phase) {
        String last = completed.stream().reduce((before, next) -> next).orElse("");
        law(last.equals(phase), () -> "phases are undone the last one first, and here that is " + last);
    }

    // ---- activations

    private void hearActivation(Fact fact) {
        if (fact instanceof Fact.Activating one) {
            none(stale, "left active by a former owner");
            Active before = active.put(one.activation().key(), Active.COMING);
            law(before == null, "what is active is not activated again");
        } else if (fact instanceof Fact.Activated one) {
            Active before = active.put(one.activation().key(), Active.ON);
            law(before == Active.COMING, "only what was being activated is active");
            if (one.problem().isPresent()) {
                troubled = true;
                active.remove(one.activation().key());
            }
        } else if (fact instanceof Fact.Deactivating one) {
            Active before = active.put(one.activation().key(), Active.GOING);
            law(before == Active.ON || before == Active.COMING, "only what is active is deactivated, and once");
            law(!working.containsValue(one.activation().key()), "nobody is deactivated at work");
        } else if (fact instanceof Fact.Deactivated one) {
            law(active.remove(one.activation().key()) == Active.GOING, "only what was being deactivated is inactive");
            boolean unused = one.problem().isPresent()
                    ? left.add(one.activation().key())
                    : left.remove(one.activation().key());
            stale.remove(one.activation().key());
        }
    }

    private void hearWork(Fact fact) {
        if (fact instanceof Fact.WorkStarted start) {
            workStarted(start.attempt());
        } else if (fact instanceof Fact.WorkEnded end) {
            law(working.remove(key(end.attempt())) != null, "an attempt ends once, and only if it began");
            workEnded(end);
        }
    }

    private void workEnded(Fact.WorkEnded end) {
        switch (end.outcome()) {
            case SUCCEEDED -> {
                done.add(key(end.attempt()));
                law(end.retryAt().isEmpty(), "who has succeeded does not try again");
            }
            case INTERRUPTED, CANCELLED -> law(end.retryAt().isEmpty(), "only who has failed tries again later");
            case FAILED, BROKE, TIMED_OUT -> {
                int failed = failures.merge(key(end.attempt()), 1, Integer::sum);
                int most = phase(end.attempt().phase()).retry().maxAttempts();
                law(end.retryAt().isEmpty() || failed < most, () -> "there are " + most + " attempts and no more");
            }
        }
    }

    private void workStarted(Fact.Attempt attempt) {
        String key = key(attempt);
        nothingNew();
        law(!done.contains(key), "what is done is not done again");
        law(
                attempt.number() == attempts.merge(key, 1, Integer::sum),
                () -> "attempts are counted: this is number " + attempts.get(key));
        law(working.put(key, activation(attempt.agent())) == null, "there is one attempt at a time");
        law(running.contains(attempt.phase()), "agents work in phases that have started");
        for (String agent : phase(attempt.phase()).workers()) {
            law(
                    active.get(activation(agent)) == Active.ON,
                    () -> "agents work when all of their phase are active, and not so " + agent);
        }
    }

    private String activation(String agent) {
        return new Activation(runId, Activation.Kind.AGENT, agent).key();
    }

    private static String key(Fact.Attempt attempt) {
        return attempt.phase() + "/" + attempt.round() + "/" + attempt.place();
    }

    private Phase phase(String name) {
        Phase phase = phases.get(name);
        law(phase != null, () -> "the scenario has no phase " + name);
        return Objects.requireNonNull(phase);
    }

    /**
     * Looks at the run as it stands behind the events that were heard.
     *
     * @param view the view
     * @throws AssertionError if that breaks a law
     */
    public void look(RunView view) {
        List<Phase> busy = view.phases().stream()
                .filter(phase -> phase.state() == PhaseState.IN_PROGRESS
                        || (phase.state() == PhaseState.VERIFYING && isBeingJudged(phase)))
                .map(PhaseView::phase)
                .toList();
        int most = view.plan().scenario().maxParallel().orElse(Integer.MAX_VALUE);
        try {
            if (plan.policy().overlap() == Overlap.SERIAL) {
                law(busy.size() <= 1, "one phase at a time");
            } else if (plan.policy().overlap() == Overlap.LANE) {
                law(busy.stream().filter(phase -> !phase.parallel()).count() <= 1, "one phase at a time in the lane");
            }
            law(busy.size() <= most, () -> "at most " + most + " phases at a time");
            law(view.standing().events() == size, "the view is that of all events");
            for (Blocker blocker : view.blockers()) {
                boolean held = blocker.kind() == Blocker.Kind.LANE || blocker.kind() == Blocker.Kind.MAX_PARALLEL;
                law(
                        !held
                                || blocker.root()
                                        .flatMap(view::phase)
                                        .filter(PhaseView::waitsForPerson)
                                        .isEmpty(),
                        () -> "who waits for a person holds up nobody: " + blocker);
            }
        } catch (Broken broken) {
            throw new AssertionError("behind event " + size + ", at work " + busy + ": " + broken.getMessage());
        }
    }

    /** Where a person has a say, a phase that has all its verdicts holds nothing. */
    private boolean isBeingJudged(PhaseView phase) {
        return plan.policy().verification() != Verification.STRICT
                || phase.criteria().stream().anyMatch(one -> one.verdict().isEmpty());
    }

    private static void none(Set<String> some, String what) {
        law(some.isEmpty(), () -> what + ": " + some);
    }

    private static void law(boolean kept, String words) {
        if (!kept) {
            throw new Broken(words);
        }
    }

    private static void law(boolean kept, Supplier<String> words) {
        if (!kept) {
            throw new Broken(words.get());
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String words) {
            super(words, null, false, false);
        }
    }
}
