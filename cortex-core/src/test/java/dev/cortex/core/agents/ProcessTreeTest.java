package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trees of processes end: by cancellation, and by the deactivation of another process after a crash. */
class ProcessTreeTest {
    private static final String TREE = "sleep 1000 & echo $! > %1$s/child; echo $$ > %1$s/root; wait";

    @TempDir
    private Path state;

    @Test
    void cancellation_endsTheProgramAndItsChildren() {
        ProcessAgentActivator activator =
                Programs.sh(state, TREE.formatted(state)).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));

        cancellation.request();

        assertThat(Programs.await(result).success()).isFalse();
        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void cancellation_programThatIgnoresThePoliteSignal_isEndedByForce() {
        String script = "trap '' TERM; echo $$ > " + state + "/root; while :; do sleep 1000; done";
        ProcessAgentActivator activator =
                Programs.sh(state, script).grace(Duration.ofMillis(200)).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"));

        cancellation.request();

        assertThat(Programs.await(result).summary()).contains("signal 9, KILL");
        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void cancellation_programThatCleansUpOnThePoliteSignal_hasItsTime() {
        String script =
                "trap 'kill $c; echo cleaned; exit 0' TERM; sleep 1000 & c=$!; echo $$ > " + state + "/root; wait";
        ProcessAgentActivator activator = Programs.sh(state, script).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        Programs.processes(state.resolve("root"));

        cancellation.request();

        assertThat(Programs.await(result)).isEqualTo(AgentResult.success("cleaned"));
    }

    @Test
    void cancellation_grandchildThatLeftItsParent_isEndedToo() {
        // The shell between is gone before the first signal, so the grandchild belongs to nobody.
        String script = "(sleep 1000 & echo $! > %1$s/lost); echo $$ > %1$s/root; exec sleep 1000".formatted(state);
        ProcessAgentActivator activator = Programs.sh(state, script).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("lost"));

        cancellation.request();

        Programs.await(result);
        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void deactivate_byAnotherProcessAfterACrash_endsTheTree() throws Exception {
        Process crashed = otherProcess();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));
        crashed.destroyForcibly();
        Programs.await(crashed.onExit());
        assertThat(tree).allMatch(Pid::alive);

        Programs.await(Programs.sh(state, "").build().deactivate(Programs.activation()));

        assertThat(tree).noneMatch(Pid::alive);
        assertThat(records()).isEmpty();
    }

    @Test
    void activate_whereAnActivationBeforeWasNotUndone_endsWhatIsLeftOfIt() throws Exception {
        Process crashed = otherProcess();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));
        crashed.destroyForcibly();
        Programs.await(crashed.onExit());

        Programs.await(Programs.sh(state, "").build().activate(Programs.activation()));

        assertThat(tree).noneMatch(Pid::alive);
        assertThat(records()).isEmpty();
    }

    @Test
    void deactivate_whenTheNumberWasNeverWrittenDown_findsTheProgramByItsMark() throws Exception {
        Process crashed = otherProcess();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));
        crashed.destroyForcibly();
        Programs.await(crashed.onExit());
        for (Path record : records()) {
            Files.writeString(record, "");
        }

        Programs.await(Programs.sh(state, "").build().deactivate(Programs.activation()));

        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void deactivate_numberThatNowBelongsToAnother_isSpared() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessRecords records = new ProcessRecords(state.resolve("processes"));
            records.begin(Programs.activation().key(), "mark", "");
            Pid real = Pid.of(innocent.toHandle()).orElseThrow();
            for (Path record : records()) {
                Files.writeString(record, real.number() + " " + real.birth() + "1\n" + real.number() + " half");
            }

            Programs.await(Programs.sh(state, "").build().deactivate(Programs.activation()));

            assertThat(innocent.isAlive()).isTrue();
            assertThat(records()).isEmpty();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void deactivate_afterCancellation_skipsTheGrace() {
        String script = "trap '' TERM; echo $$ > " + state + "/root; while :; do sleep 1000; done";
        ProcessAgentActivator activator =
                Programs.sh(state, script).grace(Duration.ofHours(1)).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"));
        Programs.await(cancellation.watched());
        cancellation.request();

        Programs.await(activator.deactivate(Programs.activation()));

        Programs.await(result);
        assertThat(tree).noneMatch(Pid::alive);
    }

    @Test
    void deactivate_ofAnotherAgent_leavesTheProgramAlone() {
        ProcessAgentActivator activator =
                Programs.sh(state, TREE.formatted(state)).build();
        Switch cancellation = new Switch();
        CompletableFuture<AgentResult> result =
                activator.work(Programs.assignment(), cancellation).toCompletableFuture();
        List<ProcessHandle> tree = Programs.processes(state.resolve("root"), state.resolve("child"));

        Programs.await(activator.deactivate(
                new dev.cortex.api.agent.Activation("run-1", dev.cortex.api.agent.Activation.Kind.AGENT, "other")));

        assertThat(tree).allMatch(Pid::alive);
        cancellation.request();
        Programs.await(result);
    }

    private Process otherProcess() throws IOException {
        return Programs.otherProcess(state, OtherProcess.class, state.toString(), TREE.formatted(state));
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.walk(state.resolve("processes"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".processes"))
                    .toList();
        }
    }

    /** Another process with an agent, which the test kills. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            Programs.sh(Path.of(args[0]), args[1])
                    .build()
                    .work(Programs.assignment(), Cancellation.never())
                    .toCompletableFuture()
                    .join();
        }
    }
}
