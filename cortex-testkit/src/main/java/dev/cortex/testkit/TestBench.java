package dev.cortex.testkit;

import dev.cortex.api.event.Actor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts that a test of a scenario gives to an engine, in one time: agents, criteria and a person that do what the test
 * has written down, and a recorder of events. An engine takes those that it needs:
 *
 * <pre>{@code
 * TestBench bench = new TestBench();
 * Cortex cortex = Cortex.builder()
 *         .agents(bench.agents())
 *         .criteria(bench.criteria())
 *         .listener(bench.operator())
 *         .listener(bench.events())
 *         .time(bench.time())
 *         .executor(bench.time())
 *         .build();
 * bench.operator().attachTo(cortex);
 * }</pre>
 *
 * <p>Each part may be used by many threads, with the limits that {@link ManualTime} names.
 */
public final class TestBench {
    /** In whose name the {@link #operator()} acts. */
    public static final Actor PERSON = new Actor("person");

    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final ScriptedCriteria criteria = new ScriptedCriteria(time);
    private final ScriptedOperator operator = new ScriptedOperator(PERSON, time);
    private final EventRecorder events = new EventRecorder();

    /** A bench with fresh parts, in a time that stands still at the beginning of 2026, UTC. */
    public TestBench() {}

    /** {@return the time in which all parts live; it is also the executor to give to the engine} */
    public ManualTime time() {
        return time;
    }

    /** {@return the agents; also the profiles, if the engine is to have some} */
    public ScriptedAgents agents() {
        return agents;
    }

    /** {@return the judge} */
    public ScriptedCriteria criteria() {
        return criteria;
    }

    /** {@return the person; once it listens to an engine and is attached to it, it approves what is asked} */
    public ScriptedOperator operator() {
        return operator;
    }

    /**
     * What was written down in vain so far: names of agents, phases and criteria by which nobody was asked. At the end of a
     * run, such a name is most likely misspelt, or its phase was never reached.
     *
     * @return texts such as {@code agents: draft/wirter}, {@code criteria: Short} and {@code operator: publish}; those of
     *     agents first, then those of criteria, and by name among them. Empty if all was asked
     */
    public List<String> unasked() {
        return Stream.of(
                        agents.unasked().stream().map(name -> "agents: " + name),
                        criteria.unasked().stream().map(name -> "criteria: " + name),
                        operator.unasked().stream().map(name -> "operator: " + name))
                .flatMap(names -> names)
                .toList();
    }

    /** {@return the recorder; a listener too} */
    public EventRecorder events() {
        return events;
    }
}
