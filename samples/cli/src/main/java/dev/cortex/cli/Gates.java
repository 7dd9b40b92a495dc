package dev.cortex.cli;

import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which phases wait to be started, which of them a person is asked about, and which the person left waiting. */
final class Gates {
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final Set<String> answered = new HashSet<>();
    private Optional<String> asked = Optional.empty();

    /** A phase waits. */
    void opened(String phase) {
        ask(phase, "Start phase " + phase + "? [y/N]");
    }

    /** The rollback of a phase waits. */
    void rollbackOpened(String phase) {
        ask(phase, "Start the rollback of phase " + phase + "? [y/N]");
    }

    /** News of a gate may come late, and a view may be older than the answer: a question is answered once. */
    private void ask(String phase, String question) {
        if (!answered.contains(question)) {
            open.putIfAbsent(phase, question);
        }
    }

    /** This process has answered. */
    void answered(String phase) {
        String question = open.get(phase);
        if (question != null) {
            answered.add(question);
        }
        gone(phase);
    }

    /** A phase waits no more, whoever has answered. */
    void gone(String phase) {
        open.remove(phase);
        left.remove(phase);
        if (asked.equals(Optional.of(phase))) {
            asked = Optional.empty();
        }
    }

    /** Takes over what waits according to a view. */
    void sync(RunView view) {
        List<String> waiting = new ArrayList<>();
        view.phases().stream()
                .filter(phase -> phase.state() == PhaseState.WAITING)
                .forEach(phase -> waiting.add(phase.name()));
        waiting.forEach(this::opened);
        for (Blocker blocker : view.blockers()) {
            if (blocker.kind() == Blocker.Kind.COMPENSATION) {
                String phase = blocker.root().orElse(blocker.phase());
                waiting.add(phase);
                rollbackOpened(phase);
            }
        }
        List.copyOf(open.keySet()).stream()
                .filter(phase -> !waiting.contains(phase))
                .forEach(this::gone);
    }

    /** {@return the phases that wait and about which nobody has decided yet} */
    List<String> undecided() {
        return open.keySet().stream().filter(phase -> !left.contains(phase)).toList();
    }

    /** {@return the phase that the person is being asked about} */
    Optional<String> asked() {
        return asked;
    }

    /** {@return the question about the next phase, if nobody is being asked and there is one} */
    Optional<String> next() {
        if (asked.isPresent()) {
            return Optional.empty();
        }
        asked = undecided().stream().findFirst();
        return asked.map(phase -> String.valueOf(open.get(phase)));
    }

    /** The person said neither: the question is asked again. */
    void again() {
        asked = Optional.empty();
    }

    /** The person said no: the phase goes on waiting. */
    void leave(String phase) {
        left.add(phase);
        asked = Optional.empty();
    }
}
