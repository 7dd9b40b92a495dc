package dev.cortex.cli.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.run.PhaseView;
import dev.cortex.cli.Kind;
import dev.cortex.cli.panel.Key.Code;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PanelTest {
    private final PanelBench bench = new PanelBench();
    private final Panel panel = bench.panel;

    private List<String> offered() {
        return panel.palette().orElseThrow().found().stream()
                .map(Palette.Item::title)
                .toList();
    }

    private String chosen() {
        return panel.chosen().map(Listed::name).orElse("");
    }

    // ---- the list

    @Test
    void list_isWalkedThrough_andStaysWithinItsEnds() {
        bench.look();
        assertThat(chosen()).isEqualTo("broken");
        bench.press(Code.UP);
        assertThat(chosen()).isEqualTo("broken");
        bench.press(Code.DOWN);
        assertThat(chosen()).isEqualTo("feature");
        bench.press(Code.END);
        assertThat(chosen()).isEqualTo("review");
        bench.press(Code.DOWN);
        assertThat(chosen()).isEqualTo("review");
        bench.press(Code.HOME, Code.PAGE_DOWN, Code.PAGE_UP);
        assertThat(chosen()).isEqualTo("broken");
    }

    @Test
    void filter_leavesWhatHasItInItsName_untilItIsLeft() {
        bench.look().type("/EAT");
        assertThat(panel.rows()).extracting(Listed::name).containsExactly("feature");
        bench.press(Code.BACKSPACE, Code.ENTER);
        assertThat(panel.filtering()).isFalse();
        assertThat(panel.filter()).isEqualTo("EA");
        bench.press(Code.ENTER);
        assertThat(panel.look().map(Look::name)).contains("feature");
        bench.press(Code.ESCAPE, Code.ESCAPE);
        assertThat(panel.rows()).hasSize(3);
    }

    @Test
    void run_ofWhatIsBroken_isNotWished_andSaysWhatIsWrong() {
        bench.look().type("r");
        assertThat(panel.wishes()).isEmpty();
        assertThat(panel.message().orElseThrow())
                .isEqualTo(new Panel.Message("broken cannot run: phase a waits for itself", true));
    }

    @Test
    void run_ofWhatIsSound_isAskedFor_andWishedOnce() {
        bench.look().press(Code.DOWN).type("r");
        assertThat(panel.prompt().orElseThrow().question()).isEqualTo("Run feature?");
        bench.press(Code.ESCAPE).type("r");
        assertThat(panel.wishes()).isEmpty();
        bench.press(Code.ENTER);
        assertThat(panel.message().orElseThrow().text()).isEqualTo("Starting feature...");
        assertThat(panel.wishes()).containsExactly(new Wish.Start(Kind.SCENARIO, "feature"));
        assertThat(panel.wishes()).isEmpty();
    }

    // ---- the palette

    @Test
    void palette_hasWhatTheTutorialNames_forEitherWord() {
        bench.look();
        for (String word : List.of("scenario", "orchestrate")) {
            bench.press(Code.PALETTE).type(word);
            assertThat(offered()).startsWith("Scenario List", "Scenario Run", "Scenario Status");
            assertThat(offered()).noneMatch(title -> title.startsWith("Workflow"));
            bench.press(Code.ESCAPE);
        }
        assertThat(panel.palette()).isEmpty();
    }

    @Test
    void palette_partsOfAName_findTheCommandThatRunsIt() {
        bench.look().press(Code.PALETTE).type("run fea");
        assertThat(offered()).containsExactly("Scenario Run: feature");
        bench.press(Code.ENTER);
        assertThat(panel.wishes()).containsExactly(new Wish.Start(Kind.SCENARIO, "feature"));
        assertThat(panel.palette()).isEmpty();
    }

    @Test
    void palette_scenarioRun_asksWhichOne() {
        bench.look().press(Code.PALETTE).type("scenario run").press(Code.ENTER);
        assertThat(offered()).containsExactly("Scenario Run: broken", "Scenario Run: feature");
        bench.press(Code.DOWN, Code.ENTER);
        assertThat(panel.wishes()).containsExactly(new Wish.Start(Kind.SCENARIO, "feature"));
    }

    @Test
    void palette_whatIsErased_isFoundAgain_andNothingIsPickedFromNothing() {
        bench.look().press(Code.PALETTE).type("zzz");
        assertThat(offered()).isEmpty();
        bench.press(Code.ENTER);
        assertThat(panel.wishes()).isEmpty();
        bench.press(Code.PALETTE)
                .type("zh")
                .press(Code.BACKSPACE, Code.BACKSPACE)
                .type("help");
        assertThat(offered()).containsExactly("Help");
        bench.press(Code.ENTER);
        assertThat(panel.helps()).isTrue();
        bench.type("q");
        assertThat(panel.helps()).isFalse();
        assertThat(panel.wishes()).isEmpty();
    }

    @Test
    void palette_offersWhatCanBeDoneToTheRun_asItStands() {
        bench.start();
        bench.open().press(Code.PALETTE);
        assertThat(offered())
                .startsWith("Start analysis", "Reject analysis", "Skip analysis", "Complete analysis")
                .contains("Stop feature", "History of feature", "Runs of feature")
                .doesNotContain("Retry feature", "Resume feature", "Confirm analysis", "Start backend");
        bench.press(Code.ESCAPE);
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        bench.look().press(Code.PALETTE);
        assertThat(offered())
                .contains("Complete backend", "Retry from backend", "Retry feature", "Complete check")
                .doesNotContain("Skip analysis", "Skip backend", "Stop feature");
    }

    // ---- a run

    @Test
    void gate_isStartedWithAReason() {
        String run = bench.start().id();
        bench.open().type("s");
        assertThat(panel.prompt().orElseThrow().question()).isEqualTo("Start analysis?");
        bench.type(" looks fine!").press(Code.BACKSPACE);
        assertThat(panel.wishes()).isEmpty();
        bench.press(Code.ENTER);
        assertThat(panel.prompt()).isEmpty();
        assertThat(panel.wishes())
                .containsExactly(new Wish.Act(Kind.SCENARIO, run, Wish.Verb.START, "analysis", 0, "looks fine"));
    }

    @Test
    void question_thatIsLeft_doesNothing() {
        bench.start();
        bench.open();
        for (String key : List.of("s", "x", "c", "k", "S")) {
            bench.type(key);
            assertThat(panel.prompt()).as(key).isPresent();
            bench.type("why not").press(Code.ESCAPE);
            assertThat(panel.prompt()).isEmpty();
        }
        assertThat(panel.wishes()).isEmpty();
    }

    @Test
    void keysOfWhatHasEnded_sayThatItHas() {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        bench.look();
        for (String act : List.of("Start", "Reject", "Complete")) {
            bench.type(act.substring(0, 1).toLowerCase(Locale.ROOT).replace("r", "x"));
            assertThat(panel.message().orElseThrow())
                    .isEqualTo(new Panel.Message(act + " is not possible: analysis is completed", true));
        }
        bench.type("k");
        assertThat(panel.message().orElseThrow())
                .isEqualTo(new Panel.Message("Skip is not possible: analysis is completed", true));
        bench.type("S");
        assertThat(panel.message().orElseThrow()).isEqualTo(new Panel.Message("The run has ended", true));
        assertThat(panel.prompt()).isEmpty();
        assertThat(panel.wishes()).isEmpty();
    }

    @Test
    void hints_areAboutWhatCanBeDoneNow() {
        bench.start();
        bench.open();
        assertThat(Hints.of(panel)).startsWith("s start  x reject  S stop  Enter read");
        bench.start("analysis");
        bench.look();
        assertThat(Hints.of(panel)).startsWith("S stop  Enter read").contains("Esc back");
        bench.pass(Duration.ofMinutes(30));
        bench.look();
        assertThat(Hints.of(panel)).startsWith("T retry  Enter read");
        bench.retry();
        bench.pass(Duration.ofMinutes(30));
        bench.look().press(Code.END, Code.ENTER);
        assertThat(Hints.of(panel)).startsWith("m met  d not met  S stop  Up/Down scroll");
        bench.press(Code.ESCAPE, Code.ESCAPE, Code.HOME, Code.DOWN, Code.DOWN, Code.ENTER);
        assertThat(Hints.of(panel)).startsWith("r run  Esc back");
    }

    @Test
    void keysOfARun_actOnThePhaseThatIsChosen() {
        String run = bench.start().id();
        bench.open().press(Code.DOWN).type("k");
        assertThat(panel.prompt().orElseThrow().question()).isEqualTo("Skip backend? Skipped with it: check");
        bench.type("later").press(Code.ENTER);
        bench.press(Code.UP).type("x").type("no").press(Code.ENTER);
        bench.type("S").press(Code.ENTER);
        bench.type("R");
        assertThat(panel.wishes())
                .containsExactly(
                        new Wish.Act(Kind.SCENARIO, run, Wish.Verb.SKIP, "backend", 0, "later"),
                        new Wish.Act(Kind.SCENARIO, run, Wish.Verb.REJECT, "analysis", 0, "no"),
                        new Wish.Stop(Kind.SCENARIO, run, ""),
                        new Wish.Resume(Kind.SCENARIO, run));
    }

    @Test
    void reasonThatIsLookedForLater_isLeftOutOnlyByASecondEnter() {
        bench.start();
        for (String key : List.of("x", "c", "k")) {
            bench.open().type(key).type("  ").press(Code.ENTER);
            assertThat(panel.prompt().orElseThrow().keys()).as(key).startsWith("Enter again");
            assertThat(panel.wishes()).as(key).isEmpty();
            bench.press(Code.ENTER);
            assertThat(panel.prompt()).as(key).isEmpty();
            assertThat(panel.wishes()).as(key).hasSize(1);
        }
    }

    @Test
    void retry_namesWhatFailed_andIsNotAskedForWhereNothingDid() {
        String run = bench.start().id();
        bench.open().type("T");
        assertThat(panel.message().orElseThrow().text()).isEqualTo("Nothing of this run has failed");
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        bench.look().type("T");
        assertThat(panel.prompt().orElseThrow().question())
                .isEqualTo("Run again what failed, without asking for it: backend?");
        bench.press(Code.ENTER);
        assertThat(panel.wishes()).containsExactly(new Wish.Retry(Kind.SCENARIO, run, Optional.empty(), ""));
    }

    @Test
    void hints_areCutBetweenKeys_andHelpIsAlwaysAmongThem() {
        bench.start();
        bench.open();
        assertThat(Hints.of(panel, 200)).isEqualTo(Hints.of(panel));
        assertThat(Hints.of(panel, 50)).isEqualTo("s start  x reject  S stop  Enter read  ? help");
        assertThat(Hints.of(panel, 6)).isEqualTo("? help");
    }

    @Test
    void criterion_thatWaits_isJudged_andOnlyThatOne() {
        String run = bench.start().id();
        bench.open().type("m");
        assertThat(panel.message().orElseThrow().text()).isEqualTo("No criterion of analysis waits for a person");
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        assertThat(bench.view().phase("backend").orElseThrow().state().text()).isEqualTo("failed");
        var unused = bench.view();
        bench.retry();
        bench.pass(Duration.ofMinutes(30));
        bench.look().press(Code.END).type("d");
        assertThat(panel.prompt().orElseThrow().question()).isEqualTo("Deny \"Looks right\" (check)?");
        bench.type("crooked").press(Code.ENTER);
        assertThat(panel.wishes())
                .containsExactly(new Wish.Act(Kind.SCENARIO, run, Wish.Verb.DENY, "check", 1, "crooked"));
    }

    @Test
    void look_hasThePhaseThatIsChosen() {
        bench.start();
        bench.open().press(Code.DOWN, Code.DOWN);
        assertThat(panel.look().orElseThrow().phase()).contains("frontend");
        bench.press(Code.ENTER);
        assertThat(panel.screen()).isEqualTo(Panel.Screen.PHASE);
        assertThat(panel.phase().map(PhaseView::name)).contains("frontend");
        bench.press(Code.DOWN, Code.ESCAPE);
        assertThat(panel.screen()).isEqualTo(Panel.Screen.RUN);
        assertThat(panel.phase().map(PhaseView::name)).contains("frontend");
    }

    @Test
    void history_staysAtItsEnd_untilSomebodyGoesUp() {
        bench.start();
        bench.open().type("h");
        int before = panel.snapshot().history().size();
        assertThat(panel.lineAt()).isEqualTo(before - 1);
        bench.start("analysis");
        bench.look();
        assertThat(panel.snapshot().history()).hasSizeGreaterThan(before);
        assertThat(panel.lineAt()).isEqualTo(panel.snapshot().history().size() - 1);
        bench.press(Code.UP);
        int here = panel.lineAt();
        bench.pass(Duration.ofMinutes(30));
        bench.look();
        assertThat(panel.lineAt()).isEqualTo(here);
        bench.press(Code.END);
        int all = panel.snapshot().history().size();
        assertThat(panel.lineAt()).isEqualTo(all - 1);
        bench.retry();
        bench.look();
        assertThat(panel.lineAt())
                .isGreaterThanOrEqualTo(all)
                .isEqualTo(panel.snapshot().history().size() - 1);
    }

    @Test
    void runs_oneOfThem_isOpened() {
        String run = bench.start().id();
        bench.open().type("o");
        assertThat(panel.look().orElseThrow().part()).isEqualTo(Look.Part.RUNS);
        bench.press(Code.ENTER);
        assertThat(panel.look().orElseThrow().run()).contains(run);
        assertThat(panel.screen()).isEqualTo(Panel.Screen.RUN);
    }

    @Test
    void see_whatWasLookedAtBefore_isNotTakenForWhatIsLookedAtNow() {
        bench.start();
        bench.look();
        Snapshot late = new Snapshot(
                bench.time.now(),
                bench.snapshot().listed(),
                Optional.of(bench.view()),
                List.of("an event"),
                List.of(),
                Tails.NONE);
        Optional<Look> before =
                Optional.of(new Look(Kind.WORKFLOW, "review", Optional.empty(), Look.Part.HISTORY, Optional.empty()));
        bench.press(Code.END, Code.ENTER);
        panel.see(before, late);
        assertThat(panel.run()).isEmpty();
        assertThat(panel.snapshot().history()).doesNotContain("an event");
        assertThat(panel.snapshot().listed()).isEqualTo(late.listed());
    }

    // ---- leaving

    @Test
    void leave_withNothingAtWork_isNotAsked() {
        bench.start();
        bench.look().type("q");
        assertThat(panel.wishes()).containsExactly(new Wish.Leave(List.of()));
    }

    @Test
    void leave_withARunOfThisPanelThatNobodyDrives_isNotAsked() {
        panel.started(Kind.SCENARIO, "feature", bench.start().id());
        bench.release();
        bench.look().type("q");
        assertThat(panel.wishes()).containsExactly(new Wish.Leave(List.of()));
    }

    @Test
    void leave_withARunOfThisPanelAtWork_asksWhatIsToBecomeOfIt() {
        String run = bench.start().id();
        panel.started(Kind.SCENARIO, "feature", run);
        bench.start("analysis");
        bench.look().type("q");
        assertThat(panel.prompt().orElseThrow().question()).isEqualTo("Still at work: feature");
        bench.press(Code.ESCAPE);
        assertThat(panel.wishes()).isEmpty();
        bench.type("q").press(Code.ENTER);
        assertThat(panel.wishes()).containsExactly(new Wish.Leave(List.of()));
        bench.type("qs");
        assertThat(panel.wishes())
                .containsExactly(new Wish.Leave(List.of(new Wish.Stop(Kind.SCENARIO, run, "the panel was left"))));
    }

    @Test
    void interrupt_asks_andTheSecondOneLeaves() {
        panel.started(Kind.SCENARIO, "feature", bench.start().id());
        bench.start("analysis");
        bench.look().press(Code.PALETTE, Code.INTERRUPT);
        assertThat(panel.palette()).isEmpty();
        assertThat(panel.wishes()).isEmpty();
        bench.press(Code.INTERRUPT);
        assertThat(panel.wishes()).containsExactly(new Wish.Leave(List.of()));
    }

    @Test
    void started_ofTheRunThatIsLookedAt_leavesThePersonWhereTheyAre() {
        String run = bench.start().id();
        bench.open().press(Code.DOWN, Code.ENTER);
        panel.started(Kind.SCENARIO, "feature", run);
        bench.look();
        assertThat(panel.screen()).isEqualTo(Panel.Screen.PHASE);
        assertThat(panel.phase().map(PhaseView::name)).contains("backend");
    }

    // ---- laws

    @Property(tries = 300)
    void anyKeys_onAScreenOfAnySize_areDrawn(
            @ForAll("keys") List<Key> keys,
            @ForAll @IntRange(min = 1, max = 220) int width,
            @ForAll @IntRange(min = 1, max = 60) int height) {
        PanelBench any = new PanelBench();
        any.start();
        any.start("analysis");
        any.look();
        for (Key key : keys) {
            any.panel.key(key);
            any.look();
            assertThat(any.screen(width, height)).hasSize(height);
        }
        assertThat(any.panel.row()).isBetween(0, Math.max(0, any.panel.rows().size() - 1));
    }

    @Provide
    Arbitrary<List<Key>> keys() {
        Arbitrary<Key> named = Arbitraries.of(Code.values()).map(Key::of);
        Arbitrary<Key> typed = Arbitraries.of("q", "r", "h", "o", "s", "x", "S", "R", "T", "m", "/", "?", "é", "漢")
                .map(Key::typed);
        return Arbitraries.oneOf(named, typed).list().ofMaxSize(25);
    }
}
