package dev.cortex.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A slip that somebody might make in production code, as a file in {@code src/test/planted} has it.
 *
 * @param name what is wrong, and the file's name
 * @param source where, below {@code src/main/java}
 * @param hunt the simulation that has to find it
 * @param find what is there, once
 * @param replace what the slip makes of it
 */
record PlantedBug(String name, Path source, Hunt hunt, String find, String replace) {
    private static final Path FOLDER = Path.of("src/test/planted");
    private static final Path SOURCES = Path.of("src/main/java");

    static List<PlantedBug> all() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.sorted().toList();
        }
        List<PlantedBug> bugs = new ArrayList<>();
        for (Path file : files) {
            bugs.add(read(file));
        }
        return bugs;
    }

    private static PlantedBug read(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^(in: |found by: |-- find\n|-- replace\n)", -1);
        if (parts.length != 5 || !parts[0].isEmpty()) {
            throw new IllegalStateException(file + " has to say in:, found by:, -- find, and -- replace");
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
        return new PlantedBug(
                name,
                SOURCES.resolve(parts[1].strip()),
                Hunt.valueOf(parts[2].strip()),
                parts[3].stripTrailing(),
                parts[4].stripTrailing());
    }

    /** Compiles the source with the slip; all other classes stay as they are. */
    void plant(Path overlay) throws IOException {
        String right = Files.readString(source);
        int first = right.indexOf(find);
        if (first < 0 || first != right.lastIndexOf(find)) {
            throw new AssertionError("the text of planted bug " + name + " is " + (first < 0 ? "not" : "more than once")
                    + " in " + source + "; adapt the bug to the code:\n" + find);
        }
        Path wrong = overlay.resolve("source").resolve(String.valueOf(source.getFileName()));
        Files.createDirectories(overlay.resolve("source"));
        Files.writeString(wrong, right.substring(0, first) + replace + right.substring(first + find.length()));
        compile(wrong, overlay);
    }

    private void compile(Path wrong, Path overlay) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(overlay));
            Iterable<? extends JavaFileObject> one = files.getJavaFileObjects(wrong);
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, null, options, null, one).call()) {
                throw new AssertionError("planted bug " + name + " cannot be compiled; adapt it to the code");
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
