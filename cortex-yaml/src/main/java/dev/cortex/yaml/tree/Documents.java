package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A whole text or file as one tree. */
public final class Documents {
    private Documents() {}

    /**
     * Reads a text whose value is a map.
     *
     * @param text the text
     * @param reading is told what is wrong
     * @return what could be read
     */
    public static Composer.Outcome map(String text, Reading reading) {
        return map(SourceText.of(text, reading), reading);
    }

    /**
     * Reads bytes whose value is a map.
     *
     * @param bytes a file's content
     * @param reading is told what is wrong
     * @return what could be read
     */
    public static Composer.Outcome map(byte[] bytes, Reading reading) {
        return map(SourceText.of(bytes, reading), reading);
    }

    private static Composer.Outcome map(Optional<String> text, Reading reading) {
        if (text.isEmpty()) {
            return new Composer.Outcome(Optional.empty(), false);
        }
        Composer.Outcome outcome = Composer.compose(text.get(), reading);
        if (outcome.root().isPresent() && outcome.root().get() instanceof Node.Keys) {
            return outcome;
        }
        if (outcome.root().isEmpty() && outcome.whole() && !reading.broken()) {
            reading.found(
                    Diagnostic.error("empty-file", "", "The file is empty")
                            .withHint("it has to have name, description, and phases or steps"),
                    Place.START);
        } else if (outcome.whole() && outcome.root().isPresent()) {
            reading.found(
                    Diagnostic.error(
                            "wrong-type",
                            "",
                            "Expected a map of keys: the file is "
                                    + outcome.root().get().what()),
                    outcome.root().get().place());
        }
        return new Composer.Outcome(Optional.empty(), false);
    }

    /**
     * Reads a file's bytes, not more than the limit and one.
     *
     * @param path the file
     * @param reading is told what is wrong
     * @return the bytes
     */
    public static Optional<byte[]> bytes(Path path, Reading reading) {
        try {
            if (!Files.isRegularFile(path) && Files.exists(path)) {
                return unreadable("it is no regular file", reading);
            }
            try (InputStream in = Files.newInputStream(path)) {
                return Optional.of(in.readNBytes(reading.bounds().fileBytes() + 1));
            }
        } catch (NoSuchFileException e) {
            return unreadable("it does not exist", reading);
        } catch (AccessDeniedException e) {
            return unreadable("permission denied", reading);
        } catch (IOException | SecurityException e) {
            return unreadable(String.valueOf(e.getMessage()), reading);
        }
    }

    private static Optional<byte[]> unreadable(String why, Reading reading) {
        reading.found(Diagnostic.error("unreadable-file", "", "The file cannot be read: " + why), Place.START);
        return Optional.empty();
    }
}
