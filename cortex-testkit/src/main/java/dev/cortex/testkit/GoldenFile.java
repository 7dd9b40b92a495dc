package dev.cortex.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file with the text that is expected. */
final class GoldenFile {
    private static final String UPDATE = "golden.update";
    private static final String CI = "CI";

    private GoldenFile() {}

    /** What is different, and how to write the file anew; empty if nothing is. */
    static Optional<String> compare(Path file, List<String> actual) {
        return compare(file, actual, Boolean.getBoolean(UPDATE), System.getenv());
    }

    static Optional<String> compare(Path file, List<String> actual, boolean update, Map<String, String> environment) {
        try {
            boolean there = Files.isRegularFile(file);
            Optional<String> difference =
                    there ? LineDifference.of(Files.readAllLines(file), actual) : Optional.of("there is no such file");
            if (difference.isEmpty()) {
                return difference;
            }
            if (!update) {
                return Optional.of(difference.get()
                        + (there ? "\nif that is right, this writes the file anew: " : "; this makes it: ")
                        + command());
            }
            if (isServer(environment)) {
                return Optional.of(difference.get() + "\nand it is not written where the environment has " + CI + "="
                        + environment.get(CI) + ": run this elsewhere, look at what it changes, and commit that: "
                        + command());
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(
                    file,
                    String.join("", actual.stream().map(line -> line + "\n").toList()));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    /** Servers that build say so in the environment. What nobody looks at must not become what is expected. */
    private static boolean isServer(Map<String, String> environment) {
        String said = environment.getOrDefault(CI, "");
        return !said.isBlank() && !said.equalsIgnoreCase("false") && !said.equals("0");
    }

    /** Called by whoever was called by the test, and by no lambda: the first frame elsewhere is the test's. */
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
