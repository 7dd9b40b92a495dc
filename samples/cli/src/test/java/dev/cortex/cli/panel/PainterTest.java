package dev.cortex.cli.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.cli.panel.Key.Code;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.style.Style;
import dev.tamboui.text.CharWidth;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
    private final PanelBench bench = new PanelBench();

    private static List<String> text(String text) {
        return text.lines().toList();
    }

    @Test
    void list_saysHowEachStands_inColumns() {
        bench.start();
        bench.pass(Duration.ofMinutes(5));
        bench.look().press(Code.DOWN);
        assertThat(bench.screen(100, 10)).containsExactlyElementsOf(text("""
                 cortex | Scenarios and workflows
                  Name      Kind      Status      Last run  Phases  Priority  Agents
                  broken    scenario  [ERROR]
                > feature   scenario  waiting     5m ago    4       medium    architect, coder, designer, artist, te
                  review    workflow  -                     4       medium    architect, coder, designer, artist, te




                Enter open  r run  / filter  q quit  Ctrl+P commands  ? help"""));
        assertThat(bench.screen(60, 10).get(1))
                .isEqualTo("  Name      Kind      Status      Last run  Phases  Priority");
    }

    @Test
    void run_hasPhasesAgentsLaneCriteriaAndWhy_onANarrowScreen() {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(3));
        bench.printed("frontend", "designer", "out| drew a box", "out| and another");
        bench.look().press(Code.DOWN, Code.DOWN);
        assertThat(bench.screen(70, 24)).containsExactlyElementsOf(text("""
                 cortex | Scenario: feature
                Status: running  started 3m ago by anna
                [#####...............] 1/4 ended  lane: backend
                At work: {coder} {designer}
                  [x] analysis completed 1m ago
                  [>] backend  in progress 1m {coder}
                > [>] frontend in progress 1m {designer}
                  [ ] check    pending

                frontend  [after:analysis]  parallel
                Agent {designer}  at work 1m
                  out| drew a box
                  out| and another
                Agent {artist}









                S stop  Enter read  h history  Esc back  Ctrl+P commands  ? help"""));
    }

    @Test
    void run_ofAWideScreen_hasThePhaseBesideThePhases() {
        bench.start();
        bench.open();
        assertThat(bench.screen(120, 12)).containsExactlyElementsOf(text("""
                 cortex | Scenario: feature
                Status: waiting  started 0s ago by anna  waits for you: analysis
                [....................] 0/4 ended

                > [?] analysis waiting 0s                                    analysis  [manual]
                  [ ] backend  pending                                       why: waits to be started
                  [ ] frontend pending                                       Success criteria
                  [ ] check    pending                                       [ ] Plan written
                                                                             Agent {architect}


                s start  x reject  S stop  Enter read  h history  Esc back  Ctrl+P commands  ? help"""));
    }

    @Test
    void run_thatFailed_saysWhatAndWhyAndWhatWasSkipped() {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        bench.look().press(Code.DOWN);
        assertThat(bench.screen(100, 20))
                .anyMatch(line -> line.contains("Status: failed") && line.contains("took 7m"))
                .anyMatch(line -> line.startsWith("> [!] backend  failed: agent 23m ago"))
                .anyMatch(line -> line.contains("no compiler is installed"))
                .anyMatch(line -> line.startsWith("  [-] check    skipped"));
    }

    @Test
    void phase_hasEvidence_andIsScrolledNoFurtherThanItsEnd() {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        bench.printed(
                "analysis",
                "architect",
                IntStream.range(0, 40).mapToObj(i -> "out| " + i).toArray(String[]::new));
        bench.look().press(Code.ENTER);
        assertThat(bench.screen(80, 20))
                .contains("[x] Plan written", "    PLAN.md exists", "  out| 0")
                .doesNotContain("  out| 39");
        for (int i = 0; i < 9; i++) {
            bench.press(Code.PAGE_DOWN);
            bench.screen(80, 20);
        }
        assertThat(bench.screen(80, 20)).contains("  out| 39").doesNotContain("[x] Plan written");
        bench.press(Code.UP);
        assertThat(bench.screen(80, 20)).doesNotContain("  out| 39").contains("  out| 38");
    }

    @Test
    void details_thatHaveNoPlace_areSaidToBeMore() {
        bench.start();
        bench.open();
        bench.printed("analysis", "architect", "out| 1", "out| 2", "out| 3", "out| 4", "out| 5", "out| 6");
        assertThat(bench.look().screen(60, 14)).contains("... Enter shows all").doesNotContain("  out| 6");
        assertThat(bench.screen(60, 40)).doesNotContain("... Enter shows all").contains("  out| 6");
    }

    @Test
    void message_thatIsLong_isReadToItsEnd() {
        bench.look();
        bench.panel.tell("feature runs; " + "and there is more to say of it, ".repeat(3) + "which is this", false);
        assertThat(String.join(" ", bench.screen(60, 14))).contains("which is this");
    }

    @Test
    void history_whatIsChosen_isReadToItsEnd() {
        Row row = Row.of("12:00 " + "word ".repeat(18) + "the end", Tone.PLAIN);
        List<String> lines = List.of("short", row.toString(), "after");
        assertThat(ListRows.history(lines, 1, 40))
                .extracting(Row::toString)
                .hasSize(5)
                .startsWith("  short" + " ".repeat(33))
                .anyMatch(line -> line.startsWith("> 12:00 word"))
                .anyMatch(line -> line.endsWith("the end"))
                .endsWith("  after" + " ".repeat(33));
        assertThat(ListRows.history(lines, 0, 40))
                .extracting(Row::toString)
                .containsExactly("> short", "  12:00 word word word word word word w…", "  after" + " ".repeat(33));
    }

    @Test
    void definition_thatWasNotRun_isShown_withWhatIsWrongWithIt() {
        bench.look().press(Code.ENTER);
        assertThat(bench.screen(80, 12)).contains("phase a waits for itself");
        bench.press(Code.ESCAPE, Code.DOWN, Code.ENTER);
        assertThat(bench.screen(80, 12))
                .contains("It has not been run: r runs it", "A feature, from its plan to its check")
                .contains("[ ] frontend  [after:analysis]  parallel  {designer, artist}");
    }

    @Test
    void question_isAtTheBottom_withTheEndOfWhatIsTyped() {
        bench.start();
        bench.open().type("s").type("because ".repeat(12) + "so it is");
        List<String> screen = bench.screen(40, 14);
        assertThat(screen.get(11)).isEqualTo("Start analysis?");
        assertThat(screen.get(13)).isEqualTo("Enter: do it   Esc: leave it");
        assertThat(screen.get(12)).startsWith("Reason (or none): ");
        assertThat(screen.get(12)).endsWith("so it is_").hasSize(40);
    }

    @Test
    void palette_liesOnTop_andShowsWhatIsChosenAmongMany() {
        bench.look().press(Code.PALETTE, Code.END);
        assertThat(bench.screen(80, 20))
                .anyMatch(line -> line.contains("│> _"))
                .anyMatch(line -> line.contains("│> Quit"))
                .noneMatch(line -> line.contains("Scenario List"));
    }

    @Test
    void textOfUnknownOrigin_movesNoCursor() {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(3));
        bench.printed("backend", "coder", "out| \u001b[2J\u0007\u202Eevil\ttab");
        bench.look().press(Code.DOWN);
        assertThat(bench.screen(100, 20))
                .anyMatch(line -> line.contains("<U+001B>[2J<U+0007><U+202E>evil"))
                .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void colours_areOnlyThere_ifTheyAreWanted_andTheWordsAreTheSame(boolean colours) {
        bench.start();
        bench.open();
        bench.start("analysis");
        bench.pass(Duration.ofMinutes(30));
        Buffer painted = bench.look().painted(100, 20, colours);
        assertThat(styles(painted).stream().anyMatch(style -> style.fg().isPresent()))
                .isEqualTo(colours);
        assertThat(styles(painted)).allMatch(style -> style.bg().isEmpty());
        assertThat(PanelBench.lines(painted)).isEqualTo(PanelBench.lines(bench.painted(100, 20, !colours)));
    }

    private static List<Style> styles(Buffer buffer) {
        return IntStream.range(0, buffer.width() * buffer.height())
                .mapToObj(
                        i -> buffer.get(i % buffer.width(), i / buffer.width()).style())
                .toList();
    }

    @Property(tries = 500)
    void wrapped_losesNothing_andFits(@ForAll List<String> pieces, @ForAll @IntRange(min = 12, max = 80) int width) {
        Row row = new Row();
        pieces.forEach(piece -> row.add(piece, Tone.PLAIN));
        List<Row> rows = row.wrapped(width);
        assertThat(rows).allMatch(one -> CharWidth.of(one.toString()) <= width);
        StringBuilder all = new StringBuilder(rows.get(0).toString());
        rows.stream().skip(1).forEach(one -> all.append(one.toString().substring(4)));
        assertThat(all.toString()).isEqualTo(row.toString());
    }
}
