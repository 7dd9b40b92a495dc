package dev.cortex.core.journal;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The parts of an assignment. */
record AssignmentShape(
        String runId,
        String agent,
        int attempt,
        String idempotencyKey,
        Optional<Duration> timeLeft,
        Phase phase,
        Values inputs,
        Outputs outputs,
        Map<String, String> unmet,
        Scenario scenario) {

    static AssignmentShape of(Assignment work) {
        return new AssignmentShape(
                work.runId(),
                work.agent(),
                work.attempt(),
                work.idempotencyKey(),
                work.timeLeft(),
                work.phase(),
                work.inputs(),
                work.outputs(),
                work.unmet(),
                work.scenario());
    }

    Assignment assignment() {
        Assignment.Builder builder = Assignment.of(runId, scenario, phase, agent)
                .attempt(attempt)
                .idempotencyKey(idempotencyKey)
                .inputs(inputs)
                .outputs(outputs)
                .unmet(unmet);
        timeLeft.ifPresent(builder::timeLeft);
        return builder.build();
    }
}
