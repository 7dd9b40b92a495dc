package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person appends a line to the journal of a run with an editor; the next who acts on the run judges it. */
class HandwrittenLinesTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Scenario GATED = Scenario.named("gated")
            .description("a gate between two")
            .phase("analysis", p -> p.auto().agents("architect"))
            .phase("backend", p -> p.after("analysis").manual().agents("coder"))
            .phase("integration", p -> p.after("backend").agents("tester"))
            .build();

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);

    private Cortex engine() {
        return Cortex.builder()
                .agents(agents)
                .store(new FileStateStore(folder))
                .time(time)
                .executor(time)
                .build();
    }

    /** A run that waits at its gate and that nobody drives. */
    private String waiting() {
        try (Cortex cortex = engine()) {
            Run run = cortex.start(cortex.plan(GATED).orElseThrow());
            time.settle();
            run.release();
            time.settle();
            assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
            assertThat(run.view().standing().owner()).isEmpty();
            return run.id();
        }
    }

    /** Returns the checksum. */
    private String write(String runId, String line) throws IOException {
        Files.writeString(folder.resolve("run-" + runId + ".jsonl"), line + "\n", StandardOpenOption.APPEND);
        CRC32C sum = new CRC32C();
        sum.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }

    private static String act(String type, String phase) {
        return "{ \"time\": \"2026-01-01T10:00:00Z\", \"type\": \"acted\", \"actor\": \"bob\", \"reason\": \"by hand\","
                + " \"action\": {\"type\": \"" + type + "\", \"phase\": \"" + phase + "\"} }";
    }

    private void done(CompletionStage<?> act) {
        time.settle();
        assertThat(act.toCompletableFuture()).isCompleted();
        time.settle();
    }

    private static List<Fact> facts(Run run) {
        List<Fact> facts = new ArrayList<>();
        run.events(0, event -> facts.add(event.fact()));
        return facts;
    }

    private static Fact after(Run run, Fact fact) {
        List<Fact> facts = facts(run);
        return facts.get(facts.indexOf(fact) + 1);
    }

    private static Fact handwritten(Run run) {
        return facts(run).stream()
                .filter(Fact.Handwritten.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resume_adoptsWhatTheStateAllows_andCarriesItOut() throws IOException {
        String id = waiting();
        String checksum = write(id, act("complete", "backend"));
        try (Cortex cortex = engine()) {
            Run run = cortex.find(id).orElseThrow();
            long number = run.view().standing().events();
            assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
            assertThat(run.view().warnings()).singleElement().asString().contains("line " + number, "not judged yet");

            done(run.as(ANNA).resume(""));

            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(agents.log())
                    .contains("work tester in integration #1")
                    .doesNotContain("work coder in backend #1");
            assertThat(after(run, handwritten(run))).isEqualTo(new Fact.Adopted(number, checksum));
            assertThat(run.view().warnings()).isEmpty();
            String file = Files.readString(folder.resolve("run-" + id + ".jsonl"));
            assertThat(file)
                    .contains("\"type\":\"adopted\",\"number\":" + number + ",\"checksum\":\"" + checksum + "\"");
        }
        assertThat(engine().find(id).orElseThrow().view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void resume_refusesWhatTheStateDoesNotAllow_inWords() throws IOException {
        String id = waiting();
        String checksum = write(id, act("skip", "analysis"));
        try (Cortex cortex = engine()) {
            Run run = cortex.find(id).orElseThrow();
            long number = run.view().standing().events();

            done(run.as(ANNA).resume(""));

            assertThat(after(run, handwritten(run)))
                    .isEqualTo(new Fact.Refused(number, checksum, "phase analysis has ended: completed"));
            assertThat(run.view().warnings())
                    .containsExactly("line " + number
                            + ", written by hand, does not count: phase analysis has ended: completed");
            done(run.as(ANNA).start("backend", ""));
            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void resume_refusesWhatIsNoAct_andGoesOn() throws IOException {
        String id = waiting();
        write(id, "{\"phase\": \"backend\", done}");
        try (Cortex cortex = engine()) {
            Run run = cortex.find(id).orElseThrow();

            done(run.as(ANNA).resume(""));

            assertThat(after(run, handwritten(run)))
                    .isInstanceOfSatisfying(
                            Fact.Refused.class,
                            refused -> assertThat(refused.reason()).contains("'d'", "character 22"));
            done(run.as(ANNA).start("backend", ""));
            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void whatIsWrittenWhileTheRunIsDriven_isRefused_andHurtsNothing() throws IOException {
        try (Cortex cortex = engine()) {
            Run run = cortex.start(cortex.plan(GATED).orElseThrow());
            time.settle();
            write(run.id(), act("complete", "backend"));

            time.advance(Duration.ofSeconds(1));

            assertThat(after(run, handwritten(run)))
                    .isInstanceOfSatisfying(
                            Fact.Refused.class,
                            refused -> assertThat(refused.reason()).contains("while the run was driven"));
            assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
            done(run.as(ANNA).start("backend", ""));
            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(agents.log()).contains("work coder in backend #1");
        }
    }

    @Test
    void resume_ofAFailedRunWhosePhaseWasCompletedByHand_goesOn() throws IOException {
        agents.on("coder", AgentResult.failure("no database"));
        String id = waiting();
        try (Cortex cortex = engine()) {
            Run run = failed(cortex, id);
            write(id, act("complete", "backend"));

            done(run.as(ANNA).resume(""));

            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(agents.log()).contains("work tester in integration #1");
        }
    }

    @Test
    void anActOnARunThatNobodyDrives_findsTheLineJudged() throws IOException {
        String id = waiting();
        write(id, act("complete", "backend"));
        try (Cortex cortex = engine()) {
            Run run = cortex.find(id).orElseThrow();

            CompletionStage<Void> skip = run.as(ANNA).skip("backend", "");

            assertThat(skip.toCompletableFuture()).isCompletedExceptionally();
            assertThat(facts(run)).hasAtLeastOneElementOfType(Fact.Adopted.class);
            done(run.as(ANNA).skip("integration", ""));
            RunEvent last = last(run);
            assertThat(last.fact()).isInstanceOf(Fact.PhaseEnded.class);
            assertThat(run.view().warnings()).isEmpty();
        }
    }

    @Test
    void retryByHand_resetsAndResumeGoesOn() throws IOException {
        agents.on("coder", AgentResult.failure("no database"), AgentResult.success("ok"));
        String id = waiting();
        try (Cortex cortex = engine()) {
            Run run = failed(cortex, id);
            write(id, act("retry", "backend"));

            done(run.as(ANNA).resume(""));

            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(facts(run))
                    .filteredOn(Fact.Handwritten.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Fact.Handwritten.class,
                            line -> assertThat(line.act().orElseThrow().action())
                                    .isEqualTo(new OperatorAction.Retry(java.util.Optional.of("backend"))));
        }
    }

    private Run failed(Cortex cortex, String id) {
        Run run = cortex.find(id).orElseThrow();
        done(run.as(ANNA).start("backend", ""));
        done(run.as(ANNA).resume(""));
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        return run;
    }

    private static RunEvent last(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events.get(events.size() - 1);
    }
}
