package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The block at the bottom of a terminal, as a terminal shows it. */
class FooterTest {
    private static final Tty.Size SIZE = new Tty.Size(20, 6);

    private final Vt vt = new Vt(20, 6);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Printer printer = printer(vt);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void line_scrollsAboveTheBlock_whereverItBegan(int before) {
        for (int i = 1; i <= before; i++) {
            printer.line("before " + i);
        }
        printer.frame(List.of("head", "  [x] one"), SIZE, true);
        for (int i = 1; i <= 5; i++) {
            printer.line("news " + i);
        }
        assertThat(vt.all()).endsWith("news 1\nnews 2\nnews 3\nnews 4\nnews 5\nhead\n  [x] one");
        assertThat(vt.all().lines()).hasSize(before + 7).doesNotHaveDuplicates();
    }

    @Test
    void everyChange_leavesWhatIsBeingTyped() {
        printer.frame(List.of("head", "one"), SIZE, true);
        printer.ask("Start? [y/N]");
        vt.type("ye");
        printer.line("news");
        printer.frame(List.of("head", "two"), SIZE, true);
        printer.line("this is longer than a row is wide");
        printer.frame(List.of("head", "two", "three"), SIZE, true);
        printer.problem("trouble");
        printer.frame(List.of("head"), SIZE, true);
        assertThat(vt.all()).isEqualTo("news\nthis is longer than\na row is wide\ntrouble\nhead\nStart? [y/N] ye");
        vt.type("s");
        assertThat(vt.screen()).endsWith("\nStart? [y/N] yes");
    }

    @Test
    void answered_questionAndAnswerBecomeALineAbove() {
        printer.frame(List.of("head", "one"), SIZE, true);
        printer.ask("Start? [y/N]");
        vt.type("y\n");
        printer.answered("y");
        assertThat(vt.screen()).isEqualTo("Start? [y/N] y\nhead\none");
        vt.type("\n");
        printer.answered("");
        assertThat(vt.screen()).as("a line that nobody asked for").isEqualTo("Start? [y/N] y\nhead\none");
        printer.ask("And? [y/N]");
        assertThat(vt.screen()).isEqualTo("Start? [y/N] y\nhead\none\nAnd? [y/N]");
    }

    @Test
    void answered_atTheBottomOfTheScreen_nothingIsThereTwice() {
        for (int i = 1; i <= 9; i++) {
            printer.line("before " + i);
        }
        printer.frame(List.of("head", "one"), SIZE, true);
        printer.ask("Start? [y/N]");
        vt.type("n\n");
        printer.answered("n");
        printer.line("news");
        assertThat(vt.all()).endsWith("before 9\nStart? [y/N] n\nnews\nhead\none");
    }

    @Test
    void ask_questionOfALongName_keepsTheChoice() {
        printer.frame(List.of("head"), SIZE, true);
        printer.ask("Start phase with-a-long-name? [y/N]");
        assertThat(vt.screen()).isEqualTo("head\nSta...e? [y/N]");
    }

    @Test
    void noFrame_takesItAway_andLinesGoOnWhereItBegan() {
        printer.line("before");
        printer.frame(List.of("head", "one"), SIZE, true);
        printer.noFrame();
        assertThat(vt.cursor()).isEqualTo(List.of(1, 0));
        printer.line("after");
        assertThat(vt.screen()).isEqualTo("before\nafter");
    }

    @Test
    void leaveFrame_leavesTheLastState_andTheCursorBelow() {
        printer.frame(List.of("head", "one"), SIZE, true);
        printer.ask("Start? [y/N]");
        printer.leaveFrame();
        printer.line("after");
        assertThat(vt.screen()).isEqualTo("head\none\nStart? [y/N]\nafter");
    }

    @Test
    void line_tooLongForWhatIsLeftOfTheScreen_isAboveNevertheless() {
        printer.frame(List.of("head", "one", "two"), SIZE, true);
        printer.line("a line that is much longer than three rows of this terminal are wide");
        assertThat(vt.all())
                .isEqualTo("a line that is much\nlonger than three ro\nws of this terminal\nare wide\nhead\none\ntwo");
    }

    @Test
    void frame_narrowerTerminal_isDrawnInTheNewWidth() {
        Vt narrow = new Vt(10, 6);
        Printer on = printer(narrow);
        on.frame(List.of("0123456789abc", "one"), SIZE, true);
        on.frame(List.of("0123..."), new Tty.Size(10, 6), true);
        assertThat(narrow.all()).isEqualTo("0123...");
    }

    @Test
    void frame_asItIsAlready_writesNothing() {
        printer.frame(List.of("head", "one"), SIZE, true);
        long written = vt.bytes();
        printer.frame(List.of("head", "one"), SIZE, true);
        assertThat(vt.bytes()).isEqualTo(written);
        printer.frame(List.of("head", "two"), SIZE, true);
        assertThat(vt.bytes() - written).as("only the row that is another one").isLessThan(25);
    }

    @Test
    void problem_whereStandardErrorIsNoTerminal_leavesTheBlockAlone() {
        printer.frame(List.of("head"), SIZE, false);
        long written = vt.bytes();
        printer.problem("trouble");
        assertThat(vt.bytes()).isEqualTo(written);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("trouble\n");
    }

    @Test
    void forgetFrame_nextOneIsDrawnWhereTheCursorIs() {
        printer.frame(List.of("head"), SIZE, true);
        printer.forgetFrame();
        vt.type("$ fg\n");
        printer.frame(List.of("head"), SIZE, true);
        assertThat(vt.screen()).isEqualTo("head\n$ fg\nhead");
    }

    /** Both streams on one terminal, but for problems where the test says that they go elsewhere. */
    private Printer printer(Vt terminal) {
        PrintStream problems = new PrintStream(err, true, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                super.print(text);
                if (!text.endsWith("\n")) {
                    terminal.type(text);
                }
            }
        };
        return new Printer(new PrintStream(terminal, true, StandardCharsets.UTF_8), problems, false);
    }
}
