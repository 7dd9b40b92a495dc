package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void append(Appendable out, String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void write_overAnOlderOne_replacesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("r.html"), "old and longer");
        new HtmlFile(file).write(out -> append(out, "new \u00E9"));
        assertThat(Files.readString(file)).isEqualTo("new \u00E9");
        assertThat(names()).containsExactly("r.html");
    }

    @Test
    void write_thatFailsOnItsWay_leavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("r.html"), "old");
        assertThatThrownBy(() -> new HtmlFile(file).write(out -> {
                    append(out, "half");
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("r.html");
    }

    @Test
    void write_behindALink_goesWhereItLeads() throws IOException {
        Path real = Files.writeString(folder.resolve("real.html"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), real);
        new HtmlFile(link).write(out -> append(out, "new"));
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo("new");
    }

    @Test
    void reportCommand_folderThatIsMissing_isRefusedInWords() {
        Path file = folder.resolve("no/such/r.html");
        Sandbox.Outcome outcome = new Sandbox(folder).run("orchestrate", "report", "--html", file.toString());
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err())
                .isEqualTo("Cannot write " + file + ": there is no folder " + file.getParent()
                        + "\nMake it first: mkdir -p " + file.getParent() + "\n");
    }

    @Test
    void reportCommand_targetThatIsAFolder_isRefusedInWords() {
        Sandbox.Outcome outcome = new Sandbox(folder).run("orchestrate", "report", "--html", folder.toString());
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err()).startsWith("Cannot write " + folder + ": it is a folder\n");
    }

    @Test
    void reportCommand_aRun_isWrittenAndSaysWhere() throws IOException {
        Sandbox sandbox = new Sandbox(folder)
                .withAgent("worker")
                .withAgent("breaker", "'false'")
                .with(
                        "scenarios/two.yaml",
                        "name: two",
                        "description: Two phases",
                        "phases:",
                        "  - {name: one, condition: auto, agents: [breaker]}",
                        "  - {name: next, condition: after:one, agents: [worker]}");
        sandbox.run("orchestrate", "run", "two");
        Path file = folder.resolve("r.html");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "report", "two", "--html", file.toString());
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).isEqualTo("Report: " + file + "\n");
        assertThat(ReportPageTest.text(Xml.parse(Files.readString(file)).getDocumentElement()))
                .contains("two", "[!] failed", "[-] skipped", "run driven by process");
        Sandbox.Outcome json = sandbox.run("orchestrate", "report", "two", "--json", "--html", file.toString());
        assertThat(json.out()).startsWith("{\"version\":1,\"run\":\"").contains("\"markdown\":\"# two: failed");
    }

    @Test
    void reportCommand_noRun_writesNothing() {
        Path file = folder.resolve("r.html");
        Sandbox.Outcome outcome = new Sandbox(folder).run("orchestrate", "report", "--html", file.toString());
        assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(file).doesNotExist();
    }
}
