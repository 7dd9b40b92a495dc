package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.Activation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFolderTest {
    @TempDir
    private Path root;

    private Path home;
    private AgentFolder folder;

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        folder = new AgentFolder(home);
        agent("agents", "python-pro");
        agent("inactive/agents", "System Architect");
    }

    private static final String IDLE = "System Architect";
    private static final String BUSY = "python-pro";

    @Test
    void names_areTheStemsOfAllUsableFiles() throws IOException {
        agent("agents", ".hidden");
        Files.createDirectories(home.resolve("agents/folder.md"));
        Files.writeString(home.resolve("agents/notes.txt"), "no agent");
        Path inside = Files.writeString(home.resolve("shared.txt"), "text");
        Path outside = Files.writeString(root.resolve("outside.txt"), "text");
        Files.createSymbolicLink(home.resolve("agents/inside.md"), inside);
        Files.createSymbolicLink(home.resolve("agents/outside.md"), outside);
        Files.createSymbolicLink(home.resolve("agents/nowhere.md"), home.resolve("missing"));

        assertThat(folder.names()).containsExactly(IDLE, "inside", BUSY);
        assertThat(folder.active()).containsExactly("inside", BUSY);
        assertThat(folder.file("outside")).isEmpty();
    }

    @Test
    void names_withoutFolders_isEmpty() {
        assertThat(new AgentFolder(root.resolve("no-home")).names()).isEmpty();
    }

    @Test
    void names_thatBreakTheRules_areNobody() throws IOException {
        Files.writeString(home.resolve("secret.md"), "not an agent");

        for (String name :
                List.of("../secret", "..\\secret", "", " ", ".x", "a\0b", "a\nb", home + "/secret", "x".repeat(129))) {
            assertThat(folder.file(name)).as(name).isEmpty();
            assertThatThrownBy(() -> folder.activate(name)).hasMessage("Agent not found: " + name);
            assertThatThrownBy(() -> folder.activate(use("run-1", name))).hasMessage("Agent not found: " + name);
            assertThatCode(() -> folder.deactivate(use("run-1", name))).doesNotThrowAnyException();
        }
    }

    @Test
    void run_findsItInactive_givesItBack() {
        folder.activate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isTrue();

        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
        assertThat(folder.names()).contains(IDLE);
    }

    @Test
    void run_findsItActive_neverMovesIt() {
        folder.activate(use("run-1", BUSY));
        folder.deactivate(use("run-1", BUSY));

        assertThat(folder.active(BUSY)).isTrue();
    }

    @Test
    void run_callsRepeated_changeNothing() {
        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
        folder.activate(use("run-1", IDLE));
        folder.activate(use("run-1", IDLE));
        folder.deactivate(use("run-2", IDLE));
        assertThat(folder.active(IDLE)).isTrue();
        folder.deactivate(use("run-1", IDLE));
        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
    }

    @Test
    void run_lastOfSeveral_givesItBack() {
        folder.activate(use("run-1", IDLE));
        new AgentFolder(home).activate(use("run/../2\n", IDLE));
        assertThat(folder.users(IDLE)).containsExactly("run-1", "run/../2\n");

        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isTrue();

        folder.deactivate(use("run/../2\n", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
        assertThat(folder.users(IDLE)).isEmpty();
    }

    @Test
    void run_deadOnesMark_doesNotCount() {
        Set<String> living = new HashSet<>(Set.of("dead", "alive"));
        AgentFolder watched = new AgentFolder(home, living::contains);
        watched.activate(use("dead", IDLE));
        watched.activate(use("alive", IDLE));
        living.remove("dead");

        watched.deactivate(use("alive", IDLE));

        assertThat(watched.active(IDLE)).isFalse();
    }

    @Test
    void defaultAgent_needsNoFile() {
        assertThatCode(() -> {
                    folder.activate(use("run-1", "default"));
                    folder.deactivate(use("run-1", "default"));
                })
                .doesNotThrowAnyException();
        assertThat(folder.file("default")).isEmpty();
    }

    @Test
    void killed_betweenMarkAndMove_isPutRight() throws IOException {
        folder.activate(use("run-1", IDLE));
        move("agents", "inactive/agents");

        new AgentFolder(home).deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();

        folder.activate(use("run-1", IDLE));
        move("agents", "inactive/agents");
        new AgentFolder(home).activate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isTrue();
        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
    }

    @Test
    void killed_beforeTheFileWasGivenBack_isPutRight() throws IOException {
        folder.activate(use("run-1", IDLE));
        marks("found inactive\n");

        new AgentFolder(home).deactivate(use("run-1", IDLE));

        assertThat(folder.active(IDLE)).isFalse();
        assertThat(marksFile()).doesNotExist();
    }

    @Test
    void killed_afterTheFileWasGivenBack_isPutRight() throws IOException {
        folder.activate(use("run-1", IDLE));
        marks("found inactive\n");
        move("agents", "inactive/agents");

        new AgentFolder(home).activate(use("run-2", IDLE));
        assertThat(folder.active(IDLE)).isTrue();
        new AgentFolder(home).deactivate(use("run-2", IDLE));

        assertThat(folder.active(IDLE)).isFalse();
        assertThat(marksFile()).doesNotExist();
    }

    @Test
    void person_activates_itStaysAfterTheRun() {
        folder.activate(use("run-1", IDLE));

        assertThat(folder.activate(IDLE)).isEqualTo(AgentFolder.Change.MADE);
        folder.deactivate(use("run-1", IDLE));

        assertThat(folder.active(IDLE)).isTrue();
        assertThat(folder.activate(IDLE)).isEqualTo(AgentFolder.Change.NONE);
    }

    @Test
    void person_deactivatesWhileARunUsesIt_itGoesWithTheRun() {
        folder.activate(use("run-1", BUSY));

        assertThat(folder.deactivate(BUSY)).isEqualTo(AgentFolder.Change.LATER);
        assertThat(folder.active(BUSY)).isTrue();
        folder.deactivate(use("run-1", BUSY));

        assertThat(folder.active(BUSY)).isFalse();
    }

    @Test
    void person_movesIdleAgents_atOnce() {
        assertThat(folder.deactivate(BUSY)).isEqualTo(AgentFolder.Change.MADE);
        assertThat(folder.deactivate(BUSY)).isEqualTo(AgentFolder.Change.NONE);
        assertThat(folder.activate(BUSY)).isEqualTo(AgentFolder.Change.MADE);
        assertThat(folder.active(BUSY)).isTrue();
    }

    @Test
    void giveBack_whereAFileLies_losesNothing() throws IOException {
        folder.activate(use("run-1", IDLE));
        agent("inactive/agents", IDLE);

        assertThatThrownBy(() -> folder.deactivate(use("run-1", IDLE)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("has two files")
                .hasMessageContaining("remove the one that is not wanted");
        assertThat(folder.active(IDLE)).isTrue();

        Files.delete(home.resolve("inactive/agents").resolve(IDLE + ".md"));
        folder.deactivate(use("run-1", IDLE));
        assertThat(folder.active(IDLE)).isFalse();
    }

    @Test
    void relativeLink_isNotMovedAndSaysWhy() throws IOException {
        Files.writeString(home.resolve("shared.txt"), "text");
        Files.createSymbolicLink(home.resolve("inactive/agents/linked.md"), Path.of("../../shared.txt"));

        assertThatThrownBy(() -> folder.activate("linked")).hasMessageContaining("is a relative link");
        assertThat(folder.names()).contains("linked");
    }

    @Test
    void manyRunsAtOnce_neverLoseItWhileOneUsesIt() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> runs = IntStream.range(0, 40)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        AgentFolder own = new AgentFolder(home);
                        own.activate(use("run-" + i, IDLE));
                        boolean active = own.active(IDLE);
                        own.deactivate(use("run-" + i, IDLE));
                        return active;
                    })
                    .toList();

            for (var run : pool.invokeAll(runs)) {
                assertThat(run.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(folder.active(IDLE)).isFalse();
        assertThat(folder.users(IDLE)).isEmpty();
    }

    @Test
    void severalProcesses_neverLoseItWhileOneUsesIt() throws Exception {
        List<Process> processes = List.of(otherProcess("a"), otherProcess("b"));
        for (Process process : processes) {
            assertThat(Programs.await(process.onExit()).exitValue()).isZero();
        }
        assertThat(folder.active(IDLE)).isFalse();
        assertThat(folder.users(IDLE)).isEmpty();
    }

    private Process otherProcess(String run) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString(),
                        run)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve(run + ".txt").toFile())
                .start();
    }

    private void agent(String where, String name) throws IOException {
        Files.createDirectories(home.resolve(where));
        Files.writeString(home.resolve(where).resolve(name + ".md"), "You are " + name);
    }

    private void move(String from, String to) throws IOException {
        Files.move(home.resolve(from).resolve(IDLE + ".md"), home.resolve(to).resolve(IDLE + ".md"));
    }

    private void marks(String content) throws IOException {
        assertThat(marksFile()).exists();
        Files.writeString(marksFile(), content);
    }

    private Path marksFile() {
        return home.resolve("agents/.state").resolve(FileName.of(IDLE) + ".marks");
    }

    private static Activation use(String run, String agent) {
        return new Activation(run, Activation.Kind.AGENT, agent);
    }

    /** Another process whose runs use the agent. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            AgentFolder folder = new AgentFolder(Path.of(args[0]));
            for (int i = 0; i < 50; i++) {
                folder.activate(use(args[1] + i, IDLE));
                if (!folder.active(IDLE)) {
                    throw new IllegalStateException("it was taken away");
                }
                folder.deactivate(use(args[1] + i, IDLE));
            }
        }
    }
}
