package dev.cortex.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The looks of what is written for browsers; they follow the reader's choice of light or dark. */
enum Stylesheet {
    /** Of graphs. */
    GRAPH("graph.css"),
    /** Of pages around them. */
    PAGE("page.css");

    private final String file;

    Stylesheet(String file) {
        this.file = file;
    }

    /** {@return the sheet} */
    String text() {
        try (InputStream in = Objects.requireNonNull(Stylesheet.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
