package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAgentActivatorTest {
    @TempDir
    private Path state;

    @Test
    void work_exitCodeZero_isSuccessWithTheOutputAsSummary() {
        AgentResult result =
                Programs.work(Programs.sh(state, "echo made it; echo and more").build());

        assertThat(result).isEqualTo(AgentResult.success("made it\nand more"));
    }

    @Test
    void work_lastLineIsAnObject_isTakenFromIt() {
        AgentResult result = Programs.work(Programs.sh(
                        state,
                        "echo working; echo '{\"summary\":\"done\",\"outputs\":{\"n\":1,\"list\":[true,null]},"
                                + "\"evidence\":{\"It works\":\"tried\"},\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}'")
                .build());

        assertThat(result.success()).isTrue();
        assertThat(result.summary()).isEqualTo("done");
        assertThat(result.outputs().map()).containsEntry("n", 1L).containsKey("list");
        assertThat(result.evidence()).isEqualTo(Map.of("It works", "tried"));
        assertThat(result.usage()).contains(Usage.tokens(3, 4));
    }

    @Test
    void work_claudeReportsAnError_isFailureDespiteExitCodeZero() {
        AgentResult result = Programs.work(Programs.sh(
                        state,
                        "echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"no credit\","
                                + "\"total_cost_usd\":0.5,\"usage\":{\"input_tokens\":7,\"output_tokens\":0}}'")
                .build());

        assertThat(result.success()).isFalse();
        assertThat(result.summary()).isEqualTo("no credit");
        assertThat(result.usage()).contains(new Usage(7, 0, Optional.of(new BigDecimal("0.5")), "USD"));
    }

    @Test
    void work_otherExitCode_isFailureWithTheLastLinesOfStandardError() {
        AgentResult result = Programs.work(Programs.sh(state, "echo fine; echo first >&2; echo bad thing >&2; exit 3")
                .build());

        assertThat(result).isEqualTo(AgentResult.failure("`sh` ended with exit code 3: first | bad thing"));
    }

    @Test
    void work_otherExitCodeWithoutAWord_namesTheLog() {
        ProcessAgentActivator activator = Programs.sh(state, "exit 7").build();

        assertThat(Programs.work(activator).summary())
                .isEqualTo("`sh` ended with exit code 7, without a word (its log: "
                        + activator.log(Programs.assignment()) + ")");
    }

    @Test
    void work_endedBySignal_namesTheSignal() {
        AgentResult result = Programs.work(Programs.sh(state, "kill -9 $$").build());

        assertThat(result.summary()).contains("exit code 137 (signal 9, KILL)");
    }

    @Test
    void work_readsItsTaskOnStandardInput() {
        Phase phase = Phase.named("build")
                .auto()
                .agents(Programs.AGENT)
                .prompt("Build it")
                .criteria("It runs")
                .build();
        Assignment work = Assignment.of("run-1", Programs.assignment(phase).scenario(), phase, Programs.AGENT)
                .inputs(Values.of("ticket", "CX-7"))
                .outputs(Outputs.of(new Output("plan", Values.of("steps", List.of("a", "b"))), List.of()))
                .unmet(Map.of("It runs", "it crashed"))
                .build();
        ProcessAgentActivator activator = ProcessAgentActivator.builder(state)
                .programs(name -> Optional.of(new AgentProgram(List.of("cat"), "You are a coder.")))
                .build();

        AgentResult result = Programs.await(activator.work(work, Cancellation.never()));

        assertThat(result.summary())
                .isEqualTo(PromptText.of("You are a coder.", work, 1 << 20).strip());
        assertThat(result.summary()).contains("You are a coder.", "Build it", "It runs", "CX-7", "it crashed", "steps");
    }

    @Test
    void work_programThatDoesNotReadAHugeTask_hasNotFailed() {
        ProcessAgentActivator activator = ProcessAgentActivator.builder(state)
                .programs(name -> Optional.of(new AgentProgram(List.of("sh", "-c", "exit 0"), "x".repeat(4 << 20))))
                .build();

        assertThat(Programs.work(activator)).isEqualTo(AgentResult.success(""));
    }

    @Test
    void work_seesTheEnvironmentOfTheRun() {
        String script = "for v in HOME RUN_ID SCENARIO PHASE AGENT ATTEMPT IDEMPOTENCY_KEY; do"
                + " eval \"echo \\$CORTEX_$v\"; done";
        Assignment work = Assignment.of(
                        "run-1",
                        Programs.assignment().scenario(),
                        Programs.assignment().phase(),
                        Programs.AGENT)
                .attempt(2)
                .idempotencyKey("the key")
                .build();

        AgentResult result = Programs.await(
                Programs.sh(state, script).home(state.resolve("home")).build().work(work, Cancellation.never()));

        assertThat(result.summary().lines())
                .containsExactly(
                        state.resolve("home").toString(), "run-1", "demo", "build", Programs.AGENT, "2", "the key");
    }

    @Test
    void work_worksInTheWorkingDirectory() throws IOException {
        Path folder = Files.createDirectory(state.resolve("here")).toRealPath();

        assertThat(Programs.work(Programs.sh(state, "pwd -P")
                                .workingDirectory(folder)
                                .build())
                        .summary())
                .isEqualTo(folder.toString());
    }

    @Test
    void work_argumentsAreNotReadByAShell() {
        ProcessAgentActivator activator = ProcessAgentActivator.builder(state)
                .defaultCommand("sh", "-c", "echo \"$1\"", "sh", "$(echo no) *")
                .build();

        assertThat(Programs.work(activator).summary()).isEqualTo("$(echo no) *");
    }

    @Test
    void work_missingProgram_isAFailureThatNamesIt() {
        assertThat(Programs.work(command("no-such-program-here")).summary())
                .isEqualTo("`no-such-program-here` cannot be started: no such program on the PATH");
        assertThat(Programs.work(command(state + "/missing")).summary())
                .isEqualTo("`" + state + "/missing` cannot be started: there is no such file");
    }

    @Test
    void work_notExecutable_isAFailureThatNamesIt() throws IOException {
        Path file = Files.writeString(state.resolve("data.txt"), "data");

        assertThat(Programs.work(command(file.toString())).summary())
                .isEqualTo("`" + file + "` cannot be started: it is not executable, or not allowed to be read");
    }

    @Test
    void work_badWorkingDirectory_isAFailureThatNamesIt() {
        Path missing = state.resolve("missing");

        assertThat(Programs.work(Programs.sh(state, "echo")
                                .workingDirectory(missing)
                                .build())
                        .summary())
                .isEqualTo("`sh` cannot be started: its working directory " + missing + " does not exist");
    }

    @Test
    void work_unusableStateFolder_isAFailureThatNamesIt() throws IOException {
        Path file = Files.writeString(state.resolve("file"), "in the way");

        AgentResult result = Programs.work(Programs.sh(file, "echo").build());

        assertThat(result.success()).isFalse();
        assertThat(result.summary()).contains("`sh` was not started", file.toString());
    }

    @Test
    void work_agentWithoutCommand_saysWhatToDo() {
        ProcessAgentActivator activator = ProcessAgentActivator.builder(state).build();

        assertThat(Programs.work(activator).summary()).startsWith("agent coder has no command: ");
        assertThat(activator.activate(Programs.activation()).toCompletableFuture())
                .failsWithin(Programs.BOUND)
                .withThrowableThat()
                .withMessageContaining("agent coder has no command");
    }

    @Test
    void work_unknownAgent_isNotFound() {
        ProcessAgentActivator activator =
                Programs.sh(state, "echo").programs(name -> Optional.empty()).build();
        Assignment unnamed = Assignment.of(
                        "run-1",
                        Programs.assignment().scenario(),
                        Programs.assignment().phase(),
                        Phase.DEFAULT_AGENT)
                .build();

        assertThat(Programs.work(activator)).isEqualTo(AgentResult.failure("Agent not found: coder"));
        assertThat(Programs.await(activator.work(unnamed, Cancellation.never())).success())
                .isTrue();
    }

    @Test
    void log_hasBothStreamsAndIsPrivate() throws IOException {
        ProcessAgentActivator activator =
                Programs.sh(state, "echo one; echo two >&2; printf last").build();
        Programs.work(activator);
        Path log = activator.log(Programs.assignment());

        assertThat(Files.readAllLines(log))
                .startsWith("---- agent coder, attempt 1: [sh, -c, echo one; echo two >&2; printf last]")
                .contains("out| one", "err| two", "out| last")
                .endsWith("---- exit code 0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void logs_ofAnAgentAtAPhase_areThoseOfItsAttempts_theLastWrittenLast() throws IOException {
        ProcessAgentActivator activator = Programs.sh(state, "echo").build();
        Assignment first = Programs.assignment();
        String phase = first.phase().name();
        assertThat(ProcessAgentActivator.logs(state, first.runId(), phase, "coder"))
                .isEmpty();
        Assignment second = Assignment.of(first.runId(), first.scenario(), first.phase(), "coder")
                .attempt(2)
                .build();
        Assignment other = Assignment.of(first.runId(), first.scenario(), first.phase(), "coder.2")
                .build();
        for (Assignment work : List.of(first, second, other)) {
            Programs.await(activator.work(work, Cancellation.never()));
        }
        Files.setLastModifiedTime(activator.log(first), FileTime.fromMillis(2_000));
        Files.setLastModifiedTime(activator.log(second), FileTime.fromMillis(1_000));

        assertThat(ProcessAgentActivator.logs(state, first.runId(), phase, "coder"))
                .containsExactly(activator.log(second), activator.log(first));
        assertThat(ProcessAgentActivator.logs(state, first.runId(), phase, "coder.2"))
                .containsExactly(activator.log(other));
        assertThat(ProcessAgentActivator.logs(state, "another", phase, "coder")).isEmpty();
    }

    @Test
    void log_hostileNames_stayInTheFolder() throws IOException {
        Phase phase = Phase.named("../../up/\u0001" + "x".repeat(300))
                .auto()
                .prompt("go")
                .build();
        Assignment work = Assignment.of("../../run", Programs.assignment().scenario(), phase, "default")
                .build();
        Path folder = state.resolve("deep").resolve("deeper");

        Programs.await(Programs.sh(folder, "echo").build().work(work, Cancellation.never()));

        try (Stream<Path> files = Files.walk(state)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allMatch(file -> file.startsWith(folder));
        }
    }

    @Test
    void work_programThatPrintsWithoutEnd_keepsToTheLimits() throws Exception {
        ProcessAgentActivator activator = ProcessAgentActivator.builder(state)
                .defaultCommand("sh", "-c", "echo start; exec cat /dev/zero")
                .logLimit(64 * 1024)
                .answerLimit(4096)
                .build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        Path log = activator.log(Programs.assignment());
        Programs.until(
                () -> Files.isRegularFile(log) && log.toFile().length() > 40_000 ? Optional.of(log) : Optional.empty());

        cancellation.request();

        assertThat(Programs.await(result).summary()).startsWith("cancelled: `sh` ended with exit code 143");
        assertThat(Files.size(log)).isLessThan(64 * 1024 + 200);
        assertThat(Files.readAllLines(log))
                .contains("out| start")
                .anyMatch(line -> line.matches("---- \\d+ bytes left out: .*"));
    }

    @Test
    void work_onAnExecutorOfOneThread_runsManyAtOnce() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            ProcessAgentActivator activator =
                    Programs.sh(state, "exec sleep 1000").executor(one).build();
            List<Switch> switches = Stream.generate(Switch::new).limit(8).toList();
            List<CompletableFuture<AgentResult>> all = switches.stream()
                    .map(cancellation ->
                            activator.work(Programs.assignment(), cancellation).toCompletableFuture())
                    .toList();

            switches.forEach(Switch::request);

            assertThat(all)
                    .allSatisfy(result ->
                            assertThat(Programs.await(result).success()).isFalse());
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void work_childLeftBehind_isNotWaitedForAndEndsWithTheDeactivation() {
        Path pid = state.resolve("pid");
        ProcessAgentActivator activator = Programs.sh(state, "sleep 1000 & echo $! > " + pid + "; echo done")
                .build();

        assertThat(Programs.work(activator)).isEqualTo(AgentResult.success("done"));
        ProcessHandle child = Programs.processes(pid).get(0);
        assertThat(child.isAlive()).isTrue();

        Programs.await(activator.deactivate(Programs.activation()));
        assertThat(Pid.alive(child)).isFalse();
    }

    @Test
    void builder_refusesWhatCannotBe() {
        ProcessAgentActivator.Builder builder = ProcessAgentActivator.builder(state);

        assertThatThrownBy(() -> builder.logLimit(10))
                .hasMessageContaining("1024")
                .hasMessageContaining("10");
        assertThatThrownBy(() -> builder.grace(java.time.Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
    }

    private ProcessAgentActivator command(String... command) {
        return ProcessAgentActivator.builder(state).defaultCommand(command).build();
    }
}
