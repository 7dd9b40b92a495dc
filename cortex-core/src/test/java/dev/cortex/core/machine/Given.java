package dev.cortex.core.machine;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import java.util.List;
import java.util.function.UnaryOperator;

/** Plans for tests. */
final class Given {
    private Given() {}

    static Plan plan(Policy policy, UnaryOperator<Scenario.Builder> more, Phase.Builder... phases) {
        Scenario.Builder scenario = Scenario.named("story").description("A story");
        List.of(phases).forEach(phase -> scenario.phase(phase.build()));
        return Planner.plan(more.apply(scenario).build(), policy).orElseThrow();
    }

    static Plan plan(Policy policy, Phase.Builder... phases) {
        return plan(policy, UnaryOperator.identity(), phases);
    }

    static Plan plan(Phase.Builder... phases) {
        return plan(Policy.STANDARD, phases);
    }

    static Plan plan(UnaryOperator<Scenario.Builder> more, Phase.Builder... phases) {
        return plan(Policy.STANDARD, more, phases);
    }

    /** A phase that starts by itself, with an agent of its own name in capitals. */
    static Phase.Builder auto(String name) {
        return bare(name).auto();
    }

    static Phase.Builder gate(String name) {
        return bare(name).manual();
    }

    static Phase.Builder after(String name, String... before) {
        return bare(name).after(before);
    }

    static Phase.Builder onFailure(String name, String... before) {
        return bare(name).onFailure(before);
    }

    static Phase.Builder always(String name, String... before) {
        return bare(name).always(before);
    }

    /** A phase without a condition as yet. */
    static Phase.Builder bare(String name) {
        return Phase.named(name).agents(name.toUpperCase(java.util.Locale.ROOT));
    }
}
