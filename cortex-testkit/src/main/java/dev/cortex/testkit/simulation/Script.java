package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What everybody does in a simulation. Where nothing is said, agents succeed after a minute, gates are started, criteria are
 * judged unknown, and what only a person can tell waits. Immutable.
 */
public final class Script {
    private static final Script EMPTY =
            new Script(Map.of(), Map.of(), Map.of(), Map.of(), Values.none(), List.of(), List.of());
    private static final List<Verdict.Result> UNKNOWN = List.of(Verdict.Result.UNKNOWN);

    private final Map<String, List<Reply<AgentResult>>> agents;
    private final Map<String, List<Verdict.Result>> criteria;
    private final Map<String, Boolean> confirmations;
    private final Map<String, Gate> gates;
    private final Values inputs;
    private final List<Duration> crashTimes;
    private final List<Long> crashEvents;

    /** What somebody does at a gate. */
    public enum Gate {
        /** Starts the phase. */
        START,
        /** Refuses to: the phase fails. */
        REJECT,
        /** Leaves the phase out. */
        SKIP,
        /** Is not there. */
        WAIT
    }

    private Script(
            Map<String, List<Reply<AgentResult>>> agents,
            Map<String, List<Verdict.Result>> criteria,
            Map<String, Boolean> confirmations,
            Map<String, Gate> gates,
            Values inputs,
            List<Duration> crashTimes,
            List<Long> crashEvents) {
        this.agents = agents;
        this.criteria = criteria;
        this.confirmations = confirmations;
        this.gates = gates;
        this.inputs = inputs;
        this.crashTimes = crashTimes;
        this.crashEvents = crashEvents;
    }

    /** {@return a script in which all goes well} */
    public static Script allGoesWell() {
        return EMPTY;
    }

    /**
     * Has an agent answer so each time that it has to answer anew in a phase, and with the last answer from then on. An
     * answer that a crash or a stop kept from being recorded is given again.
     *
     * @param name the agent's name; or the phase's, a slash and the agent's, which goes first
     * @param answers at least one; each a minute after it was asked for, unless it says something else
     * @return a copy
     * @throws IllegalArgumentException if there are no answers
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The list copies them.
    public final Script agent(String name, Reply<AgentResult>... answers) {
        return agent(name, List.of(answers));
    }

    /**
     * The same with a list.
     *
     * @param name the agent's name; or the phase's, a slash and the agent's, which goes first
     * @param answers at least one; each a minute after it was asked for, unless it says something else
     * @return a copy
     * @throws IllegalArgumentException if there are no answers
     */
    public Script agent(String name, List<Reply<AgentResult>> answers) {
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("at least one answer for " + name);
        }
        return new Script(
                with(agents, name, List.copyOf(answers)),
                criteria,
                confirmations,
                gates,
                inputs,
                crashTimes,
                crashEvents);
    }

    /**
     * Has an agent answer in the same way every time.
     *
     * @param name the agent's name; or the phase's, a slash and the agent's, which goes first
     * @param result the answer, a minute after it was asked for
     * @return a copy
     */
    public Script agent(String name, AgentResult result) {
        return agent(name, Reply.of(result));
    }

    /**
     * Has a criterion judged so, in one round of its phase after the other, and as the last one from then on.
     *
     * @param text the criterion's text
     * @param verdicts at least one
     * @return a copy
     * @throws IllegalArgumentException if there are no verdicts
     */
    public Script criterion(String text, Verdict.Result... verdicts) {
        if (verdicts.length == 0) {
            throw new IllegalArgumentException("at least one verdict on " + text);
        }
        return new Script(
                agents, with(criteria, text, List.of(verdicts)), confirmations, gates, inputs, crashTimes, crashEvents);
    }

    /**
     * What a person says of a criterion that nobody else can judge.
     *
     * @param text the criterion's text
     * @param met whether it is met
     * @return a copy
     */
    public Script confirm(String text, boolean met) {
        return new Script(agents, criteria, with(confirmations, text, met), gates, inputs, crashTimes, crashEvents);
    }

    /**
     * What a person does at a gate.
     *
     * @param phase the phase
     * @param answer the answer
     * @return a copy
     */
    public Script gate(String phase, Gate answer) {
        return new Script(
                agents,
                criteria,
                confirmations,
                with(gates, phase, Objects.requireNonNull(answer, "answer")),
                inputs,
                crashTimes,
                crashEvents);
    }

    /**
     * What the run is told.
     *
     * @param values the inputs
     * @return a copy
     */
    public Script inputs(Values values) {
        return new Script(agents, criteria, confirmations, gates, values, crashTimes, crashEvents);
    }

    /**
     * Has the process crash once, some time after the beginning. Another one resumes the run at once.
     *
     * @param time how long after it
     * @return a copy
     */
    public Script crashAfter(Duration time) {
        List<Duration> more = new ArrayList<>(crashTimes);
        more.add(time);
        return new Script(agents, criteria, confirmations, gates, inputs, List.copyOf(more), crashEvents);
    }

    /**
     * Has the process crash once, when listeners hear of an event. Another one resumes the run at once.
     *
     * @param number the event's number
     * @return a copy
     */
    public Script crashBehindEvent(long number) {
        List<Long> more = new ArrayList<>(crashEvents);
        more.add(number);
        return new Script(agents, criteria, confirmations, gates, inputs, crashTimes, List.copyOf(more));
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(Objects.requireNonNull(key, "name"), value);
        return more;
    }

    // ---- looking it up

    /** All that an agent answers in a phase, one after the other; empty if nothing is said of it. */
    Optional<List<Reply<AgentResult>>> answers(String phase, String agent) {
        if (agents.isEmpty()) {
            return Optional.empty();
        }
        List<Reply<AgentResult>> here = agents.get(phase + "/" + agent);
        return Optional.ofNullable(here == null ? agents.get(agent) : here);
    }

    List<Verdict.Result> verdicts(String criterion) {
        return criteria.getOrDefault(criterion, UNKNOWN);
    }

    /** Nothing if nobody is there who could tell. */
    Optional<Boolean> confirms(String criterion) {
        return Optional.ofNullable(confirmations.get(criterion));
    }

    Gate gate(String phase) {
        return gates.getOrDefault(phase, Gate.START);
    }

    /** {@return what the run is told} */
    public Values inputs() {
        return inputs;
    }

    /**
     * Whether something is said of an agent.
     *
     * @param phase where it works
     * @param agent its name
     * @return whether it is
     */
    public boolean says(String phase, String agent) {
        return answers(phase, agent).isPresent();
    }

    List<Duration> crashTimes() {
        return crashTimes;
    }

    List<Long> crashEvents() {
        return crashEvents;
    }

    static <T> T nth(List<T> list, long index) {
        return list.get((int) Math.min(index, list.size() - 1));
    }
}
