package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions with the command, as a person sees them. Each folder has a home and a transcript: lines that begin with
 * {@code $ cortex} are commands, the lines below are what they print, those with {@code ! } on standard error. Ages and
 * ids are masked. {@code -Dgolden.update=true} writes the transcripts anew.
 */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src", "test", "transcripts");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path temporary;

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void run_commandsOfATranscript_printWhatItSays(Path folder) throws IOException {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Sandbox sandbox = new Sandbox(home).withAll(folder.resolve("home"));
        Path file = folder.resolve("transcript.txt");
        String expected = Files.readString(file);
        List<String> actual = new ArrayList<>();
        for (String line : expected.lines().toList()) {
            if (line.startsWith("$ cortex")) {
                actual.add((actual.isEmpty() ? "" : "\n") + line);
                actual.addAll(said(sandbox.run(words(line.substring("$ cortex".length()))), home));
            }
        }
        String text = String.join("\n", actual) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    private static List<String> said(Sandbox.Outcome outcome, Path home) {
        List<String> lines = new ArrayList<>();
        outcome.out().lines().forEach(line -> lines.add(masked(line, home)));
        outcome.err().lines().forEach(line -> lines.add("! " + masked(line, home)));
        if (outcome.exit() != 0) {
            lines.add("exit " + outcome.exit());
        }
        return lines;
    }

    private static String masked(String line, Path home) {
        return line.replace(home.toString(), "HOME")
                .replaceAll("\\b\\d{4}-\\d\\d-\\d\\d [0-9:.]+Z", "TIME")
                .replaceAll("\\| \\d+\\.\\d s \\|", "| SPENT |")
                .replaceAll("process \\d+ on .*", "process PID on HOST")
                .replaceAll("\\(\\d+[smhd] ago", "(AGE ago")
                .replaceAll("\\(\\d+[smhd]\\)", "(AGE)")
                .replaceAll("\\b\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\\b", "TIME")
                .replaceAll("\\b\\d{8}-\\d{6}-\\d{3}-[a-z0-9]{4}\\b", "RUN")
                .replaceAll("\\.[0-9a-f]{8}\\.log", ".HASH.log");
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(String[]::new);
    }
}
