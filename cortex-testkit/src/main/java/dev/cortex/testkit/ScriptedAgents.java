package dev.cortex.testkit;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.run.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Agents that do what a test has written down for them, and keep a record of what they were asked. What nothing was
 * written for succeeds at once. Safe for use by many threads.
 */
public final class ScriptedAgents implements AgentActivator {
    /** What an agent does in one attempt. */
    private static final class Script {
        final Deque<AgentResult> results = new ArrayDeque<>();
        Duration duration = Duration.ZERO;
        boolean silent;
        boolean stubborn;
    }

    private final Time time;
    private final Map<String, Script> scripts = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /**
     * Agents that live in a test's time.
     *
     * @param time the time
     */
    public ScriptedAgents(Time time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Has an agent, or every agent of a phase, answer so: in the next attempts one result after the other, and the last
     * one from then on.
     *
     * @param agentOrPhase the agent's name, or else the phase's; what is written for the agent goes first
     * @param results at least one
     * @return these agents
     */
    public synchronized ScriptedAgents on(String agentOrPhase, AgentResult... results) {
        if (results.length == 0) {
            throw new IllegalArgumentException("at least one result for " + agentOrPhase);
        }
        script(agentOrPhase).results.addAll(List.of(results));
        return this;
    }

    /**
     * Has an agent, or every agent of a phase, take some time.
     *
     * @param agentOrPhase the agent's name, or else the phase's
     * @param duration how long
     * @return these agents
     */
    public synchronized ScriptedAgents takes(String agentOrPhase, Duration duration) {
        script(agentOrPhase).duration = duration;
        return this;
    }

    /**
     * Has an agent, or every agent of a phase, work until it is asked to stop.
     *
     * @param agentOrPhase the agent's name, or else the phase's
     * @return these agents
     */
    public synchronized ScriptedAgents neverAnswers(String agentOrPhase) {
        script(agentOrPhase).silent = true;
        return this;
    }

    /**
     * Has an agent, or every agent of a phase, not stop when it is asked to.
     *
     * @param agentOrPhase the agent's name, or else the phase's
     * @return these agents
     */
    public synchronized ScriptedAgents ignoresCancellation(String agentOrPhase) {
        script(agentOrPhase).stubborn = true;
        return this;
    }

    /**
     * Has the activation of an agent fail.
     *
     * @param agent the agent's name
     * @return these agents
     */
    public synchronized ScriptedAgents cannotBeActivated(String agent) {
        broken.add(agent);
        return this;
    }

    private Script script(String name) {
        return scripts.computeIfAbsent(name, any -> new Script());
    }

    /** {@return what was asked so far, in order: {@code activate a}, {@code work a in phase #1}, {@code deactivate a}} */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** {@return the assignments so far, in order} */
    public synchronized List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    @Override
    public CompletionStage<Void> activate(Activation activation) {
        synchronized (this) {
            log.add("activate " + activation.name());
            if (broken.contains(activation.name())) {
                return CompletableFuture.failedFuture(new IllegalStateException("broken"));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> deactivate(Activation activation) {
        log.add("deactivate " + activation.name());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        CompletableFuture<AgentResult> answer = new CompletableFuture<>();
        AgentResult result;
        Script script;
        synchronized (this) {
            assignments.add(assignment);
            log.add("work " + assignment.agent() + " in " + assignment.phase().name() + " #" + assignment.attempt());
            script = scripts.getOrDefault(
                    assignment.agent(), scripts.getOrDefault(assignment.phase().name(), new Script()));
            result = next(script, assignment);
        }
        if (!script.stubborn) {
            cancellation.onRequest(() -> answer.complete(AgentResult.failure("stopped")));
        }
        if (!script.silent) {
            if (script.duration.isZero()) {
                answer.complete(result);
            } else {
                time.at(time.now().plus(script.duration), () -> answer.complete(result));
            }
        }
        return answer;
    }

    private static AgentResult next(Script script, Assignment assignment) {
        if (script.results.isEmpty()) {
            return AgentResult.success(
                    assignment.agent() + " did " + assignment.phase().name());
        }
        return script.results.size() > 1 ? script.results.remove() : script.results.element();
    }
}
