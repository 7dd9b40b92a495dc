package dev.cortex.quickstart;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final Actor ANNA = new Actor("anna");

    private final List<String> printed = new ArrayList<>();
    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final StateStore store = new InMemoryStateStore();
    private final Cortex cortex = engine().build();

    @Test
    void view_tellsHowEveryPhaseStands() {
        Run run = waiting();
        // region view
        RunView view = run.view();
        print(view.scenario() + " is " + view.status().text());
        for (PhaseView phase : view.phases()) {
            print(phase.name() + ": "
                    + phase.ending()
                            .map(ending -> ending.text())
                            .orElse(phase.state().text()));
        }
        for (Blocker blocker : view.blockers()) {
            print(blocker.phase() + ": " + blocker.reason() + "; what helps: " + blocker.remedy());
        }
        // endregion
        assertThat(printed)
                .contains("release-notes is waiting", "collect: completed", "publish: waiting")
                .anyMatch(line -> line.startsWith("publish: ") && line.endsWith("what helps: START"));
    }

    @Test
    void events_areTheHistory() {
        Run run = waiting();
        // region events
        run.events(0, event -> print(event.number() + " " + event.at() + " " + event.fact()));
        // endregion
        assertThat(printed).hasSize((int) run.view().standing().events());
    }

    @Test
    void refusal_saysWhatWouldBePossible() {
        Run run = waiting();
        // region refused
        Operator anna = run.as(new Actor("anna"));
        CompletionStage<Void> retried = anna.retry("collect", "the list looks short");
        retried.exceptionally(refused -> {
            print(refused.getMessage());
            return null;
        });
        // endregion
        time.settle();
        assertThat(printed).hasSize(1);
        assertThatThrownBy(() -> retried.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void strictPolicy_asksAPersonAboutEachCriterion() {
        Cortex strict = engine().policy(dev.cortex.api.plan.Policy.STANDARD.with(Verification.STRICT))
                .build();
        Scenario scenario = Scenario.named("review")
                .description("Something that no program can judge")
                .phase("essay", p -> p.auto().agents("writer").criteria("It is a pleasure to read"))
                .build();
        Run run = strict.start(strict.plan(scenario).orElseThrow());
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        // region confirm
        run.as(new Actor("anna")).confirm("essay", 1, true, "I have read it");
        // endregion
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void stoppedRun_isResumed() {
        agents.neverAnswers("writer");
        Run run = start();
        // region stop
        run.as(new Actor("anna")).stop("the wrong branch");
        // endregion
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
        run.as(ANNA).resume("the right branch now");
        time.settle();
        assertThat(agents.log()).containsSubsequence("work writer in draft #1", "work writer in draft #2");
    }

    @Test
    void anotherEngine_takesUpWhatADeadOneLeft() {
        agents.neverAnswers("writer");
        Run left = start();
        store.withdraw(left.view().standing().owner().orElseThrow());
        Cortex next = engine().build();
        Actor host = new Actor("host");
        // region recover
        for (Run run : next.interrupted()) {
            run.as(host).resume("started again");
        }
        // endregion
        time.settle();
        assertThat(next.interrupted()).isEmpty();
        assertThat(agents.log()).containsSubsequence("work writer in draft #1", "work writer in draft #2");
    }

    @Test
    void failedRun_isRetried() {
        agents.on("publisher", AgentResult.failure("the site is down"), AgentResult.success("published"));
        Run run = waiting();
        run.as(ANNA).start("publish", "go");
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        // region retry
        run.as(new Actor("anna")).retry("publish", "the site is up again");
        // endregion
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void failedRun_isRolledBack() {
        agents.on("deployer", AgentResult.failure("no such host"));
        Scenario scenario = Scenario.named("deploy")
                .description("Undone if it fails")
                .rollback(new Rollback(true, "automatic", Values.none()))
                .phase("migrate", p -> p.auto().agents("dba"))
                .phase("deploy", p -> p.after("migrate").agents("deployer"))
                .build();
        // region rollback
        Cortex careful = engine().compensation((work, cancellation) -> {
                    String undone = "undid " + work.phase().name() + " of run " + work.runId();
                    return completedFuture(undone);
                })
                .build();
        // endregion
        Run run = careful.start(careful.plan(scenario).orElseThrow());
        time.settle();
        run.events(0, event -> print(event.fact().toString()));
        assertThat(printed).anyMatch(fact -> fact.contains("undid migrate"));
    }

    // region blocking
    static AgentResult write(Assignment work, Cancellation cancellation) {
        String version = work.inputs().text("version").orElse("the next version");
        String changes =
                work.outputs().get("collect", "changes").map(Object::toString).orElse("nothing");
        if (cancellation.requested()) {
            return AgentResult.failure("stopped before the first word");
        }
        return AgentResult.success("wrote the notes of " + version)
                .with("text", "What is new: " + changes)
                .withEvidence("The notes are short enough to be read", "they have one sentence");
    }
    // endregion

    @Test
    void blockingAgent_readsWhatCameBefore() {
        Plan plan = cortex.plan(ReleaseNotes.inJava()).orElseThrow();
        Assignment work = Assignment.of(
                        "run", plan.scenario(), plan.scenario().phases().get(2), "writer")
                .inputs(Values.of("version", "1.0"))
                .build();
        AgentResult result = write(work, Cancellation.never());
        assertThat(result.summary()).isEqualTo("wrote the notes of 1.0");
        assertThat(result.outputs().text("text")).contains("What is new: nothing");
    }

    private Cortex.Builder engine() {
        return Cortex.builder()
                .agents(agents)
                .store(store)
                .time(time)
                .executor(time)
                .criteria(new WordLimit());
    }

    private Run start() {
        Run run = cortex.start(cortex.plan(ReleaseNotes.inJava()).orElseThrow(), Values.of("version", "1.0"), ANNA);
        time.settle();
        return run;
    }

    private Run waiting() {
        Run run = start();
        time.advance(Duration.ofSeconds(1));
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        return run;
    }

    private void print(String line) {
        printed.add(line);
    }
}
