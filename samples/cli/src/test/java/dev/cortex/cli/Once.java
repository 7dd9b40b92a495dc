package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens once in a run, however often it was disturbed. */
final class Once {
    private Once() {}

    /** No phase starts again that has completed, and nobody works again whose success is in the journal. */
    static void assertDone(List<RunEvent> journal) {
        Set<String> done = new HashSet<>();
        List<String> again = new ArrayList<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.PhaseEnded ended && ended.ending() instanceof Ending.Completed) {
                done.add(ended.phase());
            } else if (event.fact() instanceof Fact.PhaseStarted started && done.contains(started.phase())) {
                again.add("phase " + started.phase());
            } else if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                done.add(place(ended.attempt()));
            } else if (event.fact() instanceof Fact.WorkStarted started && done.contains(place(started.attempt()))) {
                again.add("agent " + started.attempt());
            }
        }
        assertThat(again).as("done again").isEmpty();
    }

    /** {@return the keys of all work of which the journal says that it has succeeded} */
    static Set<String> succeeded(String run, List<RunEvent> journal) {
        Set<String> keys = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                keys.add(run + "/" + place(ended.attempt()));
            }
        }
        return keys;
    }

    private static String place(Fact.Attempt attempt) {
        return attempt.phase() + "/" + attempt.round() + "/" + attempt.place();
    }

    /**
     * What the agents have written fits the journal: nobody began before that was in the journal, each attempt began once
     * at most, and none did anything after the next attempt at the same work had begun.
     */
    static void assertWorked(String run, List<RunEvent> journal, List<AgentsLog.Line> log) {
        Set<String> ordered = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.WorkStarted started) {
                ordered.add(run + "/" + place(started.attempt()) + "#"
                        + started.attempt().number());
            }
        }
        Map<String, Integer> latest = new HashMap<>();
        Set<String> begun = new HashSet<>();
        for (AgentsLog.Line line : log) {
            assertThat(ordered).as("the journal knew of it first: %s", line).contains(line.attemptKey());
            assertThat(line.attempt())
                    .as("the next attempt has begun: %s", line)
                    .isGreaterThanOrEqualTo(latest.getOrDefault(line.key(), 0));
            assertThat(line.begins() && !begun.add(line.attemptKey()))
                    .as("begins twice: %s", line)
                    .isFalse();
            latest.put(line.key(), line.attempt());
        }
        assertThat(begun).as("who succeeded has worked").containsAll(finished(run, journal));
    }

    private static Set<String> finished(String run, List<RunEvent> journal) {
        Set<String> attempts = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.WorkEnded ended && ended.outcome() == Fact.WorkOutcome.SUCCEEDED) {
                attempts.add(run + "/" + place(ended.attempt()) + "#"
                        + ended.attempt().number());
            }
        }
        return attempts;
    }

    /** Whatever was activated is deactivated once before the run is let go. */
    static void assertDeactivated(List<RunEvent> journal) {
        Set<String> active = new HashSet<>();
        for (RunEvent event : journal) {
            if (event.fact() instanceof Fact.Activating activating) {
                assertThat(active.add(activating.activation().key()))
                        .as("%s", event)
                        .isTrue();
            } else if (event.fact() instanceof Fact.Activated activated
                    && activated.problem().isPresent()) {
                // Cut short by the stop before anybody was asked: there is nothing to deactivate.
                active.remove(activated.activation().key());
            } else if (event.fact() instanceof Fact.Deactivated deactivated) {
                assertThat(active.remove(deactivated.activation().key()))
                        .as("%s", event)
                        .isTrue();
                assertThat(deactivated.problem()).isEmpty();
            } else if (event.fact() instanceof Fact.RunReleased || event.fact() instanceof Fact.RunEnded) {
                assertThat(active).as("%s", event).isEmpty();
            }
        }
        assertThat(active).isEmpty();
    }
}
