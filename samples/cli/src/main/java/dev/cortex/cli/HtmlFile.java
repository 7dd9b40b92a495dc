package dev.cortex.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file that somebody asked for: it is there as a whole, or it is as it was. */
final class HtmlFile {
    private final Path file;

    /**
     * The file of a page.
     *
     * @throws CommandException if no file could be there
     */
    HtmlFile(Path file) {
        this.file = file;
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw CommandException.invalid(
                    "Cannot write " + file + ": there is no folder " + folder, "Make it first: mkdir -p " + folder);
        }
        if (Files.isDirectory(file)) {
            throw CommandException.invalid(
                    "Cannot write " + file + ": it is a folder", "Name a file, such as " + file.resolve("report.html"));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw CommandException.invalid("Cannot write " + file + ": something else than a file is there");
        }
    }

    private Path folder() {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** Writes it beside its place and moves it there; behind a link, to where that leads. */
    Path write(Consumer<Appendable> content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path beside = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                try (BufferedWriter out = Files.newBufferedWriter(
                        beside,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    content.accept(out);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
