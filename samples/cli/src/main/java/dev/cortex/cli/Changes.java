package dev.cortex.cli;

import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells a person that a definition has changed since a run began. The run keeps its own copy. */
final class Changes {
    private final Session session;
    private final Kind kind;
    private final Definitions definitions;

    Changes(Session session, Kind kind, Definitions definitions) {
        this.session = session;
        this.kind = kind;
        this.definitions = definitions;
    }

    /**
     * Says so, if it has.
     *
     * @param remedy how to get the new definition, a line
     */
    void tell(RunView view, String remedy) {
        Optional<Scenario> now = definitions
                .named(view.scenario())
                .filter(definition -> definition.plan().ok())
                .map(definition -> definition.plan().orElseThrow().scenario());
        if (now.isEmpty() || now.get().equals(view.plan().scenario())) {
            return;
        }
        session.printer()
                .problem("[WARN] " + view.scenario()
                        + " has changed since this run began; the run goes on with its own copy");
        between(kind, view.plan().scenario(), now.get()).forEach(session.printer()::problem);
        session.printer().problem(remedy);
    }

    /** {@return what differs, a line for each phase, and one for everything else} */
    static List<String> between(Kind kind, Scenario before, Scenario after) {
        Map<String, Phase> old = byName(before);
        Map<String, Phase> made = byName(after);
        List<String> lines = new ArrayList<>();
        old.forEach((name, phase) -> {
            Phase other = made.get(name);
            if (other == null) {
                lines.add("  - " + kind.part() + " " + name + ": removed");
            } else if (!other.equals(phase)) {
                lines.add("  - " + kind.part() + " " + name + ": changed");
            }
        });
        made.keySet().stream()
                .filter(name -> !old.containsKey(name))
                .forEach(name -> lines.add("  - " + kind.part() + " " + name + ": added"));
        if (lines.isEmpty()) {
            lines.add("  - changed outside of the " + kind.part() + "s");
        }
        return lines;
    }

    private static Map<String, Phase> byName(Scenario scenario) {
        return scenario.phases().stream()
                .collect(Collectors.toMap(
                        Phase::name, Function.identity(), (first, second) -> first, java.util.LinkedHashMap::new));
    }
}
