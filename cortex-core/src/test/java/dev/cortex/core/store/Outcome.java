package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a run of the scenario of twelve phases ended, without what may differ after a crash: moments, owners, and how often
 * an agent was interrupted.
 *
 * @param status how the run as a whole ended
 * @param phases how each phase ended, in which round, and what was said of its criteria
 * @param successes how often each piece of work was recorded as done
 * @param outputs what each piece of work was told of those before it
 * @param compensated what was undone
 */
record Outcome(
        RunStatus status,
        Map<String, String> phases,
        Map<String, Integer> successes,
        Map<String, String> outputs,
        Set<String> compensated) {

    /** How it ended, once it is certain that nothing happened on the way that must not. */
    static Outcome of(Life life) {
        Witness witness = life.witness();
        List<RunEvent> events = life.events();
        assertThat(witness.complaints()).isEmpty();
        assertThat(witness.active()).as("what was never deactivated").isEmpty();
        for (RunEvent event : witness.heard()) {
            assertThat(event.number()).isLessThanOrEqualTo(events.size());
            assertThat(events.get((int) event.number() - 1))
                    .as("what a listener has heard")
                    .isEqualTo(event);
        }
        if (witness.acted()) {
            assertThat(events).anyMatch(event -> event.fact() instanceof Fact.Acted);
        }
        Map<String, Integer> successes = new TreeMap<>();
        Set<Object> once = new HashSet<>();
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.WorkEnded ended) {
                assertThat(once.add(ended.attempt())).as("%s once", ended).isTrue();
                if (ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                    Fact.Attempt attempt = ended.attempt();
                    successes.merge(attempt.phase() + "/" + attempt.round() + "/" + attempt.place(), 1, Integer::sum);
                }
            } else if (event.fact() instanceof Fact.PhaseEnded ended) {
                assertThat(once.add(ended.phase())).as("%s once", ended).isTrue();
            }
        }
        RunView view = life.run().orElseThrow().view();
        Map<String, String> phases = new TreeMap<>();
        view.phases().forEach(phase -> phases.put(phase.name(), text(phase)));
        return new Outcome(view.status(), phases, successes, outputs(witness), Set.copyOf(witness.compensated()));
    }

    private static String text(PhaseView phase) {
        return phase.ending().orElseThrow() + " in round " + phase.round() + ", "
                + phase.criteria().stream().map(one -> one.verdict()).toList() + ", " + phase.outputs();
    }

    private static Map<String, String> outputs(Witness witness) {
        Map<String, String> outputs = new TreeMap<>();
        for (Witness.Call call : witness.calls()) {
            String other = outputs.putIfAbsent(call.work(), call.outputs());
            assertThat(other == null || other.equals(call.outputs()))
                    .as("%s, before %s", call, other)
                    .isTrue();
        }
        return outputs;
    }
}
