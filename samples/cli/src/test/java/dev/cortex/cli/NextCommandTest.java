package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever copies the command that is printed carries that very run on, with the permission that it had. */
class NextCommandTest {
    private static final String HINT = "1 criterion runs a command; it is not judged without --allow-commands\n";
    private static final Pattern COMMAND = Pattern.compile("cortex (.*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"status gated", "explain gated", "stop gated", "start gated build", "skip gated later"})
    void command_afterARunWithPermission_leadsToTheVerdict(String words) {
        Sandbox sandbox = gated();
        assertThat(sandbox.run("orchestrate", "run", "gated", "--allow-commands")
                        .exit())
                .isEqualTo(ExitCode.WAITING);
        if (!words.startsWith("start")) {
            sandbox.run("orchestrate", "start", "gated", "build");
        }

        Sandbox.Outcome told = sandbox.run(("orchestrate " + words).split(" "));
        Sandbox.Outcome resumed = follow(sandbox, told.out());

        assertThat(told.exit()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.exit()).as(resumed.out()).isEqualTo(ExitCode.FAILED);
        assertThat(resumed.out()).contains("unmet: Tests pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status failing", "explain failing", "resume failing"})
    void command_afterAFailureWithPermission_triesAgainWithIt(String words) {
        Sandbox sandbox = failing();
        sandbox.run("orchestrate", "run", "failing", "--allow-commands");

        Sandbox.Outcome told = sandbox.run(("orchestrate " + words).split(" "));
        Sandbox.Outcome again = follow(sandbox, told.out() + told.err());

        assertThat(again.exit()).as(again.out()).isEqualTo(ExitCode.FAILED);
        assertThat(again.out()).contains("(round 2)", "unmet: Tests pass");
    }

    @Test
    void command_whereTheConfigurationAllowsCommands_hasNoOption() {
        Sandbox sandbox = failing().with("config.yaml", "allow_commands: true");
        assertThat(sandbox.run("orchestrate", "run", "failing").err()).isEmpty();
        assertThat(sandbox.run("orchestrate", "status", "failing").out())
                .endsWith("\nTo try again: cortex orchestrate retry failing\n");
    }

    @Test
    void command_whereCommandsWereNotAllowed_doesNotAskForIt() {
        Sandbox sandbox = gated().with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: G",
                        "phases:",
                        "  - {name: plan, condition: auto, agents: [worker], success_criteria: [{name: T, run: 'true'}]}",
                        "  - {name: gate, condition: manual, success_criteria: [{name: U, run: 'true'}], agents: [worker]}");
        assertThat(sandbox.run("orchestrate", "run", "gated").out()).endsWith("cortex orchestrate resume gated\n");
        sandbox.run("orchestrate", "start", "gated", "gate");
        assertThat(sandbox.run("orchestrate", "explain", "gated").out())
                .contains("cortex orchestrate resume gated\n")
                .doesNotContain("--allow-commands");
    }

    @Test
    void command_whereCriteriaAreOff_doesNotAskForPermission() {
        Sandbox sandbox = gated();
        sandbox.run("orchestrate", "run", "gated", "--criteria", "off");
        assertThat(sandbox.run("orchestrate", "stop", "gated").out())
                .contains("cortex orchestrate resume gated\n")
                .doesNotContain("--allow-commands");
    }

    @Test
    void resume_withoutPermission_saysWhatIsNotJudged() {
        Sandbox sandbox = gated();
        sandbox.run("orchestrate", "run", "gated", "--allow-commands");
        sandbox.run("orchestrate", "start", "gated", "build");
        Sandbox.Outcome resumed = sandbox.run("orchestrate", "resume", "gated");
        assertThat(resumed.exit()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.err()).isEqualTo(HINT);
    }

    @Test
    void resume_withoutPermissionBeforeAnythingWasLeftUnjudged_printsItWithThePermissionThatTheRunHad() {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: one, condition: auto, agents: [worker], success_criteria: [{name: T, run: 'true'}]}",
                        "  - {name: two, condition: ['after:one', manual], agents: [worker]}",
                        "  - {name: three, condition: ['after:two', manual], agents: [worker]}");
        sandbox.run("orchestrate", "run", "s", "--allow-commands");
        assertThat(sandbox.run("orchestrate", "resume", "s", "--start", "two").out())
                .endsWith("go on with: cortex orchestrate resume s --allow-commands\n");
    }

    @Test
    void resume_whereNothingIsLeftToJudge_saysNothing() {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: one, condition: auto, agents: [worker], success_criteria: [{name: T, run: 'true'}]}",
                        "  - {name: two, condition: ['after:one', manual], agents: [worker]}");
        sandbox.run("orchestrate", "run", "s", "--allow-commands");
        Sandbox.Outcome resumed = sandbox.run("orchestrate", "resume", "s", "--auto");
        assertThat(resumed.exit()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.err()).isEmpty();
    }

    @Test
    void retry_withoutPermission_saysWhatIsNotJudged_andFailsNobodySilently() {
        Sandbox sandbox = failing();
        sandbox.run("orchestrate", "run", "failing", "--allow-commands");
        Sandbox.Outcome again = sandbox.run("orchestrate", "retry", "failing");
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).isEqualTo(HINT);
        assertThat(sandbox.run("orchestrate", "run", "failing").err()).isEqualTo(HINT);
    }

    @Test
    void resume_whileAnotherRunIsActive_saysHowToStopThatOne_andThenGoesOn() {
        Sandbox sandbox = gated();
        sandbox.run("orchestrate", "run", "gated");
        sandbox.run("orchestrate", "stop", "gated");
        String stopped = id(sandbox);
        sandbox.run("orchestrate", "run", "gated", "--new");
        String active = id(sandbox);

        Sandbox.Outcome refused = sandbox.run("orchestrate", "resume", stopped);

        assertThat(refused.exit()).isEqualTo(ExitCode.BUSY);
        assertThat(refused.err())
                .contains(
                        active + " of gated is active",
                        "To go on with that run: cortex orchestrate resume gated",
                        "To stop it, so that this one can go on: cortex orchestrate stop gated\n");
        assertThat(follow(sandbox, refused.err()).exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "resume", stopped, "--auto").exit())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void commands_aboutARunThatIsNotTheNewest_nameItsId() {
        Sandbox sandbox = gated();
        sandbox.run("orchestrate", "run", "gated");
        String old = id(sandbox);
        sandbox.run("orchestrate", "run", "gated", "--new");

        assertThat(sandbox.run("orchestrate", "status", old).out())
                .contains("  - build: cortex orchestrate start " + old + " build\n");
        assertThat(sandbox.run("orchestrate", "explain", old).out())
                .contains("what helps: cortex orchestrate start " + old + " build\n");
        assertThat(sandbox.run("orchestrate", "start", old, "build").out())
                .contains("To go on: cortex orchestrate resume " + old);
        assertThat(sandbox.run("orchestrate", "status", "gated").out())
                .contains("  - build: cortex orchestrate start gated build\n");
    }

    @Test
    void commands_aboutNamesThatBeginLikeOptions_areTakenAsTheyArePrinted() {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/odd.yaml",
                        "name: -z",
                        "description: Odd",
                        "phases: [{name: --auto, condition: manual, agents: [worker]}, {name: '@odd', agents: [worker]}]");
        Sandbox.Outcome run = sandbox.run("orchestrate", "run", "--", "-z");
        assertThat(run.exit()).isEqualTo(ExitCode.WAITING);
        assertThat(run.out()).contains("orchestrate start -- -z --auto\n", "orchestrate start -- -z @odd\n");

        assertThat(follow(sandbox, "cortex orchestrate start -- -z @odd").exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(follow(sandbox, "cortex orchestrate start -- -z --auto").exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(follow(sandbox, sandbox.run("orchestrate", "status").out()).exit())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void stop_ofAStoppedRun_saysSoAndIsNoProblem() {
        Sandbox sandbox = gated();
        sandbox.run("orchestrate", "run", "gated");
        sandbox.run("orchestrate", "stop", "gated");
        String before = sandbox.run("orchestrate", "history", "gated").out();

        Sandbox.Outcome again = sandbox.run("orchestrate", "stop", "gated");

        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).isEmpty();
        assertThat(again.out())
                .isEqualTo("gated is stopped already\nTo go on: cortex orchestrate resume gated --allow-commands\n");
        assertThat(sandbox.run("orchestrate", "stop", "gated", "--json").out()).contains("\"status\":\"stopped\"");
        assertThat(sandbox.run("orchestrate", "history", "gated").out()).isEqualTo(before);
    }

    /** Runs the last command that a text names. */
    private static Sandbox.Outcome follow(Sandbox sandbox, String text) {
        String last = "";
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
            last = command.group(1);
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(last);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        assertThat(words).isNotEmpty();
        return sandbox.run(words.toArray(String[]::new));
    }

    private static String id(Sandbox sandbox) {
        Matcher id = Pattern.compile("Run: (\\S+)")
                .matcher(sandbox.run("orchestrate", "status", "--verbose").out());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private Sandbox gated() {
        return new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: A gate, and a criterion behind it",
                        "phases:",
                        "  - {name: build, condition: manual, agents: [worker],"
                                + " success_criteria: [{name: Tests pass, run: 'false'}]}",
                        "  - {name: later, condition: 'after:build', agents: [worker]}");
    }

    private Sandbox failing() {
        return new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/failing.yaml",
                        "name: failing",
                        "description: A criterion that is not met",
                        "phases:",
                        "  - {name: build, condition: auto, agents: [worker],"
                                + " success_criteria: [{name: Tests pass, run: 'false'}]}");
    }
}
