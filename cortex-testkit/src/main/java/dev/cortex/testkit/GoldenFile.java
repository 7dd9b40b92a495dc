package dev.cortex.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file with the text that is expected. */
final class GoldenFile {
    private static final String UPDATE = "golden.update";

    private GoldenFile() {}

    /** What is different, and how to write the file anew; empty if nothing is. */
    static Optional<String> compare(Path file, Timeline actual) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(file, actual.toString());
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                return Optional.of("there is no such file; this makes it: " + command());
            }
            return difference(Files.readAllLines(file), actual.lines());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    private static Optional<String> difference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String found = i < actual.size() ? actual.get(i) : "the end";
            if (!wanted.equals(found)) {
                return Optional.of("in line " + (i + 1) + " there is\n  " + found + "\ninstead of\n  " + wanted
                        + "\nif that is right, this writes the file anew: " + command());
            }
        }
        return Optional.empty();
    }

    private static String command() {
        String test = StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> !name.startsWith(GoldenFile.class.getPackageName() + "."))
                        .findFirst()
                        .orElse("Test"));
        String simple = test.substring(test.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return "mvn test -Dtest=" + (nested < 0 ? simple : simple.substring(0, nested)) + " -D" + UPDATE + "=true";
    }
}
