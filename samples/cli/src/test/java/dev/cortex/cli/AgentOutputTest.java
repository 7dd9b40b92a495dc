package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.agents.ProcessAgentActivator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentOutputTest {
    private static final String PHASE = "Phase.One";
    private static final Fact.Attempt ATTEMPT = new Fact.Attempt(PHASE, 1, 0, "worker", 1);

    @TempDir
    Path programs;

    private final List<String> told = new ArrayList<>();
    private AgentOutput output;
    private Path log;

    /** A program that has written its first line, whose log may then grow. */
    @BeforeEach
    void work() throws Exception {
        output = new AgentOutput(programs, "run-1", told::add);
        Phase phase = Phase.named(PHASE).auto().agents("worker").build();
        Assignment work = Assignment.of(
                        "run-1", Scenario.named("s").phase(phase).build(), phase, "worker")
                .build();
        ProcessAgentActivator activator = ProcessAgentActivator.builder(programs)
                .defaultCommand("echo", "first")
                .build();
        activator.work(work, Cancellation.never()).toCompletableFuture().get();
        log = activator.log(work);
    }

    private void happened(Instant at, Fact fact) {
        output.happened(new RunEvent("run-1", 1, at, fact));
    }

    private void begin(Instant at) {
        happened(at, new Fact.WorkStarted(ATTEMPT, Optional.empty()));
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    @Test
    void tell_whatAnAgentWrites_isToldOnce_underItsOwnName_inWholeLines() throws IOException {
        output.tell();
        assertThat(told).as("nobody is at work").isEmpty();
        begin(Instant.EPOCH);
        write("out| sec");
        output.tell();
        output.tell();
        assertThat(told).containsExactly("      Phase.One/worker | first");
        write("ond\nerr| third\n---- exit code 0\n");
        output.tell();
        assertThat(told.subList(1, told.size()))
                .containsExactly("      Phase.One/worker | second", "      Phase.One/worker | third");
    }

    @Test
    void tell_whatWasWrittenBeforeTheAttempt_isNoNews() throws IOException {
        Files.setLastModifiedTime(log, FileTime.from(Instant.EPOCH));
        begin(Instant.EPOCH.plusSeconds(1));
        write("out| new\n");
        output.tell();
        assertThat(told).containsExactly("      Phase.One/worker | new");
    }

    @Test
    void tell_whatCameLast_isTold_andNothingAfterTheEnd() throws IOException {
        begin(Instant.EPOCH);
        write("out| last\n");
        happened(
                Instant.EPOCH,
                new Fact.WorkEnded(
                        ATTEMPT, Fact.WorkOutcome.SUCCEEDED, false, AgentResult.success(""), Optional.empty()));
        output.tell();
        assertThat(told).endsWith("      Phase.One/worker | last");
        write("out| late\n");
        output.tell();
        assertThat(told).endsWith("      Phase.One/worker | last");
        begin(Instant.EPOCH);
        output.tell();
        assertThat(told).endsWith("      Phase.One/worker | late");
    }

    @Test
    void tell_moreThanAnybodyReads_isCut_andSaysHowMuch() throws IOException {
        begin(Instant.EPOCH);
        write("out| 1234567890\n".repeat(5_000) + "out| end\n");
        output.tell();
        assertThat(told.get(0)).matches(" {6}Phase\\.One/worker \\| \\.\\.\\. \\(\\d{5} bytes left out\\)");
        assertThat(told).endsWith("      Phase.One/worker | end").hasSizeLessThan(2_000);
    }
}
