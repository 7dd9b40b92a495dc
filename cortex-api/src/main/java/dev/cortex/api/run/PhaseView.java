package dev.cortex.api.run;

import dev.cortex.api.event.Ending;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A phase as it stands.
 *
 * @param phase its definition
 * @param state where it stands
 * @param ending how it ended; present exactly if it has
 * @param round its round, from 1; 0 if it has never started
 * @param since when it came into this state; empty for a pending phase that has never started
 * @param working its agents at work now
 * @param criteria its criteria, in listed order
 * @param outputs what its agents have produced
 */
public record PhaseView(
        Phase phase,
        PhaseState state,
        Optional<Ending> ending,
        int round,
        Optional<Instant> since,
        List<AgentView> working,
        List<CriterionView> criteria,
        Values outputs) {
    /** Checks for nulls and copies. */
    public PhaseView {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(outputs, "outputs");
        working = List.copyOf(working);
        criteria = List.copyOf(criteria);
    }

    /** {@return its name} */
    public String name() {
        return phase.name();
    }

    /** {@return whether it waits for a person: to start it, or to confirm a criterion} */
    public boolean waitsForPerson() {
        return state == PhaseState.WAITING || criteria.stream().anyMatch(CriterionView::waiting);
    }
}
