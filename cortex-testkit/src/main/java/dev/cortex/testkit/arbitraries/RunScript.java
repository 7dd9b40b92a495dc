package dev.cortex.testkit.arbitraries;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.ScriptedOperator;
import dev.cortex.testkit.TestBench;
import dev.cortex.testkit.simulation.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one run of a scenario: what the run is told, what agents answer and after what time, how criteria are judged,
 * what is done at gates, and when the process crashes. Where it says nothing, agents succeed after a minute, gates are
 * started, and criteria are judged unknown; what then only a person can tell waits for ever, unless the script was made
 * {@linkplain RunScripts#withoutWaiting() without waiting}.
 *
 * <p>The same script can be followed by a {@link #script() simulation}, by {@link #writeTo engines of a test}, and, as
 * {@link #yaml()}, by {@code cortex orchestrate simulate --with}. Immutable.
 */
public final class RunScript {
    private static final String JUDGE = "script";
    private static final Duration USUAL = Duration.ofMinutes(1);

    /**
     * What an agent does once.
     *
     * @param success whether it succeeds
     * @param takes after what time; a minute if that is not said
     * @param outputs what it produces
     */
    record Deed(boolean success, Optional<Duration> takes, Values outputs) {
        AgentResult result() {
            return new AgentResult(success, "", outputs, Map.of(), Optional.empty());
        }

        Reply<AgentResult> reply() {
            return Reply.of(result()).after(takes.orElse(USUAL));
        }

        Map<String, @Nullable Object> map() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            takes.ifPresent(time -> map.put("takes", Yaml.text(time)));
            if (!success) {
                map.put("result", "failure");
            }
            if (!outputs.isEmpty()) {
                map.put("outputs", outputs.map());
            }
            return map;
        }
    }

    /**
     * All that is said.
     *
     * @param agents by phase and agent, with a slash between
     * @param criteria by text
     * @param gates by phase
     * @param crashTimes after the beginning
     * @param crashEvents by number
     * @param present whether somebody confirms what nobody can judge
     */
    record Lines(
            Map<String, List<Deed>> agents,
            Map<String, List<Verdict.Result>> criteria,
            Map<String, Script.Gate> gates,
            List<Duration> crashTimes,
            List<Long> crashEvents,
            boolean present) {}

    private final Scenario scenario;
    private final Values inputs;
    private final Lines lines;

    RunScript(Scenario scenario, Values inputs, Lines lines) {
        this.scenario = scenario;
        this.inputs = inputs;
        this.lines = lines;
    }

    /** {@return the scenario that it is for} */
    public Scenario scenario() {
        return scenario;
    }

    /** {@return what the run is told: a value for each input that has no fallback} */
    public Values inputs() {
        return inputs;
    }

    /** {@return whether the process crashes in it, which only simulations can do} */
    public boolean crashes() {
        return !lines.crashTimes().isEmpty() || !lines.crashEvents().isEmpty();
    }

    /** {@return the same for simulations} */
    public Script script() {
        Script script = Script.allGoesWell().inputs(inputs);
        for (Map.Entry<String, List<Deed>> one : lines.agents().entrySet()) {
            script = script.agent(
                    one.getKey(), one.getValue().stream().map(Deed::reply).toList());
        }
        for (Map.Entry<String, List<Verdict.Result>> one : lines.criteria().entrySet()) {
            script = script.criterion(one.getKey(), one.getValue().toArray(Verdict.Result[]::new));
        }
        for (Map.Entry<String, Script.Gate> one : lines.gates().entrySet()) {
            script = script.gate(one.getKey(), one.getValue());
        }
        for (String criterion : lines.present() ? criteria() : List.<String>of()) {
            script = script.confirm(criterion, true);
        }
        for (Duration time : lines.crashTimes()) {
            script = script.crashAfter(time);
        }
        for (long event : lines.crashEvents()) {
            script = script.crashBehindEvent(event);
        }
        return script;
    }

    /**
     * Writes it down for the agents, the judge and the person of a test, before the run is started with these
     * {@link #inputs}. Crashes are left out. A criterion that is called like a phase is confirmed where others wait, because
     * what is written for a person is for both.
     *
     * @param bench with parts for which nothing else was written
     */
    public void writeTo(TestBench bench) {
        for (Phase phase : scenario.phases()) {
            for (String agent : phase.workers()) {
                String who = phase.name() + "/" + agent;
                List<Deed> deeds = lines.agents().get(who);
                if (deeds == null) {
                    bench.agents().takes(who, USUAL);
                } else {
                    deeds.forEach(deed -> bench.agents().on(who, deed.reply()));
                }
            }
            for (Criterion criterion : phase.criteria()) {
                verdicts(criterion.text())
                        .forEach(result -> bench.criteria().on(criterion.text(), new Verdict(result, "", JUDGE)));
            }
        }
        people(bench.operator());
    }

    private List<Verdict.Result> verdicts(String criterion) {
        return lines.criteria().getOrDefault(criterion, List.of(Verdict.Result.UNKNOWN));
    }

    private void people(ScriptedOperator person) {
        List<String> gates =
                scenario.phases().stream().filter(Phase::gate).map(Phase::name).toList();
        for (String gate : gates) {
            switch (lines.gates().getOrDefault(gate, Script.Gate.START)) {
                case START -> person.approves(gate);
                case REJECT -> person.rejects(gate, "");
                case SKIP -> person.skips(gate, "");
                case WAIT -> person.leaves(gate);
            }
        }
        if (!lines.present()) {
            // What is written for the name of a phase is also for its rollback.
            criteria().stream()
                    .filter(text -> scenario.phases().stream()
                            .noneMatch(phase -> phase.name().equals(text)))
                    .forEach(person::leaves);
        }
    }

    private List<String> criteria() {
        return scenario.phases().stream()
                .flatMap(phase -> phase.criteria().stream())
                .map(Criterion::text)
                .distinct()
                .toList();
    }

    /**
     * The same as a file for {@code cortex orchestrate simulate --with}, where nobody confirms criteria.
     *
     * @return YAML
     */
    public String yaml() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        put(map, "agents", lines.agents(), Deed::map);
        put(map, "criteria", lines.criteria(), result -> result.name().toLowerCase(Locale.ROOT));
        Map<String, @Nullable Object> gates = new LinkedHashMap<>();
        lines.gates().forEach((phase, answer) -> gates.put(phase, answer.name().toLowerCase(Locale.ROOT)));
        if (!gates.isEmpty()) {
            map.put("gates", gates);
        }
        if (!inputs.isEmpty()) {
            map.put("inputs", inputs.map());
        }
        List<Object> crashes = new ArrayList<>();
        lines.crashTimes().forEach(time -> crashes.add(Map.of("after", Yaml.text(time))));
        lines.crashEvents().forEach(event -> crashes.add(Map.of("event", event)));
        if (!crashes.isEmpty()) {
            map.put("crashes", crashes);
        }
        return Yaml.of(map);
    }

    /** One stands by itself, several are a list. */
    private static <T> void put(
            Map<String, @Nullable Object> map, String key, Map<String, List<T>> said, Function<T, Object> text) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        said.forEach((name, some) -> {
            List<Object> list = some.stream().map(text).toList();
            all.put(name, list.size() == 1 ? list.get(0) : list);
        });
        if (!all.isEmpty()) {
            map.put(key, all);
        }
    }

    /** {@return the scenario, and below it what happens, both as YAML} */
    @Override
    public String toString() {
        return ScenarioText.of(scenario) + "--- # what happens\n" + yaml();
    }
}
