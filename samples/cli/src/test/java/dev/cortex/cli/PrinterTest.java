package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void line_hostileText_staysOnOneLineWithoutControls() {
        printer(false).line("a\nb\u001b[2Jc");
        assertThat(out()).isEqualTo("a<U+000A>b<U+001B>[2Jc\n");
    }

    @Test
    void line_withColour_coloursTheMarkAlone() {
        printer(true).line("  [x] done [x]");
        assertThat(out()).isEqualTo("  \u001b[32m[x]\u001b[0m done [x]\n");
    }

    @Test
    void line_whileAsking_keepsTheQuestionBelow() {
        Printer printer = printer(false);
        printer.ask("Start? [y/N]");
        printer.line("news");
        assertThat(out()).isEqualTo("Start? [y/N] \r\u001b[Knews\nStart? [y/N] ");
    }

    @Test
    void line_afterTheAnswer_hasNoQuestion() {
        Printer printer = printer(false);
        printer.ask("Start? [y/N]");
        printer.answered("");
        printer.line("news");
        assertThat(out()).isEqualTo("Start? [y/N] news\n");
    }

    @Test
    void problem_goesToTheOtherStream() {
        printer(false).problem("[ERROR] bad\u202e");
        assertThat(out()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("[ERROR] bad<U+202E>\n");
    }

    @Test
    void json_hasItsVersionInFrontAndNothingHidden() {
        printer(true).json(Map.of("a", "\u202e"));
        assertThat(out()).isEqualTo("{\"version\":1,\"a\":\"\\u202e\"}\n");
    }

    private Printer printer(boolean colour) {
        return new Printer(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                colour);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
