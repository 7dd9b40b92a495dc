package dev.cortex.core.journal;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.scenario.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a phase stands, without its definition, which the run's plan has. */
record StandingShape(
        String name,
        PhaseState state,
        Optional<Ending> ending,
        int round,
        Optional<Instant> since,
        List<AgentView> working,
        List<CriterionView> criteria,
        Values outputs) {
    static StandingShape of(PhaseView view) {
        return new StandingShape(
                view.name(),
                view.state(),
                view.ending(),
                view.round(),
                view.since(),
                view.working(),
                view.criteria(),
                view.outputs());
    }
}
