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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandEvaluatorTest {
    @TempDir
    private Path folder;

    @Test
    void run_exitCodeZero_isMetWithTheOutputAsEvidence() {
        assertThat(judge("run", List.of("sh", "-c", "echo 83%")))
                .isEqualTo(Verdict.met("`sh -c echo 83%` ended with exit code 0: 83%", "run"));
    }

    @Test
    void run_otherExitCode_isUnmetWithTheEndOfTheOutput() {
        Verdict verdict = judge("run", List.of("sh", "-c", "echo 71% >&2; exit 2"));

        assertThat(verdict.result()).isEqualTo(Verdict.Result.UNMET);
        assertThat(verdict.evidence()).endsWith("ended with exit code 2: 71%");
    }

    @Test
    void run_text_isSplitAtBlanksAndReadByNoShell() throws IOException {
        Files.writeString(folder.resolve("say.sh"), "echo \"$#: $1\"");

        assertThat(judge("run", "  sh say.sh  $(x);  b ").evidence()).endsWith(": 2: $(x);");
    }

    @Test
    void run_listWithANumber_meansItsDigits() throws IOException {
        Files.writeString(folder.resolve("say.sh"), "echo \"$1\"");

        assertThat(judge("run", List.of("sh", "say.sh", 80)).evidence()).endsWith(": 80");
    }

    @Test
    void run_notAllowed_isUnknownAndSaysTheWayOut() {
        Path proof = folder.resolve("proof");

        Verdict verdict = Programs.await(CommandEvaluator.builder()
                .workingDirectory(folder)
                .build()
                .evaluate(check(Values.of("run", "sh -c :>" + proof)), Cancellation.never()));

        assertThat(verdict.result()).isEqualTo(Verdict.Result.UNKNOWN);
        assertThat(verdict.evidence()).contains("not allowed", "allow_commands: true", "--allow-commands");
        assertThat(proof).doesNotExist();
    }

    @Test
    void run_missingProgram_isUnmetAndNamesIt() {
        assertThat(judge("run", "no-such-program-here"))
                .isEqualTo(
                        Verdict.unmet("`no-such-program-here` cannot be started: no such program on the PATH", "run"));
    }

    @Test
    void run_noCommand_isUnknown() {
        for (Object bad : Arrays.asList("", "  ", List.of(), List.of(Map.of()), List.of(" "), 7, null)) {
            assertThat(judge("run", bad).result()).as("%s", bad).isEqualTo(Verdict.Result.UNKNOWN);
        }
    }

    @Test
    void run_seesNoInputAndTheEnvironmentOfTheRun() throws IOException {
        Files.writeString(folder.resolve("say.sh"), "cat; echo $CORTEX_RUN_ID $CORTEX_PHASE");

        assertThat(judge("run", "sh say.sh").evidence()).endsWith(": run-1 test");
    }

    @Test
    void run_cancelled_endsTheWholeTreeAndIsUnknown() {
        Path child = folder.resolve("child");
        Path root = folder.resolve("root");
        String script = "sleep 1000 & echo $! > " + child + "; echo $$ > " + root + "; wait";
        Switch cancellation = new Switch();
        CompletableFuture<Verdict> verdict = evaluator()
                .evaluate(check(Values.of("run", List.of("sh", "-c", script))), cancellation)
                .toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(root, child);

        cancellation.request();

        assertThat(Programs.await(verdict).result()).isEqualTo(Verdict.Result.UNKNOWN);
        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void run_longOutput_isCutToItsEnd() {
        Verdict verdict =
                judge("run", List.of("sh", "-c", "i=0; while [ $i -lt 9000 ]; do echo line $i; i=$((i+1)); done"));

        assertThat(verdict.evidence()).endsWith("line 8999").hasSizeLessThan(4000);
    }

    @Test
    void fileExists_isLookedForInTheWorkingDirectory() throws IOException {
        Files.writeString(folder.resolve("CHANGELOG.md"), "new");

        assertThat(judge("file_exists", "CHANGELOG.md")).isEqualTo(Verdict.met("CHANGELOG.md exists", "file_exists"));
        assertThat(judge("file_exists", "README.md"))
                .isEqualTo(Verdict.unmet("README.md does not exist in " + folder, "file_exists"));
    }

    @Test
    void fileExists_noName_isUnknown() {
        for (Object bad : Arrays.asList("", List.of("a"), true, "a\0b", null)) {
            assertThat(judge("file_exists", bad).result()).as("%s", bad).isEqualTo(Verdict.Result.UNKNOWN);
        }
    }

    @Test
    void evaluate_otherOrSeveralChecks_isUnknown() {
        assertThat(judge("coverage", 80).result()).isEqualTo(Verdict.Result.UNKNOWN);
        assertThat(Programs.await(evaluator()
                                .evaluate(
                                        check(new Values(Map.of("run", "sh -c true", "file_exists", "x"))),
                                        Cancellation.never()))
                        .evidence())
                .contains("run", "file_exists");
    }

    private Verdict judge(String key, Object value) {
        return Programs.await(evaluator().evaluate(check(Values.of(key, value)), Cancellation.never()));
    }

    private CommandEvaluator evaluator() {
        return CommandEvaluator.builder()
                .allowCommands(true)
                .workingDirectory(folder)
                .build();
    }

    private static CriterionCheck check(Values how) {
        Criterion criterion = new Criterion("It is so", how);
        Phase phase = Phase.named("test").auto().criteria(List.of(criterion)).build();
        return new CriterionCheck("run-1", phase, criterion, Values.none(), Outputs.none(), Map.of());
    }
}
