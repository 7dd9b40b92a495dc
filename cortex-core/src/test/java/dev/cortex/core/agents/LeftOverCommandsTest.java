package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of criteria that a crash leaves behind are ended by whoever goes on with the run. */
class LeftOverCommandsTest {
    private static final String TREE = "sleep 1000 & echo $! > %1$s/child; echo $$ > %1$s/root; wait";

    @TempDir
    private Path state;

    private static Phase.Builder phase() {
        return Phase.named("build").auto();
    }

    private static CriterionCheck check(Phase.Builder phase, String script) {
        Criterion criterion = new Criterion("it works", Values.of("run", List.of("sh", "-c", script)));
        return new CriterionCheck(
                "run-1",
                phase.criteria(List.of(criterion)).build(),
                criterion,
                Values.none(),
                Outputs.none(),
                Map.of());
    }

    private static CommandEvaluator evaluator(Path state) {
        return CommandEvaluator.builder().state(state).allowCommands(true).build();
    }

    @Test
    void deactivationOfAnAgentOfThePhase_endsTheCommand() throws Exception {
        List<ProcessHandle> tree = crash(Programs.AGENT);

        Programs.await(Programs.sh(state, "").build().deactivate(Programs.activation()));

        assertThat(tree).noneMatch(Pid::alive);
        assertThat(records()).isEmpty();
    }

    @Test
    void nextCommandOfAPhaseWithoutAgents_endsTheOneBefore() throws Exception {
        List<ProcessHandle> tree = crash("");

        Verdict verdict = Programs.await(evaluator(state).evaluate(check(phase(), "exit 0"), Cancellation.never()));

        assertThat(verdict.result()).isEqualTo(Verdict.Result.MET);
        assertThat(tree).noneMatch(Pid::alive);
        assertThat(records()).isEmpty();
    }

    @Test
    void endOfACommand_forgetsIt_andLeavesAloneWhatItLeftRunning() throws Exception {
        CriterionCheck check = check(
                phase().agents(Programs.AGENT), "sleep 1000 > /dev/null 2>&1 & echo $! > %1$s/child".formatted(state));

        Verdict verdict = Programs.await(evaluator(state).evaluate(check, Cancellation.never()));
        List<ProcessHandle> left = Programs.processes(state.resolve("child"));

        try {
            assertThat(verdict.result()).isEqualTo(Verdict.Result.MET);
            Programs.until(() -> records().isEmpty() ? Optional.of(true) : Optional.empty());
            Programs.await(Programs.sh(state, "").build().deactivate(Programs.activation()));
            assertThat(left).allMatch(Pid::alive);
        } finally {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void folderThatCannotBeWritten_leavesTheCriterionUnknown() throws IOException {
        Files.writeString(state.resolve("processes"), "in the way");

        Verdict verdict = Programs.await(
                evaluator(state).evaluate(check(phase().agents(Programs.AGENT), "exit 0"), Cancellation.never()));

        assertThat(verdict.result()).isEqualTo(Verdict.Result.UNKNOWN);
        assertThat(verdict.evidence()).contains("was not started", "processes");
    }

    /** Another process judges a criterion and is killed while the command runs. */
    private List<ProcessHandle> crash(String agent) throws IOException {
        Process crashed = Programs.otherProcess(state, OtherProcess.class, state.toString(), agent);
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));
        crashed.destroyForcibly();
        Programs.await(crashed.onExit());
        assertThat(tree).allMatch(Pid::alive);
        return tree;
    }

    private List<Path> records() {
        try (Stream<Path> files = Files.walk(state.resolve("processes"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            Path state = Path.of(args[0]);
            Phase.Builder phase = args[1].isEmpty() ? phase() : phase().agents(args[1]);
            evaluator(state)
                    .evaluate(check(phase, TREE.formatted(state)), Cancellation.never())
                    .toCompletableFuture()
                    .join();
        }
    }
}
