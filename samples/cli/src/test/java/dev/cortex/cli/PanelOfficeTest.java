package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.panel.Listed;
import dev.cortex.cli.panel.Look;
import dev.cortex.cli.panel.Office.Outcome;
import dev.cortex.cli.panel.Snapshot;
import dev.cortex.cli.panel.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that the panel starts are processes; the office of these tests is that of the command. */
class PanelOfficeTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private PanelOffice office;

    @BeforeEach
    void files() {
        Sandbox home = new Sandbox(folder.resolve("home")).realTime();
        home.with("config.yaml", "agent_command: [sh, '" + home.home().resolve("agent.sh") + "']");
        home.with("agent.sh", "echo \"$CORTEX_AGENT works\"", "test ! -f \"$CORTEX_HOME/$CORTEX_PHASE.fails\"");
        home.with("agents/a.md", "---", "name: a", "description: Works", "---", "Work.");
        home.with(
                "scenarios/gated.yaml",
                "name: gated",
                "description: A gate",
                "phases:",
                "  - {name: ask, condition: manual, agents: [a], success_criteria: [Somebody likes it]}",
                "  - {name: then, condition: ['after:ask'], agents: [a]}");
        home.with(
                "scenarios/broken.yaml",
                "name: broken",
                "description: Waits for itself",
                "phases:",
                "  - {name: ask, condition: ['after:ask'], agents: [a]}");
        home.with("workflows/steps.yaml", "name: steps", "description: Steps", "steps:", "  - {name: one, prompt: Go}");
        this.office = office(home);
    }

    private PanelOffice office(Sandbox home) {
        CortexCommand options = new CortexCommand(home.surroundings(out, err));
        return new PanelOffice(options.session(), false);
    }

    @AfterEach
    void nothingIsPrinted_forThePanelHasTheTerminal() throws InterruptedException {
        office.close();
        Bystanders.await(folder);
        assertThat(out.size() + err.size()).isZero();
    }

    private static Optional<Look> at(Kind kind, String name, Look.Part part) {
        return Optional.of(new Look(kind, name, Optional.empty(), part, Optional.of("ask")));
    }

    private Snapshot look(Look.Part part) {
        return office.look(at(Kind.SCENARIO, "gated", part));
    }

    private RunView await(Predicate<RunView> what) {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end) {
            Optional<RunView> view = look(Look.Part.STANDING).run();
            if (view.filter(what).isPresent()) {
                return view.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("never so: " + look(Look.Part.STANDING).run());
    }

    private Outcome act(Wish.Verb verb, String run, String phase, int criterion) {
        return office.carryOut(new Wish.Act(Kind.SCENARIO, run, verb, phase, criterion, "-because"));
    }

    private String startGated() {
        Outcome outcome = office.carryOut(new Wish.Start(Kind.SCENARIO, "gated"));
        assertThat(outcome.bad()).as(outcome.text()).isFalse();
        return outcome.started().orElseThrow().run();
    }

    @Test
    void look_hasAllThatCanBeRun_andWhatIsWrong() {
        assertThat(office.look(Optional.empty()).listed())
                .extracting(Listed::name)
                .containsExactly("broken", "gated", "steps");
        Listed broken = office.look(Optional.empty()).listed().get(0);
        assertThat(broken.plan()).isEmpty();
        assertThat(broken.problems()).singleElement().asString().contains("broken.yaml:4:");
        assertThat(look(Look.Part.HISTORY).run()).isEmpty();
    }

    @Test
    void run_isDrivenByAProcessOfItsOwn_throughAGate_toItsEnd() {
        String run = startGated();
        RunView waiting = await(
                view -> view.status() == RunStatus.WAITING && !view.standing().driven());
        assertThat(waiting.id()).isEqualTo(run);
        Outcome started = act(Wish.Verb.START, run, "ask", 0);
        assertThat(started.bad()).as(started.text()).isFalse();
        assertThat(started.text()).isIn("gated goes on: start ask", "gated: completed");
        assertThat(started.started().orElseThrow().run()).isEqualTo(run);
        await(view -> view.status() == RunStatus.COMPLETED);
        Snapshot all = look(Look.Part.HISTORY);
        assertThat(all.history().get(0)).contains("run started");
        assertThat(all.history()).anyMatch(line -> line.contains("-because"));
        assertThat(all.history())
                .hasSize((int) all.run().orElseThrow().standing().events());
        assertThat(all.listed().get(1).last())
                .as("no older than the run itself")
                .isEqualTo(all.run());
        assertThat(look(Look.Part.HISTORY).history()).isEqualTo(all.history());
        assertThat(look(Look.Part.RUNS).runs()).extracting(RunView::id).containsExactly(run);
        assertThat(all.tails().lines().get("a")).contains("out| a works");
        assertThat(office.look(Optional.empty()).listed().get(1).last().map(RunView::id))
                .contains(run);
    }

    @Test
    void actThatIsRefused_saysWhy_andTheRunIsAsItWas() {
        String run = startGated();
        await(view -> !view.standing().driven());
        Outcome refused = act(Wish.Verb.START, run, "then", 0);
        assertThat(refused.bad()).isTrue();
        assertThat(refused.text()).contains("then");
        Outcome unknown = act(Wish.Verb.CONFIRM, run, "ask", 7);
        assertThat(unknown.bad()).isTrue();
        assertThat(look(Look.Part.STANDING).run().orElseThrow().status()).isEqualTo(RunStatus.WAITING);
    }

    /** The run is over as soon as it goes on; between two looks nobody may have seen it driven. */
    @Test
    void reject_saysThatTheRunGoesOn_orHowItEnded() {
        String run = startGated();
        await(view -> !view.standing().driven());
        Outcome rejected = act(Wish.Verb.REJECT, run, "ask", 0);
        assertThat(rejected.bad()).as(rejected.text()).isFalse();
        assertThat(rejected.text()).isIn("gated goes on: reject ask", "gated: failed");
        await(view -> view.status() == RunStatus.FAILED);
        Outcome completed = act(Wish.Verb.COMPLETE, run, "ask", 0);
        assertThat(completed).isEqualTo(Outcome.of("Completed ask (gated); R has the run go on", false));
    }

    @Test
    void start_ofWhatRunsAlready_saysSo() {
        startGated();
        Outcome again = office.carryOut(new Wish.Start(Kind.SCENARIO, "gated"));
        assertThat(again.bad()).isTrue();
        assertThat(again.started()).isEmpty();
        assertThat(again.text()).startsWith("gated: ").contains("active");
    }

    @Test
    void run_thatFailed_isRetried() throws IOException {
        Files.createFile(folder.resolve("home/then.fails"));
        String run = startGated();
        await(view -> !view.standing().driven());
        act(Wish.Verb.START, run, "ask", 0);
        await(view -> view.status() == RunStatus.FAILED && !view.standing().driven());
        Files.delete(folder.resolve("home/then.fails"));
        Outcome retried = office.carryOut(new Wish.Retry(Kind.SCENARIO, run, Optional.of("then"), "again"));
        assertThat(retried.text()).isEqualTo("gated runs again");
        assertThat(await(view -> view.status() == RunStatus.COMPLETED).id()).isEqualTo(run);
    }

    @Test
    void run_thatIsStopped_isResumed() {
        String run = startGated();
        await(view -> !view.standing().driven());
        assertThat(office.carryOut(new Wish.Stop(Kind.SCENARIO, run, "enough")).bad())
                .isFalse();
        assertThat(await(view -> view.status() == RunStatus.STOPPED).standing().reason())
                .contains("enough");
        Outcome resumed = office.carryOut(new Wish.Resume(Kind.SCENARIO, run));
        assertThat(resumed.bad()).as(resumed.text()).isFalse();
        await(view -> view.status() == RunStatus.WAITING);
    }

    @Test
    void workflow_isRun_too() {
        Outcome outcome = office.carryOut(new Wish.Start(Kind.WORKFLOW, "steps"));
        assertThat(outcome.bad()).as(outcome.text()).isFalse();
        assertThat(office.look(at(Kind.WORKFLOW, "steps", Look.Part.STANDING))
                        .run()
                        .orElseThrow()
                        .id())
                .isEqualTo(outcome.started().orElseThrow().run());
    }

    @Test
    void runThatCannotBeRead_hidesNoOther() throws IOException {
        startGated();
        await(view -> !view.standing().driven());
        try (Stream<Path> files = Files.list(folder.resolve("home/scenarios/.state"))) {
            Path journal = files.filter(file -> file.getFileName().toString().matches("run-.*jsonl"))
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(journal);
            Files.writeString(journal, "nonsense\n" + String.join("\n", lines.subList(1, lines.size())) + "\n");
        }
        List<Listed> listed = office.look(Optional.empty()).listed();
        assertThat(listed).extracting(Listed::name).containsExactly("broken", "gated", "steps");
        assertThat(listed.get(1).problems()).singleElement().asString().contains("damaged");
    }

    @Test
    void nothingOfIt_staysInTheFolderForTemporaryFiles() throws IOException {
        startGated();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("cortex-panel"))
                            .filter(file -> file.toFile().lastModified() > System.currentTimeMillis() - 5_000))
                    .isEmpty();
        }
    }
}
