package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.run.Standing;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is shown as it stands: its frames as text, in a time that the test says, and what of it is written. */
class LiveRunTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path temporary;

    private final AtomicReference<Instant> now = new AtomicReference<>(START.plusSeconds(75));
    private final AtomicReference<RunView> view = new AtomicReference<>(working());

    @Test
    void of_runAtWork_hasMarksAgesCriteriaAndAgents() {
        assertThat(frame(working(), 0, 80, 24)).isEqualTo("""
                feature: running, 1 of 6 phases done, 1m
                  [x] analysis               2/2 met  completed
                  [.] backend           35s  1/2 met  python-pro, database-admin (attempt 2)
                  [.] frontend          1m            verifying
                  [?] release                         waits for you to start it
                  [?] sign-off               0/1 met  waits for you to confirm a criterion
                  [ ] \u6771\u4eac integration                waits for backend""");
    }

    @Test
    void of_nextBeat_onlyWhatIsAtWorkLooksOtherwise() {
        List<String> first = frame(working(), 0, 80, 24).lines().toList();
        List<String> second = frame(working(), 1, 80, 24).lines().toList();
        assertThat(IntStream.range(0, first.size())
                        .filter(i -> !first.get(i).equals(second.get(i)))
                        .mapToObj(second::get))
                .allMatch(row -> row.startsWith("  [o] "))
                .hasSize(2);
    }

    @Test
    void of_narrowTerminal_cutsNamesInTheMiddleAndRowsAtTheEnd() {
        assertThat(frame(working(), 2, 40, 24)).isEqualTo("""
                feature: running, 1/6 done, 1m
                  [x] analysis            2/2 met  c...
                  [O] backend        35s  1/2 met  p...
                  [O] frontend       1m            v...
                  [?] release                      w...
                  [?] sign-off            0/1 met  w...
                  [ ] \u6771\u4eac in...ion                w...""");
    }

    @Test
    void of_tallerThanTheTerminal_showsWhatIsAtWorkAndCountsTheRest() {
        List<PhaseView> phases = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            phases.add(
                    i < 10
                            ? phase("p" + i, PhaseState.COMPLETED, new Ending.Completed(Ending.Proof.VERIFIED))
                            : phase("p" + i, i == 20 || i == 30 ? PhaseState.IN_PROGRESS : PhaseState.PENDING, null));
        }
        phases.set(35, phase("p35", PhaseState.WAITING, null));
        assertThat(frame(view(RunStatus.RUNNING, phases, List.of()), 0, 60, 9)).isEqualTo("""
                feature: running, 10 of 40 phases done, 1m
                  [ ] p10       pending
                  [ ] p11       pending
                  [.] p20  1m   in progress
                  [.] p30  1m   in progress
                  [?] p35       waits for you to start it
                  ... 35 more: 10 completed, 25 pending""");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,2", "20,3", "21,4", "80,5", "200,50", "9,9"})
    void of_anySize_fits(int columns, int rows) {
        List<String> frame = LiveFrame.of(Kind.SCENARIO, working(), now.get(), 0, new Tty.Size(columns, rows));
        assertThat(frame).hasSizeLessThanOrEqualTo(Math.max(1, rows - 2)).allMatch(row -> Cells.of(row) < columns);
    }

    @Test
    void of_hostileNames_showsThem() {
        assertThat(frame(
                        view(RunStatus.RUNNING, List.of(phase("a\u001b[2J", PhaseState.PENDING, null)), List.of()),
                        0,
                        60,
                        9))
                .contains("[ ] a<U+001B>[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void tick_whileSomebodyIsAtWork_changesRowsInPlace() {
        Vt vt = new Vt(80, 24);
        LiveRun live = live(vt, new FixedTty(80, 24));
        live.draw();
        long written = vt.bytes();
        now.set(now.get().plusSeconds(1));
        live.tick();
        assertThat(vt.screen()).contains("[o] backend           36s");
        assertThat(vt.all().lines()).as("in place").hasSize(7);
        assertThat(vt.bytes()).isGreaterThan(written);
        live.leave();
    }

    @Test
    void tick_whileOnlyAPersonIsWaitedFor_writesNothing() {
        view.set(view(RunStatus.WAITING, List.of(phase("gate", PhaseState.WAITING, null)), List.of()));
        Vt vt = new Vt(80, 24);
        LiveRun live = live(vt, new FixedTty(80, 24));
        live.draw();
        long written = vt.bytes();
        for (int i = 0; i < 10; i++) {
            now.set(now.get().plusSeconds(60));
            live.tick();
            live.draw();
        }
        assertThat(vt.bytes()).isEqualTo(written);
        live.leave();
    }

    @Test
    void draw_inTheBackground_leavesTheTerminalToOthers() {
        Vt vt = new Vt(80, 24);
        FixedTty tty = new FixedTty(80, 24);
        tty.foreground = false;
        LiveRun live = live(vt, tty);
        live.draw();
        live.tick();
        assertThat(vt.bytes()).isZero();
        tty.foreground = true;
        live.continued();
        assertThat(vt.screen()).startsWith("feature: running");
        live.leave();
    }

    @Test
    void draw_afterTheEnd_drawsNothing() {
        Vt vt = new Vt(80, 24);
        LiveRun live = live(vt, new FixedTty(80, 24));
        live.draw();
        live.end();
        assertThat(vt.screen()).isEmpty();
        live.draw();
        live.resized();
        assertThat(vt.screen()).isEmpty();
    }

    @Test
    void draw_journalCannotBeRead_showsWhatWasKnown() {
        Vt vt = new Vt(80, 24);
        LiveRun live = live(vt, new FixedTty(80, 24));
        live.draw();
        String before = vt.screen();
        view.set(null);
        live.happened(new RunEvent("run-1", 9, START, new Fact.GateOpened("gate")));
        live.draw();
        assertThat(vt.screen()).isEqualTo(before);
        live.leave();
    }

    @Test
    void run_onATerminal_showsTheRunAndItsEndStays() {
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().terminal(screen.typing("Start phase gate? [y/N]", "y"))
                .tty(new FixedTty(80, 24))
                .run(screen, "orchestrate", "run", "gated");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        Vt vt = new Vt(80, 24);
        vt.type(outcome.out());
        assertThat(vt.all())
                .startsWith("Started scenario: gated\n")
                .contains("[x] gate: completed", "Status: completed", "[x] gate    - completed")
                .doesNotContain("phases done", "gate: started", "at work");
        assertThat(outcome.out()).as("was shown").contains("gated: ", "phases done");
        assertThat(vt.cursor().get(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR=1", "TERM=dumb", "TERM="})
    void run_terminalThatIsToBeLeftAlone_hasPlainLines(String variable) {
        String[] parts = variable.split("=", 2);
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().terminal(screen.typing("Start phase gate? [y/N]", "y"))
                .tty(new FixedTty(80, 24))
                .environment(parts[0], parts[1])
                .run(screen, "orchestrate", "run", "gated");
        assertThat(outcome.out()).contains("beside: started").doesNotContain("phases done", "\u001b[2A");
    }

    @Test
    void run_withAnOptionThatSaysSo_isNotShown() {
        for (String option : List.of("--quiet", "--json", "--no-color", "--dry-run")) {
            Screen screen = new Screen();
            Sandbox.Outcome outcome = gated().terminal(screen.typing())
                    .tty(new FixedTty(80, 24))
                    .run(screen, "orchestrate", "run", "gated", "--auto", "--new", option);
            assertThat(outcome.exit()).as(option).isEqualTo(ExitCode.DONE);
            assertThat(outcome.out()).as(option).doesNotContain("phases done");
        }
    }

    @Test
    void run_verboseOnATerminal_showsWhatAgentsWrite() {
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().withAgent("worker", "sh, -c, 'echo hello; echo trouble >&2'")
                .terminal(screen.typing())
                .tty(new FixedTty(80, 24))
                .run(screen, "orchestrate", "run", "gated", "--auto", "--verbose");
        assertThat(outcome.out()).contains("gate/worker | hello", "beside/worker | trouble", "activating agent worker");
    }

    private LiveRun live(Vt vt, FixedTty tty) {
        Printer printer = new Printer(
                new PrintStream(vt, true, StandardCharsets.UTF_8),
                new PrintStream(vt, true, StandardCharsets.UTF_8),
                true);
        return new LiveRun(
                printer,
                tty,
                Kind.SCENARIO,
                now::get,
                () -> Optional.ofNullable(view.get()).orElseThrow(),
                tty.size,
                Optional.empty());
    }

    private Sandbox gated() {
        return new Sandbox(temporary)
                .withAgent("worker")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: A gate, and something beside it",
                        "phases:",
                        "  - {name: gate, condition: manual, agents: [worker]}",
                        "  - {name: beside, condition: auto, parallel: true, agents: [worker]}");
    }

    private String frame(RunView run, int beat, int columns, int rows) {
        return String.join("\n", LiveFrame.of(Kind.SCENARIO, run, now.get(), beat, new Tty.Size(columns, rows)));
    }

    private static RunView working() {
        Verdict met = new Verdict(Verdict.Result.MET, "", "test");
        PhaseView backend = new PhaseView(
                Phase.named("backend").build(),
                PhaseState.IN_PROGRESS,
                Optional.empty(),
                1,
                Optional.of(START.plusSeconds(40)),
                List.of(
                        new AgentView("python-pro", "backend", 1, START),
                        new AgentView("database-admin", "backend", 2, START)),
                List.of(criterion(1, met, false), criterion(2, null, false)),
                Values.none());
        return view(
                RunStatus.RUNNING,
                List.of(
                        phase(
                                "analysis",
                                PhaseState.COMPLETED,
                                new Ending.Completed(Ending.Proof.VERIFIED),
                                criterion(1, met, false),
                                criterion(2, met, false)),
                        backend,
                        phase("frontend", PhaseState.VERIFYING, null),
                        phase("release", PhaseState.WAITING, null),
                        phase("sign-off", PhaseState.VERIFYING, null, criterion(1, null, true)),
                        phase("\u6771\u4eac integration", PhaseState.PENDING, null)),
                List.of(new Blocker(
                        "\u6771\u4eac integration",
                        Blocker.Kind.PREDECESSOR,
                        "waits for backend",
                        Optional.of("backend"),
                        Blocker.Remedy.WAIT)));
    }

    private static CriterionView criterion(int number, Verdict verdict, boolean waiting) {
        return new CriterionView(
                number, Criterion.of("c" + number), Optional.ofNullable(verdict), Optional.empty(), waiting);
    }

    private static PhaseView phase(String name, PhaseState state, Ending ending, CriterionView... criteria) {
        return new PhaseView(
                Phase.named(name).build(),
                state,
                Optional.ofNullable(ending),
                state == PhaseState.PENDING ? 0 : 1,
                state == PhaseState.PENDING ? Optional.empty() : Optional.of(START.plusSeconds(10)),
                List.of(),
                List.of(criteria),
                Values.none());
    }

    private static RunView view(RunStatus status, List<PhaseView> phases, List<Blocker> blockers) {
        Plan plan = new Plan(Scenario.named("feature").build(), Policy.STANDARD, List.of(), List.of(), List.of());
        Standing standing = new Standing(
                status, "", Optional.of(new Owner("engine", "here", 7, START)), new Actor("anna"), START, START, 9);
        return new RunView("run-1", plan, Values.none(), standing, phases, blockers, List.of());
    }
}
