package dev.cortex.testkit;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.run.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Agents that do what a test has written down for them, and keep a record of what they were asked. What nothing was
 * written for succeeds at once. They may also be given to an engine as its profiles.
 *
 * <p>Something is written for a name: an agent in a phase ({@code draft/writer}), an agent ({@code writer}), or every agent
 * of a phase ({@code draft}). What is written for the narrowest of these counts, for replies, for the time that they take and
 * for obedience each by itself. Several replies, or times, are for one attempt after the other, and the last one is for
 * all that follow; what is written later comes behind those that were not used yet.
 *
 * <p>An agent at work ends when it is asked to stop, and when it is deactivated, unless it was told not to.
 *
 * <p>Safe for use by many threads.
 */
public final class ScriptedAgents implements AgentActivator, ProfileActivator {
    private final Scripts<Assignment, AgentResult> work;
    private final Scripts<Activation, Void> activations;
    private final Scripts<Activation, Void> deactivations;
    /** From the key of an activation to what ends the work under it. */
    private final Map<String, List<Runnable>> endings = new HashMap<>();

    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /**
     * Agents that live in a test's time.
     *
     * @param time the time in which they take theirs
     */
    public ScriptedAgents(Time time) {
        this.work = new Scripts<>(time);
        this.activations = new Scripts<>(time);
        this.deactivations = new Scripts<>(time);
    }

    /**
     * Says with which results attempts end.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @param results at least one, for one attempt after the other
     * @return these agents
     * @throws IllegalArgumentException if there are none
     */
    public ScriptedAgents on(String who, AgentResult... results) {
        Scripts.atLeastOne(who, results.length);
        for (AgentResult result : results) {
            work.reply(who, asked -> Reply.of(result));
        }
        return this;
    }

    /**
     * Says what happens in attempts, misbehaviour included.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @param replies at least one, for one attempt after the other
     * @return these agents
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    public final ScriptedAgents on(String who, Reply<AgentResult>... replies) {
        Scripts.atLeastOne(who, replies.length);
        for (Reply<AgentResult> reply : replies) {
            work.reply(who, asked -> reply);
        }
        return this;
    }

    /**
     * Has results depend on what is asked.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @param agent makes the result of an attempt, on the thread that asks; what it throws is thrown
     * @return these agents
     */
    public ScriptedAgents does(String who, Function<? super Assignment, AgentResult> agent) {
        work.reply(who, asked -> Reply.of(agent.apply(asked)));
        return this;
    }

    /**
     * Says how long attempts take, unless a reply says so itself.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @param durations at least one, for one attempt after the other; none is negative
     * @return these agents
     * @throws IllegalArgumentException if there are none, or one is negative
     */
    public ScriptedAgents takes(String who, Duration... durations) {
        work.take(who, List.of(durations));
        return this;
    }

    /**
     * Has them work until they are asked to stop; the same as {@code on(who, Reply.never())}.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @return these agents
     */
    public ScriptedAgents neverAnswers(String who) {
        return on(who, Reply.never());
    }

    /**
     * Has them not stop when they are asked to or deactivated, in any attempt.
     *
     * @param who {@code phase/agent}, an agent, or a phase
     * @return these agents
     */
    public ScriptedAgents ignoresCancellation(String who) {
        work.ignoreCancellation(who);
        return this;
    }

    /**
     * Says how activations go.
     *
     * @param name an agent's or a profile's name
     * @param replies at least one, for one activation after the other
     * @return these agents
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    public final ScriptedAgents onActivate(String name, Reply<Void>... replies) {
        Scripts.atLeastOne(name, replies.length);
        for (Reply<Void> reply : replies) {
            activations.reply(name, asked -> reply);
        }
        return this;
    }

    /**
     * Says how deactivations go.
     *
     * @param name an agent's or a profile's name
     * @param replies at least one, for one deactivation after the other
     * @return these agents
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    public final ScriptedAgents onDeactivate(String name, Reply<Void>... replies) {
        Scripts.atLeastOne(name, replies.length);
        for (Reply<Void> reply : replies) {
            deactivations.reply(name, asked -> reply);
        }
        return this;
    }

    /**
     * What was asked so far, in order.
     *
     * @return sentences such as {@code activate writer}, {@code work writer in draft #1}, {@code deactivate writer},
     *     {@code activate profile careful}
     */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** {@return the assignments so far, in order} */
    public synchronized List<Assignment> assignments() {
        return List.copyOf(assignments);
    }

    private synchronized void note(String asked) {
        log.add(asked);
    }

    private static String text(Activation activation) {
        return (activation.kind() == Activation.Kind.PROFILE ? "profile " : "") + activation.name();
    }

    @Override
    public CompletionStage<Void> activate(Activation activation) {
        note("activate " + text(activation));
        return activations.ask(activation.name(), activation, Reply.empty());
    }

    List<String> unasked() {
        return Stream.of(activations, work, deactivations)
                .flatMap(scripts -> scripts.unasked().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public CompletionStage<Void> deactivate(Activation activation) {
        List<Runnable> ended;
        synchronized (this) {
            log.add("deactivate " + text(activation));
            ended = Objects.requireNonNullElse(endings.remove(activation.key()), List.of());
        }
        ended.forEach(Runnable::run);
        return deactivations.ask(activation.name(), activation, Reply.empty());
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        String agent = assignment.agent();
        String phase = assignment.phase().name();
        synchronized (this) {
            assignments.add(assignment);
            log.add("work " + agent + " in " + phase + " #" + assignment.attempt());
        }
        return work.ask(
                List.of(phase + "/" + agent, agent, phase),
                assignment,
                Reply.of(AgentResult.success(agent + " did " + phase)),
                orDeactivated(new Activation(assignment.runId(), Activation.Kind.AGENT, agent), cancellation),
                AgentResult.failure("stopped"));
    }

    /** Who is deactivated stops like one who is asked to. */
    private Cancellation orDeactivated(Activation activation, Cancellation cancellation) {
        return new Cancellation() {
            @Override
            public boolean requested() {
                return cancellation.requested();
            }

            @Override
            public void onRequest(Runnable action) {
                cancellation.onRequest(action);
                synchronized (ScriptedAgents.this) {
                    endings.computeIfAbsent(activation.key(), any -> new ArrayList<>())
                            .add(action);
                }
            }
        };
    }
}
