package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogTest {
    @TempDir
    private Path folder;

    @Test
    void stream_linesInPieces_areWrittenWhole() throws IOException {
        Path file = folder.resolve("a.log");
        try (AttemptLog log = new AttemptLog(file, 10_000)) {
            AttemptLog.Stream out = log.stream("out| ");
            AttemptLog.Stream err = log.stream("err| ");
            add(out, "one\ntw");
            add(err, "oops\n\n");
            add(out, "o\nthree");
            out.end();
            err.end();
        }

        assertThat(file).hasContent("out| one\nerr| oops\nerr| \nout| two\nout| three\n");
    }

    @Test
    void stream_endlessLine_isCutIntoPieces() throws IOException {
        Path file = folder.resolve("a.log");
        try (AttemptLog log = new AttemptLog(file, 100_000)) {
            AttemptLog.Stream out = log.stream("out| ");
            add(out, "x".repeat(20_000) + "\n");
            out.end();
        }

        assertThat(Files.readAllLines(file))
                .containsExactly("out| " + "x".repeat(8192), "out| " + "x".repeat(8192), "out| " + "x".repeat(3616));
    }

    @Test
    void log_overItsLimit_keepsBeginningAndEnd() throws IOException {
        Path file = folder.resolve("a.log");
        try (AttemptLog log = new AttemptLog(file, 1024)) {
            AttemptLog.Stream out = log.stream("");
            for (int i = 0; i < 1000; i++) {
                add(out, "line " + i + "\n");
            }
            out.end();
        }

        assertThat(Files.size(file)).isBetween(1024L, 1124L);
        assertThat(Files.readAllLines(file))
                .startsWith("line 0", "line 1")
                .endsWith("line 998", "line 999")
                .anyMatch(line ->
                        line.equals("---- " + (8890 - 1024) + " bytes left out: the log has reached its limit"));
    }

    @Test
    void log_openedAgain_isContinued() throws IOException {
        Path file = folder.resolve("a.log");
        for (String word : new String[] {"first", "second"}) {
            try (AttemptLog log = new AttemptLog(file, 1024)) {
                log.note(word);
            }
        }

        assertThat(file).hasContent("---- first\n---- second\n");
    }

    @Test
    void log_writtenAfterItsEnd_isLeftAlone() throws IOException {
        Path file = folder.resolve("a.log");
        AttemptLog log = new AttemptLog(file, 1024);
        log.note("all");
        log.close();

        log.note("more");
        log.close();

        assertThat(file).hasContent("---- all\n");
    }

    @Test
    void log_whereALinkLies_isRefused() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("precious.txt"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("a.log"), elsewhere);

        assertThatThrownBy(() -> new AttemptLog(link, 1024)).isInstanceOf(FileSystemException.class);
        assertThat(elsewhere).hasContent("precious");
    }

    private static void add(AttemptLog.Stream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.add(bytes, bytes.length);
    }
}
