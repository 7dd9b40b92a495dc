package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.ScriptedAgents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an engine makes of agents that a test has written down. */
class ScriptedAgentsTest {
    private static final Scenario TWO = Scenario.named("two")
            .description("one agent in two phases, and another one")
            .phase(
                    "draft",
                    p -> p.auto()
                            .agents("writer", "critic")
                            .profiles("careful")
                            .retry(Retry.attempts(3))
                            .timeout(Duration.ofHours(1)))
            .phase("print", p -> p.after("draft").agents("writer"))
            .build();

    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final Cortex cortex = Cortex.builder()
            .agents(agents)
            .profiles(agents)
            .time(time)
            .executor(time)
            .build();

    private Run start() {
        Run run = cortex.start(cortex.plan(TWO).orElseThrow());
        time.settle();
        return run;
    }

    private static List<Fact.WorkEnded> attempts(Run run) {
        List<Fact.WorkEnded> ended = new ArrayList<>();
        run.events(0, event -> {
            if (event.fact() instanceof Fact.WorkEnded one) {
                ended.add(one);
            }
        });
        return ended;
    }

    private static List<String> summaries(Run run) {
        return attempts(run).stream().map(one -> one.result().summary()).toList();
    }

    private Duration passed() {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), time.now());
    }

    @Test
    void withoutAScript_allSucceed_andAreOnRecord() {
        Run run = start();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(summaries(run)).containsExactly("writer did draft", "critic did draft", "writer did print");
        assertThat(agents.log())
                .startsWith("activate profile careful")
                .containsSubsequence(
                        "activate writer",
                        "work writer in draft #1",
                        "work critic in draft #1",
                        "work writer in print #1",
                        "deactivate writer");
        assertThat(agents.assignments()).extracting(Assignment::agent).containsExactly("writer", "critic", "writer");
    }

    @Test
    void narrowestName_counts_eachThingByItself() {
        agents.on("draft/writer", AgentResult.success("both"))
                .on("writer", AgentResult.success("agent"))
                .on("draft", AgentResult.success("phase"))
                .on("print", AgentResult.success("never said"))
                .takes("draft", Duration.ofMinutes(2))
                .takes("print/writer", Duration.ofMinutes(5));
        Run run = start();
        time.advance(Duration.ofMinutes(9));
        assertThat(summaries(run)).containsExactly("both", "phase", "agent");
        assertThat(run.view().standing().changedAt()).isEqualTo(time.now());
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void successive_resultsAndTimes_areOneAttemptEach_andTheLastIsForAllThatFollow() {
        agents.on("draft/writer", AgentResult.failure("one"), AgentResult.failure("two"), AgentResult.success("three"))
                .takes("draft/writer", Duration.ofMinutes(10), Duration.ofMinutes(1));
        Run run = start();
        time.advance(Duration.ofMinutes(11));
        assertThat(summaries(run)).containsExactly("one", "two");
        time.advance(Duration.ofMinutes(1));
        assertThat(summaries(run)).startsWith("one", "two", "three");
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void laterScript_takesThePlaceOfWhatWasUsed_andComesBehindWhatWasNot() {
        ScriptedAgents some = agents.on("critic", AgentResult.failure("used"));
        Run run = start();
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        some.on("critic", AgentResult.failure("next")).on("critic", AgentResult.success("last"));
        run.as(Actor.ENGINE).retry("", "");
        time.settle();
        assertThat(summaries(run)).containsSequence("used", "used", "used").containsSequence("next", "last");
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void resultThatWasUsedOnce_givesWayToALaterOne() {
        agents.on("print", AgentResult.failure("once"));
        Run run = start();
        agents.on("print", AgentResult.success("then"));
        run.as(Actor.ENGINE).retry("print", "");
        time.settle();
        assertThat(summaries(run)).endsWith("once", "then");
    }

    @Test
    void does_makesResultsOfWhatIsAsked() {
        agents.on("draft/writer", AgentResult.success("").with("title", "Cortex"))
                .does(
                        "print",
                        work -> AgentResult.success("printed "
                                + work.outputs().get("draft", "title").orElseThrow()));
        assertThat(summaries(start())).endsWith("printed Cortex");
    }

    @Test
    void reply_withATimeOfItsOwn_goesBeforeTheScripts() {
        agents.takes("writer", Duration.ofMinutes(30))
                .on("draft/writer", Reply.of(AgentResult.success("slow")).after(Duration.ofMinutes(40)));
        Run run = start();
        time.advance(Duration.ofMinutes(39));
        assertThat(summaries(run)).isEmpty();
        time.advance(Duration.ofMinutes(1));
        assertThat(summaries(run)).startsWith("slow");
        assertThat(passed()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void misbehaviour_ofEveryKind_isOneBrokenAttempt() {
        agents.on(
                        "draft/writer",
                        Reply.throwing(new IOException("thrown")),
                        Reply.breaks(new StackOverflowError("in the stage")),
                        Reply.of(AgentResult.success("well"))
                                .andThen(AgentResult.failure("second thoughts"))
                                .after(Duration.ofMinutes(1)))
                .on("critic", Reply.empty(), Reply.withoutStage(), Reply.of(AgentResult.success("at last")))
                .on("print", AgentResult.success("").with("report", Reply.tooLong()));
        Run run = start();
        time.advance(Duration.ofMinutes(1));
        List<Fact.WorkEnded> attempts = attempts(run);
        assertThat(attempts)
                .extracting(Fact.WorkEnded::outcome)
                .startsWith(
                        Fact.WorkOutcome.BROKE,
                        Fact.WorkOutcome.BROKE,
                        Fact.WorkOutcome.SUCCEEDED,
                        Fact.WorkOutcome.BROKE,
                        Fact.WorkOutcome.BROKE,
                        Fact.WorkOutcome.SUCCEEDED);
        assertThat(attempts.get(0).result().summary()).contains("IOException: thrown");
        assertThat(attempts.get(1).result().summary()).contains("StackOverflowError");
        assertThat(summaries(run).get(2)).isEqualTo("well");
        assertThat(summaries(run).get(3)).contains("null");
        assertThat(summaries(run).get(4)).contains("null in place of a stage");
        assertThat(summaries(run).get(6)).contains("the largest is report");
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
    }

    /** What the engine is protected from, seen without an engine. */
    @Test
    void andThen_tellsWhoeverListensTwice() {
        agents.on("writer", Reply.of(AgentResult.success("one")).andThen(AgentResult.success("two")));
        Assignment work = Assignment.of("r", TWO, TWO.phases().get(0), "writer").build();
        List<String> heard = new ArrayList<>();
        agents.work(work, Cancellation.never()).whenComplete((result, thrown) -> heard.add(result.summary()));
        agents.work(work, Cancellation.never()).handle((result, thrown) -> heard.add(result.summary()));
        assertThat(heard).containsExactly("one", "two", "one", "two");
    }

    @Test
    void silentAgent_endsWhenItIsAskedTo_andADeafOneIsAbandoned() {
        agents.on("draft/writer", Reply.never(), Reply.<AgentResult>never().ignoringCancellation());
        Run run = start();
        time.advance(Duration.ofHours(1));
        assertThat(attempts(run)).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Fact.WorkOutcome.TIMED_OUT);
            assertThat(one.abandoned()).isFalse();
        });
        time.advance(Duration.ofHours(1));
        assertThat(attempts(run)).hasSize(1);
        time.advance(Duration.ofSeconds(30));
        assertThat(attempts(run))
                .hasSize(2)
                .last()
                .satisfies(one -> assertThat(one.abandoned()).isTrue());
    }

    @Test
    void ignoresCancellation_andNeverAnswers_areAboutEveryAttempt() {
        agents.neverAnswers("critic").ignoresCancellation("draft");
        Run run = start();
        time.advance(Duration.ofHours(4));
        assertThat(attempts(run).stream().filter(one -> one.attempt().agent().equals("critic")))
                .hasSize(3)
                .allMatch(Fact.WorkEnded::abandoned);
        assertThat(run.view().phase("draft").orElseThrow().state()).isEqualTo(PhaseState.FAILED);
    }

    @Test
    void activation_canFail_orNeverEnd_andDeactivationToo() {
        agents.onActivate("critic", Reply.breaks(new IllegalStateException("no sandbox")), Reply.empty())
                .onDeactivate("writer", Reply.throwing(new IllegalStateException("it is stuck")));
        Run run = start();
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        List<String> problems = new ArrayList<>();
        run.events(0, event -> {
            if (event.fact() instanceof Fact.Activated one) {
                one.problem().ifPresent(problems::add);
            } else if (event.fact() instanceof Fact.Deactivated one) {
                one.problem().ifPresent(problems::add);
            }
        });
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("no sandbox");
        assertThat(problems.get(1)).contains("it is stuck");
    }

    @Test
    void emptyScripts_andNegativeTimes_areRefused() {
        assertThatThrownBy(() -> agents.on("writer", new AgentResult[0])).hasMessageContaining("writer");
        assertThatThrownBy(() -> agents.takes("writer")).hasMessageContaining("writer");
        assertThatThrownBy(() -> agents.takes("writer", Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> Reply.never().after(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> agents.onActivate("writer")).hasMessageContaining("writer");
        assertThat(start().view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void manyThreads_useEachResultOnce() throws Exception {
        int count = 400;
        IntStream.range(0, count).forEach(i -> agents.on("writer", AgentResult.success("nr " + i)));
        Assignment work = Assignment.of("r", TWO, TWO.phases().get(0), "writer").build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<String>> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(CompletableFuture.supplyAsync(
                    () -> agents.work(work, Cancellation.never())
                            .toCompletableFuture()
                            .join()
                            .summary(),
                    threads));
        }
        CompletableFuture.allOf(said.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(said.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        assertThat(agents.assignments()).hasSize(count);
    }
}
