package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A scenario that has one ring.
 *
 * @param scenario the scenario
 * @param ring the names on the ring, from the one listed first: each waits for the next one and for nothing else, the
 *     last for the first
 */
public record Ringed(Scenario scenario, List<String> ring) {
    /** Copies. */
    public Ringed {
        ring = List.copyOf(ring);
    }

    /** {@return the ring, and below it the scenario as YAML} */
    @Override
    public String toString() {
        return String.join(" -> ", ring) + " -> " + ring.get(0) + ":\n" + ScenarioText.of(scenario);
    }

    static Ringed close(Scenario sound, List<Integer> picks) {
        Set<Integer> members = new LinkedHashSet<>();
        picks.forEach(pick -> members.add(pick % sound.phases().size()));
        for (int i = 0; members.size() < 2; i++) {
            members.add(i);
        }
        List<Integer> order = new ArrayList<>(members);
        Collections.rotate(order, -order.indexOf(Collections.min(order)));
        List<Phase> phases = new ArrayList<>(sound.phases());
        for (int i = 0; i < order.size(); i++) {
            Phase next = sound.phases().get(order.get((i + 1) % order.size()));
            Phase.Builder member = phases.get(order.get(i)).toBuilder();
            phases.set(
                    order.get(i),
                    member.conditions(List.of(new Condition.After(List.of(next.name()))))
                            .build());
        }
        return new Ringed(
                sound.toBuilder().phases(phases).build(),
                order.stream().map(i -> phases.get(i).name()).toList());
    }
}
