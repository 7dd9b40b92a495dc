package dev.cortex.cli;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.simulation.Script;
import dev.cortex.yaml.ValuesYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads stubs from a file, and holds them against the scenario that they are for: all problems at once, with places. */
final class StubFile {
    private static final List<String> CRASH = List.of("after", "event");
    private static final List<String> KEYS = List.of("agents", "criteria", "gates", "inputs", "crashes");

    private final Checked<Values> read;
    private final List<Phase> phases;
    private final StubProblems problems;

    private StubFile(Checked<Values> read, Plan plan) {
        this.read = read;
        this.phases = plan.scenario().phases();
        // A file of comments alone says nothing, and that is no problem.
        this.problems = new StubProblems(read.findings().stream()
                .filter(finding -> !finding.code().equals("empty-file"))
                .toList());
    }

    /**
     * The script that a file has written down.
     *
     * @throws CommandException if there is no such file, or if it is wrong; with all that is wrong
     */
    static Script read(Path file, Plan plan) {
        if (!Files.exists(file)) {
            throw CommandException.notFound("No file " + Visible.clip(file.toString()));
        }
        StubFile stubs = new StubFile(ValuesYaml.read(file, file.toString()), plan);
        Script made = stubs.script(plan);
        List<Diagnostic> found = stubs.problems.all();
        if (found.stream().anyMatch(Diagnostic::isError)) {
            List<String> lines = new ArrayList<>(List.of("[ERROR] " + Visible.clip(file.toString())));
            lines.addAll(FindingText.findings(
                    Checked.of(made, found, stubs.read.source()).findings()));
            throw CommandException.invalid(lines.toArray(String[]::new));
        }
        return made;
    }

    private Script script(Plan plan) {
        Map<String, @Nullable Object> said = read.draft().orElse(Values.none()).map();
        said.keySet().forEach(key -> problems.known(KEYS, key, "key", "/" + StubProblems.step(key)));
        Script[] script = {Script.allGoesWell().inputs(inputs(said, plan))};
        problems.map(said.get("agents"), "/agents").forEach((key, value) -> {
            String path = "/agents/" + StubProblems.step(key);
            if (agent(key, path)) {
                List<Reply<AgentResult>> answers = new StubAnswers(problems).of(value, path);
                script[0] = script[0].agent(key, answers);
            }
        });
        criteria(said.get("criteria"))
                .forEach((text, verdicts) ->
                        script[0] = script[0].criterion(text, verdicts.toArray(Verdict.Result[]::new)));
        gates(said.get("gates")).forEach((phase, answer) -> script[0] = script[0].gate(phase, answer));
        if (said.containsKey("crashes")) {
            problems.list(said.get("crashes"), "/crashes")
                    .forEach((path, crash) -> script[0] = crash(script[0], crash, path));
        }
        return script[0];
    }

    /** A crash has one of two keys: how long after the beginning, or behind which event. */
    private Script crash(Script script, @Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            problems.expected("a map of one key, after or event", value, path);
            return script;
        }
        Map<String, @Nullable Object> said = problems.map(value, path);
        String key = said.keySet().iterator().next();
        String at = path + "/" + StubProblems.step(key);
        if (!problems.known(CRASH, key, "key", at)) {
            return script;
        } else if (key.equals("after")) {
            return script.crashAfter(new StubAnswers(problems).span(said.get(key), at));
        } else if (said.get(key) instanceof Number number && number.longValue() > 0) {
            return script.crashBehindEvent(number.longValue());
        }
        problems.expected("the number of an event", said.get(key), at);
        return script;
    }

    /** An agent's name, or a phase's and that of an agent that works in it. */
    private boolean agent(String key, String path) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return problems.known(workers(phases.stream()), key, "agent", path);
        }
        String phase = key.substring(0, slash);
        return problems.known(names(phases), phase, "phase", path)
                && problems.known(
                        workers(phases.stream().filter(one -> one.name().equals(phase))),
                        key.substring(slash + 1),
                        "agent in " + phase,
                        path);
    }

    private static List<String> workers(Stream<Phase> of) {
        return of.flatMap(phase -> phase.workers().stream()).distinct().toList();
    }

    private static List<String> names(Collection<Phase> of) {
        return of.stream().map(Phase::name).toList();
    }

    private Map<String, List<Verdict.Result>> criteria(@Nullable Object value) {
        List<String> known = phases.stream()
                .flatMap(phase -> phase.criteria().stream())
                .map(Criterion::text)
                .toList();
        Map<String, List<Verdict.Result>> criteria = new LinkedHashMap<>();
        problems.map(value, "/criteria").forEach((text, verdicts) -> {
            String path = "/criteria/" + StubProblems.step(text);
            problems.known(known, text, "criterion", path);
            List<Verdict.Result> all = new ArrayList<>();
            problems.list(verdicts, path)
                    .forEach((at, one) ->
                            problems.word(one, at, Verdict.Result.values()).ifPresent(all::add));
            if (!all.isEmpty()) {
                criteria.put(text, all);
            }
        });
        return criteria;
    }

    private Map<String, Script.Gate> gates(@Nullable Object value) {
        Map<String, Script.Gate> gates = new LinkedHashMap<>();
        problems.map(value, "/gates").forEach((name, answer) -> {
            String path = "/gates/" + StubProblems.step(name);
            if (problems.known(names(phases), name, "phase", path)) {
                phases.stream()
                        .filter(phase -> phase.name().equals(name) && !phase.gate())
                        .forEach(phase -> problems.add(Diagnostic.error("no-gate", path, "No gate: " + name)
                                .withHint("it starts by itself, " + phase.conditionText())));
            }
            problems.word(answer, path, Script.Gate.values()).ifPresent(word -> gates.put(name, word));
        });
        return gates;
    }

    private Values inputs(Map<String, @Nullable Object> said, Plan plan) {
        Values inputs = new Values(problems.map(said.get("inputs"), "/inputs"));
        Optional<String> refusal = refusal(inputs, plan);
        if (said.containsKey("inputs")) {
            refusal.ifPresent(why -> problems.add(Diagnostic.error("inputs", "/inputs", why)));
        }
        return inputs;
    }

    /** {@return why a scenario cannot run with these inputs} */
    static Optional<String> refusal(Values inputs, Plan plan) {
        try {
            plan.scenario().resolve(inputs);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
