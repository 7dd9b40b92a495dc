package dev.cortex.api.diagnostic;

import java.util.Objects;
import java.util.Optional;

/**
 * One finding about a definition.
 *
 * <p>{@link #message()} and {@link #hint()} may quote text of the definition as it was written, control characters
 * included: whoever prints them to a terminal has to make those visible.
 *
 * @param code names the kind of finding; lower case words joined by hyphens, such as {@code missing-field}. A code
 *     keeps its meaning for ever; the message may be reworded
 * @param severity how much it weighs
 * @param message one sentence without a place, a code or a full stop
 * @param path the element it is about, as a JSON Pointer (RFC 6901): {@code /phases/1/condition}; empty for the
 *     whole definition
 * @param position where that element stands in a file; empty for a definition built in Java
 * @param hint what to do about it
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        String path,
        Optional<Position> position,
        Optional<String> hint) {

    /** Checks for nulls. */
    public Diagnostic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * An error without position and hint.
     *
     * @param code the code
     * @param path the element, as a JSON Pointer
     * @param message one sentence
     * @return the finding
     */
    public static Diagnostic error(String code, String path, String message) {
        return new Diagnostic(code, Severity.ERROR, message, path, Optional.empty(), Optional.empty());
    }

    /**
     * A warning without position and hint.
     *
     * @param code the code
     * @param path the element, as a JSON Pointer
     * @param message one sentence
     * @return the finding
     */
    public static Diagnostic warning(String code, String path, String message) {
        return new Diagnostic(code, Severity.WARNING, message, path, Optional.empty(), Optional.empty());
    }

    /**
     * A piece of information without position and hint.
     *
     * @param code the code
     * @param path the element, as a JSON Pointer
     * @param message one sentence
     * @return the finding
     */
    public static Diagnostic info(String code, String path, String message) {
        return new Diagnostic(code, Severity.INFO, message, path, Optional.empty(), Optional.empty());
    }

    /**
     * The same finding with a way out.
     *
     * @param text what to do about it
     * @return a copy
     */
    public Diagnostic withHint(String text) {
        return new Diagnostic(code, severity, message, path, position, Optional.of(text));
    }

    /**
     * The same finding with a place.
     *
     * @param place where it is
     * @return a copy
     */
    public Diagnostic at(Position place) {
        return new Diagnostic(code, severity, message, path, Optional.of(place), hint);
    }

    /** {@return whether this finding keeps the definition from running} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@return one line: place, severity, message, code and hint} */
    @Override
    public String toString() {
        return position.map(p -> p + ": ").orElse(path.isEmpty() ? "" : path + ": ")
                + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message + " [" + code + "]"
                + hint.map(h -> " (" + h + ")").orElse("");
    }
}
