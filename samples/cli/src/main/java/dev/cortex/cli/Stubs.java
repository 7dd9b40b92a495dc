package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulation pretends.
 *
 * @param agents what agents answer, by name, or by phase, slash and name: one answer for each time they are asked in a
 *     phase, and the last one from then on
 * @param criteria what the judge says of a criterion, by its text: one verdict for each time, and the last one from then on
 * @param gates what somebody answers at a gate, by phase
 * @param inputs what the run is told
 */
record Stubs(
        Map<String, List<Answer>> agents,
        Map<String, List<Verdict.Result>> criteria,
        Map<String, Gate> gates,
        Values inputs) {
    /** Nothing but defaults. */
    static final Stubs NONE = new Stubs(Map.of(), Map.of(), Map.of(), Values.none());

    private static final List<Answer> ANSWER = List.of(Answer.DEFAULT);
    private static final List<Verdict.Result> VERDICT = List.of(Verdict.Result.UNKNOWN);

    /** Copies; order is of no meaning here, and kept all the same. */
    Stubs {
        agents = new LinkedHashMap<>(agents);
        criteria = new LinkedHashMap<>(criteria);
        gates = new LinkedHashMap<>(gates);
    }

    /**
     * What an agent does once.
     *
     * @param takes how long it works
     * @param success how that ends
     * @param reason what it says about it
     * @param outputs what it hands on
     */
    record Answer(Duration takes, boolean success, String reason, Values outputs) {
        /** An agent that nothing is said of. */
        static final Answer DEFAULT = new Answer(Duration.ofMinutes(1), true, "", Values.none());
    }

    /** What somebody does at a gate. */
    enum Gate {
        /** Starts it. */
        start,
        /** Refuses to: the phase fails. */
        reject,
        /** Leaves the phase out. */
        skip,
        /** Is not there. */
        wait
    }

    /** {@return what an agent answers the next time, after it was asked so many times in the phase} */
    Answer answer(Phase phase, String agent, int asked) {
        return nth(agents.getOrDefault(phase.name() + "/" + agent, agents.getOrDefault(agent, ANSWER)), asked);
    }

    /** {@return the next verdict on a criterion, after so many} */
    Verdict.Result verdict(String criterion, int asked) {
        return nth(criteria.getOrDefault(criterion, VERDICT), asked);
    }

    Gate gate(String phase) {
        return gates.getOrDefault(phase, Gate.start);
    }

    private static <T> T nth(List<T> answers, int asked) {
        return answers.get(Math.min(asked, answers.size() - 1));
    }
}
