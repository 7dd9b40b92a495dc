package dev.cortex.benchmarks;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.Cortex;
import dev.cortex.core.journal.Json;
import dev.cortex.core.machine.Command;
import dev.cortex.core.machine.Decision;
import dev.cortex.core.machine.RunMachine;
import dev.cortex.core.machine.Signal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes journals of runs without running anything: the machine decides, and its commands are answered at once. */
final class Journals {
    private static final int BATCH = 500;
    private static final Owner OWNER = new Owner("engine-1", "build-1", 4711, Instant.EPOCH);
    private static final String SUMMARY =
            "Did what the phase asks for, ran the tests, and wrote down what is left to do";

    private Journals() {}

    /** A chain of phases with an agent and three criteria each. */
    static Plan chain(String name, int phases, int attempts) {
        Scenario.Builder chain = Scenario.named(name).description("one after the other");
        for (int i = 0; i < phases; i++) {
            int before = i - 1;
            chain.phase(
                    "phase-" + i,
                    p -> (before < 0 ? p.auto() : p.after("phase-" + before))
                            .agents("coder")
                            .retry(Retry.attempts(attempts))
                            .criteria("Tests pass", "Docs are written", "Coverage above 80%"));
        }
        try (Cortex cortex = Cortex.builder().build()) {
            return cortex.plan(chain.build()).orElseThrow();
        }
    }

    /** The events of a run in which each agent fails so often that its last attempt succeeds. */
    static List<RunEvent> events(String runId, Plan plan) {
        List<RunEvent> events = new ArrayList<>();
        write(runId, plan, events::addAll);
        return events;
    }

    /** Writes such a run into a store, a few hundred events with one append; returns how many there are. */
    static long store(StateStore store, String runId, Plan plan) {
        List<String> lines = new ArrayList<>();
        long[] size = {0};
        write(runId, plan, events -> {
            events.forEach(event -> lines.add(Json.write(event)));
            if (lines.size() >= BATCH) {
                append(store, runId, size, lines);
            }
        });
        append(store, runId, size, lines);
        return size[0];
    }

    private static void append(StateStore store, String runId, long[] size, List<String> lines) {
        if (!lines.isEmpty() && !store.append("run-" + runId, size[0], List.copyOf(lines))) {
            throw new IllegalStateException("somebody else writes into the journal of " + runId);
        }
        size[0] += lines.size();
        lines.clear();
    }

    private interface Sink {
        void take(List<RunEvent> events);
    }

    private static void write(String runId, Plan plan, Sink sink) {
        RunMachine machine = RunMachine.of(runId, plan);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Deque<Signal> waiting =
                new ArrayDeque<>(List.of(new Signal.Begin(Values.none(), new Actor("anna")), new Signal.Take(OWNER)));
        while (!waiting.isEmpty()) {
            Decision decision = machine.decide(now, List.copyOf(waiting));
            waiting.clear();
            sink.take(decision.events());
            decision.commands().forEach(command -> waiting.add(answer(command)));
            now = now.plusMillis(7);
        }
        if (machine.outcome().filter(Fact.Outcome.COMPLETED::equals).isEmpty()) {
            throw new IllegalStateException(
                    "the run has not completed: " + machine.view().status());
        }
    }

    private static Signal answer(Command command) {
        if (command instanceof Command.Work work) {
            int attempts = work.assignment().phase().retry().maxAttempts();
            return new Signal.Worked(
                    work.call(),
                    work.assignment().attempt() < attempts
                            ? AgentResult.failure("the model did not answer in time")
                            : AgentResult.success(SUMMARY));
        } else if (command instanceof Command.Judge judge) {
            return new Signal.Judged(judge.call(), Verdict.met("all of them passed", "run"));
        }
        return new Signal.Done(command.call());
    }
}
