package dev.cortex.testkit;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which phases were under way when: from each start to the end or the interruption that follows. */
final class PhaseSpans {
    private final List<String> starts = new ArrayList<>();
    /** Beside each start: what was under way then, and what had ended before. */
    private final List<Set<String>> underWay = new ArrayList<>();

    private final List<Set<String>> over = new ArrayList<>();

    PhaseSpans(List<RunEvent> events) {
        Set<String> running = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (RunEvent event : events) {
            Fact fact = event.fact();
            if (fact instanceof Fact.PhaseStarted started) {
                running.add(started.phase());
                starts.add(started.phase());
                underWay.add(Set.copyOf(running));
                over.add(Set.copyOf(ended));
            } else if (fact instanceof Fact.PhaseEnded end) {
                running.remove(end.phase());
                ended.add(end.phase());
            } else if (fact instanceof Fact.PhaseInterrupted cut) {
                running.remove(cut.phase());
            } else if (fact instanceof Fact.PhasesReset reset) {
                reset.phases().forEach(running::remove);
                reset.phases().forEach(ended::remove);
            }
        }
    }

    /** The phases in the order of their starts; one that started again is there again. */
    List<String> starts() {
        return starts;
    }

    /** A phase joins the others when it starts, so it is enough to look at starts. */
    boolean overlapped(Set<String> phases) {
        return underWay.stream().anyMatch(some -> some.containsAll(phases));
    }

    /** Which of some phases had not ended at some start of another one. */
    Optional<String> notBefore(String later, List<String> earlier) {
        return IntStream.range(0, starts.size())
                .filter(i -> starts.get(i).equals(later))
                .boxed()
                .flatMap(i -> earlier.stream().filter(phase -> !over.get(i).contains(phase)))
                .findFirst();
    }
}
