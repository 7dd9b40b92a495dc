package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Ending.SkipCause;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The laws that hold in every run, whatever happens in it. Hears each event and looks after each decision. */
final class Oracle {
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
    private long size;
    private boolean stopping;
    private boolean timedOut;
    private boolean over;

    Oracle(Plan plan) {
        this.plan = plan;
        plan.scenario().phases().forEach(phase -> phases.put(phase.name(), phase));
        this.conditioned = new Conditioned(plan.scenario().phases(), endings);
    }

    void hear(RunEvent event) {
        assertThat(event.number()).isEqualTo(++size);
        Fact fact = event.fact();
        hearRun(fact);
        hearPhase(fact);
        hearActivation(fact);
        hearWork(fact);
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
            assertThat(active).as("active when the run was released").isEmpty();
            assertThat(working).as("working when the run was released").isEmpty();
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
        assertThat(active).as("active when the run ended").isEmpty();
        assertThat(working).as("working when the run ended").isEmpty();
        boolean failed = timedOut || endings.values().stream().anyMatch(Ending.Failed.class::isInstance);
        if (ended.outcome() == Fact.Outcome.STOPPED) {
            assertThat(stopping).as("stopped because somebody asked for it").isTrue();
        } else {
            assertThat(ended.outcome()).isEqualTo(failed ? Fact.Outcome.FAILED : Fact.Outcome.COMPLETED);
            if (!timedOut) {
                assertThat(endings).containsOnlyKeys(phases.keySet());
            }
        }
    }

    private void hearPhase(Fact fact) {
        if (fact instanceof Fact.PhaseStarted start) {
            mayStart(phases.get(start.phase()));
            started.add(start.phase());
            running.add(start.phase());
        } else if (fact instanceof Fact.GateOpened gate) {
            nothingNew(gate.phase() + " opened");
            assertThat(conditioned.ready(phases.get(gate.phase()))).isTrue();
        } else if (fact instanceof Fact.PhaseInterrupted end) {
            running.remove(end.phase());
        } else if (fact instanceof Fact.PhaseEnded end) {
            phaseEnded(end);
        } else if (fact instanceof Fact.PhasesReset reset) {
            reset.phases().forEach(endings::remove);
            reset.phases().forEach(started::remove);
            resetAsStarted.addAll(reset.started());
        }
    }

    private void mayStart(Phase phase) {
        nothingNew(phase.name() + " started");
        assertThat(stale)
                .as("left active by a former owner when " + phase.name() + " started")
                .isEmpty();
        assertThat(endings).doesNotContainKey(phase.name());
        if (!started.contains(phase.name()) && !resetAsStarted.contains(phase.name())) {
            assertThat(conditioned.ready(phase)).as(phase.name() + " is ready").isTrue();
        }
    }

    private void nothingNew(String what) {
        assertThat(stopping).as(what + " while the run was being stopped").isFalse();
        assertThat(timedOut).as(what + " after the time was over").isFalse();
    }

    private void phaseEnded(Fact.PhaseEnded end) {
        if (end.ending() instanceof Ending.Skipped skipped
                && skipped.why() != SkipCause.OPERATOR
                && skipped.why() != SkipCause.FAIL_FAST) {
            assertThat(conditioned.skipped(phases.get(end.phase()))).contains(skipped);
        }
        endings.put(end.phase(), end.ending());
        running.remove(end.phase());
        resetAsStarted.remove(end.phase());
    }

    private void hearActivation(Fact fact) {
        if (fact instanceof Fact.Activating one) {
            assertThat(stale)
                    .as("left active when " + one.activation().name() + " was activated")
                    .isEmpty();
            assertThat(active.put(one.activation().key(), Active.COMING)).isNull();
        } else if (fact instanceof Fact.Activated one) {
            assertThat(active.put(one.activation().key(), Active.ON)).isEqualTo(Active.COMING);
            if (one.problem().isPresent()) {
                active.remove(one.activation().key());
            }
        } else if (fact instanceof Fact.Deactivating one) {
            assertThat(active.put(one.activation().key(), Active.GOING)).isIn(Active.ON, Active.COMING);
            assertThat(working.values())
                    .as("at work when it was deactivated")
                    .doesNotContain(one.activation().key());
        } else if (fact instanceof Fact.Deactivated one) {
            assertThat(active.remove(one.activation().key())).isEqualTo(Active.GOING);
            if (one.problem().isPresent()) {
                left.add(one.activation().key());
            } else {
                left.remove(one.activation().key());
            }
            stale.remove(one.activation().key());
        }
    }

    private void hearWork(Fact fact) {
        if (fact instanceof Fact.WorkStarted start) {
            String key = key(start.attempt());
            Phase phase = phases.get(start.attempt().phase());
            nothingNew(key + " began");
            assertThat(done).as("done already").doesNotContain(key);
            assertThat(start.attempt().number()).isEqualTo(attempts.merge(key, 1, Integer::sum));
            assertThat(working.put(key, agent(start.attempt().agent()))).isNull();
            assertThat(running).contains(phase.name());
            phase.workers().forEach(agent -> assertThat(active).containsEntry(agent(agent), Active.ON));
        } else if (fact instanceof Fact.WorkEnded end) {
            assertThat(working.remove(key(end.attempt()))).isNotNull();
            if (end.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                done.add(key(end.attempt()));
            }
        }
    }

    private static String agent(String name) {
        return "r1/agent/" + name;
    }

    private static String key(Fact.Attempt attempt) {
        return attempt.phase() + "/" + attempt.round() + "/" + attempt.place();
    }

    /** Where a person has a say, a phase that has all its verdicts holds nothing. */
    private boolean isBeingJudged(PhaseView phase) {
        return plan.policy().verification() != Verification.STRICT
                || phase.criteria().stream().anyMatch(one -> one.verdict().isEmpty());
    }

    /** What must hold between two decisions. */
    void look(RunView view) {
        List<Phase> busy = view.phases().stream()
                .filter(phase -> phase.state() == PhaseState.IN_PROGRESS
                        || (phase.state() == PhaseState.VERIFYING && isBeingJudged(phase)))
                .map(PhaseView::phase)
                .toList();
        Overlap overlap = plan.policy().overlap();
        if (overlap == Overlap.SERIAL) {
            assertThat(busy).hasSizeLessThanOrEqualTo(1);
        } else if (overlap == Overlap.LANE) {
            assertThat(busy.stream().filter(phase -> !phase.parallel())).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(busy).hasSizeLessThanOrEqualTo(plan.scenario().maxParallel().orElse(Integer.MAX_VALUE));
        assertThat(view.standing().events()).isEqualTo(size);
    }
}
