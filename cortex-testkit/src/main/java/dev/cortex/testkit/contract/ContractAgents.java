package dev.cortex.testkit.contract;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Agents that an engine's contract has work: they succeed at once, unless the case holds them up or has them fail. They
 * complete on whatever thread it happens, and need no time of their own.
 */
final class ContractAgents implements AgentActivator {
    private final Set<String> held = new HashSet<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private final Map<String, List<CompletableFuture<AgentResult>>> atWork = new HashMap<>();
    /** From a phase and a number to the assignment that was the phase's so many-th. */
    private final Map<String, CompletableFuture<Assignment>> begun = new HashMap<>();

    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> worked = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> unprepared = new ArrayList<>();
    private final Set<String> active = new HashSet<>();

    /** Has the agents of a phase work until they are told to stop, or let go on. */
    synchronized void hold(String phase) {
        held.add(phase);
    }

    /** Holds up nobody more in a phase; who is held up stays so, as if its process were gone. */
    synchronized void holdNoMore(String phase) {
        held.remove(phase);
    }

    /** Has those who are held up in a phase succeed, and all who come after them. */
    void letGo(String phase) {
        List<CompletableFuture<AgentResult>> waiting;
        synchronized (this) {
            held.remove(phase);
            List<CompletableFuture<AgentResult>> those = atWork.remove(phase);
            waiting = those == null ? List.of() : those;
        }
        waiting.forEach(one -> one.complete(done(phase)));
    }

    /** Has the agents of a phase fail. */
    void fail(String phase) {
        fail(phase, Integer.MAX_VALUE);
    }

    /** Has the agents of a phase fail so many times, and succeed from then on. */
    synchronized void fail(String phase, int times) {
        failing.put(phase, times);
    }

    /** Has the agents of a phase succeed from now on. */
    synchronized void mend(String phase) {
        failing.remove(phase);
    }

    /** The assignment with which a phase's work is begun for the so many-th time, from 1. */
    synchronized CompletionStage<Assignment> begun(String phase, int number) {
        return begun.computeIfAbsent(phase + "#" + number, any -> new CompletableFuture<>());
    }

    /** The phases that were worked in, in the order in which the work began. */
    synchronized List<String> worked() {
        return List.copyOf(worked);
    }

    /** The phases in which somebody was told to stop. */
    synchronized List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Who was asked to work without having been activated. */
    synchronized List<String> unprepared() {
        return List.copyOf(unprepared);
    }

    /** The keys of what is active now. */
    synchronized Set<String> active() {
        return Set.copyOf(active);
    }

    @Override
    public synchronized CompletionStage<Void> activate(Activation activation) {
        active.add(activation.key());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> deactivate(Activation activation) {
        active.remove(activation.key());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        String phase = assignment.phase().name();
        CompletableFuture<AgentResult> result = new CompletableFuture<>();
        CompletableFuture<Assignment> heard;
        synchronized (this) {
            worked.add(phase);
            String key = new Activation(assignment.runId(), Activation.Kind.AGENT, assignment.agent()).key();
            if (!active.contains(key)) {
                unprepared.add(assignment.agent());
            }
            int count = counts.merge(phase, 1, Integer::sum);
            heard = begun.computeIfAbsent(phase + "#" + count, any -> new CompletableFuture<>());
            if (held.contains(phase)) {
                atWork.computeIfAbsent(phase, any -> new ArrayList<>()).add(result);
            } else {
                boolean fails = failing.getOrDefault(phase, 0) > 0;
                failing.computeIfPresent(phase, (any, times) -> times - 1);
                result.complete(fails ? AgentResult.failure("it was to fail") : done(phase));
            }
        }
        cancellation.onRequest(() -> {
            synchronized (this) {
                cancelled.add(phase);
            }
            result.complete(AgentResult.failure("told to stop"));
        });
        heard.complete(assignment);
        return result;
    }

    private static AgentResult done(String phase) {
        return AgentResult.success("did " + phase).with("from", phase);
    }
}
