package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Screen seen = new Screen();
    private final PrintStream err = new PrintStream(seen, true, StandardCharsets.UTF_8);
    private final FixedTty tty = new FixedTty(80, 24);

    @Test
    void whatTakesLong_isSaidAndTakenBack() {
        tty.problems = true;
        try (Patience patience = new Patience(err, tty, "report", Duration.ZERO)) {
            seen.await("\rreport: 0 s\u001b[K");
            seen.await("\rreport: 1 s\u001b[K");
            patience.at(2, 5);
            seen.await("\rreport: 2 of 5\u001b[K");
        }
        assertThat(seen.text()).endsWith("\r\u001b[K");
    }

    @Test
    void lineThatIsWritten_endsTheWait_andIsTheOnlyThingLeft() {
        tty.problems = true;
        Printer printer = new Printer(err, err, false);
        try (Patience patience = new Patience(err, tty, "report", Duration.ZERO)) {
            printer.after(patience);
            printer.done(1, 3);
            seen.await("1 of 3");
            printer.line("here it is");
            assertThat(seen.text()).endsWith("\r\u001b[Khere it is\n");
        }
        assertThat(seen.text()).endsWith("\r\u001b[Khere it is\n");
    }

    @Test
    void withoutATerminalOrInTheBackground_nothingIsSaid() throws InterruptedException {
        for (boolean terminal : new boolean[] {false, true}) {
            tty.problems = terminal;
            tty.foreground = false;
            Patience patience = new Patience(err, tty, "report", Duration.ZERO);
            patience.thread().join();
            patience.close();
        }
        assertThat(seen.text()).isEmpty();
    }
}
