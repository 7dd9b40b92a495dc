package dev.cortex.api.scenario;

import java.util.List;
import java.util.Objects;

/**
 * A list of steps, done one after the other. It runs as the scenario that {@link #toScenario()} makes of it.
 *
 * @param name its name
 * @param description what it is for
 * @param steps the steps, in order
 * @param extensions keys of the file that cortex does not know, kept for the host
 */
public record Workflow(String name, String description, List<Step> steps, Values extensions) {
    /** Checks for nulls and copies. */
    public Workflow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(extensions, "extensions");
        steps = List.copyOf(steps);
    }

    /**
     * A workflow.
     *
     * @param name its name
     * @param description what it is for
     * @param steps the steps, in order
     * @return the workflow
     */
    public static Workflow of(String name, String description, Step... steps) {
        return new Workflow(name, description, List.of(steps), Values.none());
    }

    /**
     * The same work as a scenario: a strict chain in which the first phase is {@code auto} and each other phase is
     * {@code after} the one before it. Steps become phases of the same name and place.
     *
     * @return the scenario
     */
    public Scenario toScenario() {
        Scenario.Builder scenario =
                Scenario.named(name).description(description).extensions(extensions);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Phase.Builder phase = Phase.named(step.name())
                    .description(step.description())
                    .outputs(step.outputs())
                    .extensions(step.extensions())
                    .agents(step.agent().stream().toList());
            // A missing prompt is the description; where both are missing the checks say so.
            String prompt = step.prompt().orElse(step.description());
            if (!prompt.isBlank()) {
                phase.prompt(prompt);
            }
            scenario.phase((i == 0 ? phase.auto() : phase.after(steps.get(i - 1).name())).build());
        }
        return scenario.build();
    }
}
