package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that this version has left behind in every state lie beside the test: every later version has to go on with them,
 * and to come to the same end. With {@code -Dgolden.update=true} they are made anew.
 */
class StoredRunsTest {
    private static final Path STORED = Path.of("src/test/resources/dev/cortex/core/runs-1");
    private static final String ID = "20260101-000000-000-0001";
    private static final Actor ANNA = new Actor("anna");
    private static final String BY_HAND = "{\"time\":\"2026-01-01T11:00:00Z\",\"type\":\"acted\",\"actor\":\"anna\","
            + "\"reason\":\"done by hand\",\"action\":{\"type\":\"complete\",\"phase\":\"backend\"}}";

    private static final Scenario SCENARIO = Scenario.named("release – Auslieferung 発売")
            .description("one phase of each kind")
            .rollback(Rollback.NONE)
            .phase("analysis", p -> p.auto().agents("architect").criteria("The plan is written"))
            .phase(
                    "backend",
                    p -> p.after("analysis").agents("coder", "reviewer").retry(Retry.attempts(2)))
            .phase("frontend", p -> p.after("analysis").parallel().agents("designer", "coder"))
            .phase("flaky", p -> p.after("analysis").parallel().agents("flaky"))
            .phase("behind flaky", p -> p.after("flaky").agents("coder"))
            .phase("repair", p -> p.onFailure("flaky").agents("coder"))
            .phase("approval", p -> p.after("backend", "frontend").manual().agents("releaser"))
            .phase("clean up", p -> p.always("approval", "flaky").agents("cleaner"))
            .build();

    private static final Scenario SMALL = Scenario.named("small")
            .description("two and a gate")
            .rollback(new Rollback(true, "manual", Values.none()))
            .phase("first", p -> p.auto().agents("coder"))
            .phase("second", p -> p.after("first").agents("breaker"))
            .phase("third", p -> p.after("second").agents("coder"))
            .build();

    /** One stored run: how it came about, how it goes on, and where it ends. */
    private record Left(String name, Consumer<Lab> before, Consumer<Lab> after, List<String> end) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> DONE = List.of(
            "failed",
            "analysis: completed",
            "backend: completed",
            "frontend: completed",
            "flaky: failed: agent",
            "behind flaky: skipped: upstream failed (flaky)",
            "repair: completed",
            "approval: completed",
            "clean up: completed");

    static Stream<Left> runs() {
        return Stream.of(
                new Left(
                        "interrupted-at-work",
                        lab -> lab.agents(a -> a.neverAnswers("coder")).begin(SCENARIO, Policy.STANDARD),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        DONE),
                new Left(
                        "interrupted-while-judged",
                        lab -> lab.judge((check, stop) -> new CompletableFuture<>())
                                .begin(SCENARIO, Policy.STANDARD),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        DONE),
                new Left(
                        "waiting-at-a-gate",
                        lab -> lab.begin(SCENARIO, Policy.STANDARD).act(Run::release),
                        lab -> lab.act(run -> run.as(ANNA).start("approval", "go"))
                                .resume(),
                        DONE),
                new Left(
                        "waiting-for-a-verdict",
                        lab -> lab.judge((check, stop) ->
                                        CompletableFuture.completedFuture(Verdict.unknown("who knows", "nobody")))
                                .begin(SCENARIO, Policy.STANDARD.with(Verification.STRICT))
                                .act(Run::release),
                        lab -> lab.act(run -> run.as(ANNA).confirm("analysis", 1, true, "I read it"))
                                .resume()
                                .act(run -> run.as(ANNA).start("approval", "")),
                        DONE),
                new Left(
                        "stopped",
                        lab -> lab.agents(a -> a.neverAnswers("designer"))
                                .begin(SCENARIO, Policy.STANDARD)
                                .act(run -> run.as(ANNA).stop("lunch")),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        DONE),
                new Left(
                        "failed",
                        lab -> lab.begin(SCENARIO, Policy.STANDARD)
                                .act(run -> run.as(ANNA).start("approval", "")),
                        lab -> lab.agents(a -> a.on("flaky", AgentResult.success("fine now")))
                                .act(run -> run.as(ANNA).retry("", "again"))
                                .act(run -> run.as(ANNA).retry("flaky", "and again")),
                        List.of(
                                "completed",
                                "analysis: completed",
                                "backend: completed",
                                "frontend: completed",
                                "flaky: completed",
                                "behind flaky: completed",
                                "repair: skipped: not needed",
                                "approval: completed",
                                "clean up: completed")),
                new Left(
                        "line-by-hand",
                        lab -> lab.agents(a -> a.neverAnswers("coder")).begin(SCENARIO, Policy.STANDARD),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        replaced(DONE, 2, "backend: completed: by an operator")),
                new Left(
                        "torn-at-the-end",
                        lab -> lab.agents(a -> a.neverAnswers("coder")).begin(SCENARIO, Policy.STANDARD),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        DONE),
                new Left(
                        "adopted",
                        lab -> lab.agents(a -> a.neverAnswers("coder"))
                                .begin(SCENARIO, Policy.STANDARD)
                                .act(run -> run.as(ANNA).stop(""))
                                .act(run -> run.as(ANNA)
                                        .adopt(
                                                SCENARIO.toBuilder()
                                                        .phase(
                                                                "report",
                                                                p -> p.after("clean up")
                                                                        .agents("writer"))
                                                        .build(),
                                                "one more")),
                        lab -> lab.resume().act(run -> run.as(ANNA).start("approval", "")),
                        Stream.concat(DONE.stream(), Stream.of("report: completed"))
                                .toList()),
                new Left(
                        "rolled-back-in-part",
                        lab -> lab.begin(SMALL, Policy.STANDARD).act(Run::release),
                        lab -> lab.act(run -> run.as(ANNA).start("first", "undo it"))
                                .resume(),
                        List.of(
                                "failed",
                                "first: completed",
                                "second: failed: agent",
                                "third: skipped: upstream failed (second)")));
    }

    private static List<String> replaced(List<String> list, int at, String by) {
        List<String> copy = new ArrayList<>(list);
        copy.set(at, by);
        return List.copyOf(copy);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("runs")
    void storedRun_goesOnToItsEnd(Left left) throws IOException {
        Path stored = STORED.resolve(left.name() + ".jsonl");
        if (Boolean.getBoolean("golden.update")) {
            make(left, stored);
        }
        Files.copy(stored, folder.resolve("run-" + ID + ".jsonl"));
        byte[] before = Files.readAllBytes(stored);
        try (Lab lab = new Lab(new FileStateStore(folder))) {
            Run run = lab.cortex().find(ID).orElseThrow();
            List<String> done = completedIn(run);
            RunStatus status = run.view().status();
            assertThat(Files.readAllBytes(folder.resolve("run-" + ID + ".jsonl")))
                    .isEqualTo(before);

            left.after().accept(lab);

            assertThat(status).isNotIn(RunStatus.COMPLETED, RunStatus.RUNNING);
            assertThat(standing(run)).isEqualTo(left.end());
            assertThat(lab.agents.log()).noneMatch(asked -> done.stream().anyMatch(asked::contains));
        }
    }

    /** What must not be done again: the work in phases that were completed. */
    private static List<String> completedIn(Run run) {
        return run.view().phases().stream()
                .filter(phase -> phase.ending().isPresent() && !phase.name().equals("flaky"))
                .filter(phase -> !List.of("clean up", "repair", "behind flaky").contains(phase.name()))
                .map(phase -> " in " + phase.name() + " #")
                .toList();
    }

    private static List<String> standing(Run run) {
        Stream<String> phases = run.view().phases().stream().map(phase -> phase.name() + ": " + text(phase));
        return Stream.concat(Stream.of(run.view().status().text()), phases).toList();
    }

    private static String text(PhaseView phase) {
        return phase.ending()
                .map(dev.cortex.api.event.Ending::text)
                .orElse(phase.state().text());
    }

    /** An engine in manual time, and what a test has it do. */
    private static final class Lab implements AutoCloseable {
        private final ManualTime time = new ManualTime();
        private final ScriptedAgents agents = new ScriptedAgents(time)
                .on("flaky", AgentResult.failure("no luck"))
                .on("breaker", AgentResult.failure("broken"));
        private final dev.cortex.api.store.StateStore store;
        private CriterionEvaluator judge =
                (check, stop) -> CompletableFuture.completedFuture(Verdict.met("seen", "test"));
        private Optional<Cortex> cortex = Optional.empty();

        Lab(dev.cortex.api.store.StateStore store) {
            this.store = store;
        }

        Cortex cortex() {
            if (cortex.isEmpty()) {
                cortex = Optional.of(Cortex.builder()
                        .agents(agents)
                        .criteria((check, stop) -> judge.evaluate(check, stop))
                        .compensation((work, stop) -> CompletableFuture.completedFuture("undone"))
                        .store(store)
                        .ids(() -> ID)
                        .time(time)
                        .executor(time)
                        .build());
            }
            return cortex.get();
        }

        Lab agents(Consumer<ScriptedAgents> script) {
            script.accept(agents);
            return this;
        }

        Lab judge(CriterionEvaluator evaluator) {
            this.judge = evaluator;
            return this;
        }

        Lab begin(Scenario scenario, Policy policy) {
            Cortex with = Cortex.builder().policy(policy).build();
            cortex().start(with.plan(scenario).orElseThrow());
            time.settle();
            return this;
        }

        Lab act(java.util.function.Function<Run, CompletionStage<?>> act) {
            CompletionStage<?> recorded = act.apply(cortex().find(ID).orElseThrow());
            time.settle();
            time.advance(Duration.ofSeconds(1));
            assertThat(recorded.toCompletableFuture()).isCompleted();
            return this;
        }

        Lab resume() {
            return act(run -> run.as(ANNA).resume(""));
        }

        @Override
        public void close() {
            cortex.ifPresent(Cortex::close);
        }
    }

    /** The engine of the maker is left as if it had been killed: its store is looked at while it drives the run. */
    private void make(Left left, Path stored) throws IOException {
        InMemoryStateStore memory = new InMemoryStateStore();
        List<String> lines = new ArrayList<>();
        Lab lab = new Lab(memory);
        left.before().accept(lab);
        memory.read(
                "run-" + ID,
                0,
                line -> lines.add(
                        line.replaceAll(
                                "\"owner\":\\{.*?\\}",
                                "\"owner\":{\"id\":\"engine-1\",\"host\":\"build-1\",\"pid\":4711,\"since\":\"2026-01-01T00:00:00Z\"}")));
        Path work = folder.resolve("work");
        FileStateStore store = new FileStateStore(work);
        for (int from = 0; from < lines.size(); from += 3) {
            store.append("run-" + ID, from, lines.subList(from, Math.min(lines.size(), from + 3)));
        }
        Path file = work.resolve("run-" + ID + ".jsonl");
        if (left.name().equals("line-by-hand")) {
            Files.writeString(file, BY_HAND + "\n", StandardOpenOption.APPEND);
        } else if (left.name().equals("torn-at-the-end")) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 7));
        }
        Files.createDirectories(STORED);
        Files.write(stored, Files.readAllBytes(file));
    }
}
