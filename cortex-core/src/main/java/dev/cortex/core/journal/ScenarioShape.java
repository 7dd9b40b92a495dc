package dev.cortex.core.journal;

import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A scenario under the names that files use; what is as by default is absent. */
record ScenarioShape(
        String name,
        Optional<String> description,
        Optional<Priority> priority,
        Optional<String> type,
        Optional<String> version,
        Optional<Object> triggers,
        Optional<Object> monitoring,
        Optional<Rollback> rollback,
        Optional<Boolean> failFast,
        OptionalInt maxParallel,
        Optional<Duration> timeout,
        List<Input> inputs,
        List<Phase> phases,
        Values extensions) {

    static ScenarioShape of(Scenario scenario) {
        return new ScenarioShape(
                scenario.name(),
                PhaseShape.unless(scenario.description(), ""),
                PhaseShape.unless(scenario.priority(), Priority.MEDIUM),
                scenario.type(),
                scenario.version(),
                scenario.triggers(),
                scenario.monitoring(),
                PhaseShape.unless(scenario.rollback(), Rollback.NONE),
                PhaseShape.unless(scenario.failFast(), false),
                scenario.maxParallel(),
                scenario.timeout(),
                scenario.inputs(),
                scenario.phases(),
                scenario.extensions());
    }

    Scenario scenario() {
        Scenario.Builder builder = Scenario.named(name)
                .description(description.orElse(""))
                .priority(priority.orElse(Priority.MEDIUM))
                .rollback(rollback.orElse(Rollback.NONE))
                .inputs(inputs)
                .phases(phases)
                .extensions(extensions);
        type.ifPresent(builder::type);
        version.ifPresent(builder::version);
        triggers.ifPresent(builder::triggers);
        monitoring.ifPresent(builder::monitoring);
        failFast.filter(yes -> yes).ifPresent(yes -> builder.failFast());
        maxParallel.ifPresent(builder::maxParallel);
        timeout.ifPresent(builder::timeout);
        return builder.build();
    }
}
