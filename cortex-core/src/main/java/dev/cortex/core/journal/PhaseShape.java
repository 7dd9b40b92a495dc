package dev.cortex.core.journal;

import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A phase under the names that files use; what is as by default is absent. */
record PhaseShape(
        String name,
        Optional<String> description,
        List<Condition> condition,
        Optional<Boolean> parallel,
        List<String> agents,
        List<String> profiles,
        List<Criterion> successCriteria,
        Optional<String> prompt,
        Optional<AgentMode> agentMode,
        Optional<Duration> timeout,
        Optional<Retry> retry,
        Optional<Boolean> continueOnFailure,
        List<String> outputs,
        Values extensions) {

    static PhaseShape of(Phase phase) {
        return new PhaseShape(
                phase.name(),
                unless(phase.description(), ""),
                phase.conditions(),
                unless(phase.parallel(), false),
                phase.agents(),
                phase.profiles(),
                phase.criteria(),
                phase.prompt(),
                unless(phase.agentMode(), AgentMode.SEQUENTIAL),
                phase.timeout(),
                unless(phase.retry(), Retry.NONE),
                unless(phase.continueOnFailure(), false),
                phase.outputs(),
                phase.extensions());
    }

    Phase phase() {
        Phase.Builder builder = Phase.named(name)
                .description(description.orElse(""))
                .parallel(parallel.orElse(false))
                .agents(agents)
                .profiles(profiles)
                .criteria(successCriteria)
                .agentMode(agentMode.orElse(AgentMode.SEQUENTIAL))
                .retry(retry.orElse(Retry.NONE))
                .outputs(outputs)
                .extensions(extensions);
        condition.forEach(builder::condition);
        prompt.ifPresent(builder::prompt);
        timeout.ifPresent(builder::timeout);
        continueOnFailure.filter(yes -> yes).ifPresent(yes -> builder.continueOnFailure());
        return builder.build();
    }

    static <T> Optional<T> unless(T value, T usual) {
        return Optional.of(value).filter(Predicate.not(usual::equals));
    }
}
