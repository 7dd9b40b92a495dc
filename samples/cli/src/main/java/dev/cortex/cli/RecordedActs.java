package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people have asked for in a run that nobody drives, and what only its next driver carries out. */
final class RecordedActs {
    private final Map<String, List<Fact.Acted>> open = new LinkedHashMap<>();
    private final Map<Long, Fact.Acted> byHand = new HashMap<>();

    private RecordedActs() {}

    /** Reads them from the journal of a run. */
    static RecordedActs of(Run run, RunView view) {
        RecordedActs acts = new RecordedActs();
        if (!view.standing().driven() && !view.status().ended()) {
            run.events(0, acts::add);
        }
        return acts;
    }

    private void add(RunEvent event) {
        Fact fact = event.fact();
        if (fact instanceof Fact.Acted acted) {
            acted(acted);
        } else if (fact instanceof Fact.Handwritten line) {
            line.act().ifPresent(act -> byHand.put(event.number(), act));
        } else if (fact instanceof Fact.Adopted adopted) {
            Optional.ofNullable(byHand.get(adopted.number())).ifPresent(this::acted);
        } else if (fact instanceof Fact.PhaseStarted
                || fact instanceof Fact.PhaseEnded
                || fact instanceof Fact.CompensationStarted
                || fact instanceof Fact.CompensationEnded) {
            fact.subject().ifPresent(open::remove);
        }
    }

    private void acted(Fact.Acted act) {
        act.action()
                .subject()
                .ifPresent(phase ->
                        open.computeIfAbsent(phase, any -> new ArrayList<>()).add(act));
    }

    /** {@return all of them, in words, by phase} */
    List<String> lines() {
        return open.values().stream().flatMap(List::stream).map(EventText::of).toList();
    }

    /** {@return those about one phase, in words} */
    List<String> lines(String phase) {
        return open.getOrDefault(phase, List.of()).stream().map(EventText::of).toList();
    }

    /** {@return all of them, for programs} */
    List<Map<String, @Nullable Object>> json() {
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        open.forEach((phase, acts) -> acts.forEach(act -> json.add(Printer.fields(
                "phase",
                phase,
                "action",
                act.action().verb(),
                "actor",
                act.actor().name(),
                "reason",
                act.reason()))));
        return json;
    }
}
