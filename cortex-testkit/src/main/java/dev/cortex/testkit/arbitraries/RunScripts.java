package dev.cortex.testkit.arbitraries;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.simulation.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Makes up what happens in runs: {@code RunScripts.any().of(scenario)}, or {@code RunScripts.any().of(Scenarios.any())} where
 * scenarios are made up as well. What fails shrinks to the few lines of the script without which nothing fails, and together with
 * them to a small scenario. Immutable.
 */
@SuppressWarnings("exports") // Who uses jqwik has it; who does not must not be asked for it.
public final class RunScripts {
    private static final int LINES = 8;
    private static final int MOST_EVENTS = 80;
    private static final RunScripts ANY = new RunScripts(true, true);

    private final boolean crashes;
    private final boolean waits;

    private RunScripts(boolean crashes, boolean waits) {
        this.crashes = crashes;
        this.waits = waits;
    }

    /** {@return scripts in which agents fail, are slow and fast, criteria are not met, and the process crashes} */
    public static RunScripts any() {
        return ANY;
    }

    /**
     * Scripts for tests whose process cannot crash.
     *
     * @return a copy that has no crashes
     */
    public RunScripts withoutCrashes() {
        return new RunScripts(false, waits);
    }

    /**
     * Scripts in which somebody is there at every gate, and confirms the criteria that nobody could judge.
     *
     * @return a copy in which nothing waits for ever
     */
    public RunScripts withoutWaiting() {
        return new RunScripts(crashes, false);
    }

    /**
     * Scripts for one scenario.
     *
     * @param scenario the scenario
     * @return the scripts
     */
    public Arbitrary<RunScript> of(Scenario scenario) {
        return lines().map(lines -> script(scenario, lines));
    }

    /**
     * Scripts for scenarios that are made up as well.
     *
     * @param scenarios the scenarios
     * @return the scripts, each for a scenario of its own
     */
    public Arbitrary<RunScript> of(Scenarios scenarios) {
        return Combinators.combine(scenarios.arbitrary(), lines())
                .as(this::script)
                .withoutEdgeCases();
    }

    /**
     * What somebody does once.
     *
     * @param how in which way
     * @param takes how long it takes, if that is said
     */
    private record Act(int how, Optional<Duration> takes) {}

    /**
     * A line of a script before it is known for which scenario.
     *
     * @param kind what it is about
     * @param pick which one of these
     * @param acts what happens there
     */
    private record Line(Kind kind, int pick, List<Act> acts) {}

    private enum Kind {
        AGENT,
        CRITERION,
        GATE,
        CRASH_TIME,
        CRASH_EVENT
    }

    private Arbitrary<List<Line>> lines() {
        List<Kind> kinds = crashes
                ? List.of(Kind.AGENT, Kind.CRITERION, Kind.GATE, Kind.AGENT, Kind.CRASH_TIME, Kind.CRASH_EVENT)
                : List.of(Kind.AGENT, Kind.CRITERION, Kind.GATE, Kind.AGENT);
        Arbitrary<Duration> times = Arbitraries.oneOf(List.of(
                Arbitraries.integers().between(0, 59).map(Duration::ofSeconds),
                Arbitraries.integers().between(1, 180).map(Duration::ofMinutes)));
        Arbitrary<Act> acts = Combinators.combine(Arbitraries.integers().between(0, 11), times.optional(0.6))
                .as(Act::new);
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, MOST_EVENTS - 1),
                        acts.list().ofMinSize(1).ofMaxSize(3))
                .as(Line::new)
                .list()
                .ofMaxSize(LINES);
    }

    private RunScript script(Scenario scenario, List<Line> lines) {
        RunScript.Lines said = new RunScript.Lines(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                !waits);
        for (Line line : lines) {
            switch (line.kind()) {
                case AGENT -> agent(scenario, line, said);
                case CRITERION -> criterion(scenario, line, said);
                case GATE -> gate(scenario, line, said);
                case CRASH_TIME ->
                    said.crashTimes().add(line.acts().get(0).takes().orElse(Duration.ofSeconds(30)));
                case CRASH_EVENT -> said.crashEvents().add(line.pick() + 1L);
            }
        }
        Values inputs = Values.none();
        for (Input input : scenario.inputs()) {
            inputs = input.fallback().isPresent() ? inputs : inputs.with(input.name(), "something");
        }
        return new RunScript(scenario, inputs, said);
    }

    private static void agent(Scenario scenario, Line line, RunScript.Lines said) {
        Map<String, List<String>> workers = new LinkedHashMap<>();
        for (Phase phase : scenario.phases()) {
            phase.workers().forEach(agent -> workers.put(phase.name() + "/" + agent, phase.outputs()));
        }
        picked(List.copyOf(workers.keySet()), line).ifPresent(who -> {
            List<String> outputs = workers.getOrDefault(who, List.of());
            said.agents()
                    .put(
                            who,
                            line.acts().stream().map(act -> deed(act, outputs)).toList());
        });
    }

    private static RunScript.Deed deed(Act act, List<String> promised) {
        Values outputs = Values.none();
        if (act.how() % 3 == 2) {
            for (String name : promised) {
                outputs = outputs.with(name, "made up");
            }
        }
        return new RunScript.Deed(act.how() % 3 != 1, act.takes(), outputs);
    }

    private static void criterion(Scenario scenario, Line line, RunScript.Lines said) {
        List<String> texts = scenario.phases().stream()
                .flatMap(phase -> phase.criteria().stream())
                .map(Criterion::text)
                .toList();
        List<Verdict.Result> results = line.acts().stream()
                .map(act -> List.of(Verdict.Result.MET, Verdict.Result.UNMET, Verdict.Result.UNKNOWN)
                        .get(act.how() % 3))
                .toList();
        // Of one that is there twice it cannot be said what is the second time.
        picked(texts, line)
                .ifPresent(text -> said.criteria()
                        .put(text, Collections.frequency(texts, text) == 1 ? results : results.subList(0, 1)));
    }

    private void gate(Scenario scenario, Line line, RunScript.Lines said) {
        List<String> gates =
                scenario.phases().stream().filter(Phase::gate).map(Phase::name).toList();
        List<Script.Gate> answers = List.of(Script.Gate.START, Script.Gate.REJECT, Script.Gate.SKIP, Script.Gate.WAIT);
        int how = line.acts().get(0).how() % (waits ? 4 : 3);
        picked(gates, line).ifPresent(gate -> said.gates().put(gate, answers.get(how)));
    }

    /** Nothing where there is nothing to be said of. */
    private static Optional<String> picked(List<String> names, Line line) {
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(line.pick() % names.size()));
    }
}
