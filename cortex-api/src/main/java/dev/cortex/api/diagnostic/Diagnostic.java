package dev.cortex.api.diagnostic;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

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
 * @param related other elements that have a part in it, such as the conditions on a ring; empty for most findings
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        String path,
        Optional<Position> position,
        Optional<String> hint,
        List<Related> related) {
    private static final int SHOWN = 20;

    /**
     * An element that has a part in a finding.
     *
     * @param label says to a person what it is, such as {@code condition of backend}; may quote the definition
     * @param path the element, as a JSON Pointer
     * @param position where it stands in a file
     */
    public record Related(String label, String path, Optional<Position> position) {
        /** Checks for nulls. */
        public Related {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(position, "position");
        }

        /**
         * An element without a position.
         *
         * @param label says to a person what it is
         * @param path the element, as a JSON Pointer
         * @return the element
         */
        public static Related of(String label, String path) {
            return new Related(label, path, Optional.empty());
        }

        /** {@return what it is and where} */
        @Override
        public String toString() {
            return label + " at " + position.map(Position::toString).orElse(path);
        }
    }

    /** Checks for nulls and copies. */
    public Diagnostic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(hint, "hint");
        related = List.copyOf(related);
    }

    /**
     * A finding about one element alone.
     *
     * @param code names the kind of finding
     * @param severity how much it weighs
     * @param message one sentence
     * @param path the element, as a JSON Pointer
     * @param position where the element stands in a file
     * @param hint what to do about it
     */
    public Diagnostic(
            String code,
            Severity severity,
            String message,
            String path,
            Optional<Position> position,
            Optional<String> hint) {
        this(code, severity, message, path, position, hint, List.of());
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
        return new Diagnostic(code, severity, message, path, position, Optional.of(text), related);
    }

    /**
     * The same finding with a place.
     *
     * @param place where it is
     * @return a copy
     */
    public Diagnostic at(Position place) {
        return new Diagnostic(code, severity, message, path, Optional.of(place), hint, related);
    }

    /**
     * The same finding with the elements that have a part in it.
     *
     * @param elements the elements, in place of those it has; copied
     * @return a copy
     */
    public Diagnostic relatedTo(List<Related> elements) {
        return new Diagnostic(code, severity, message, path, position, hint, elements);
    }

    /** {@return whether this finding keeps the definition from running} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@return one line: place, severity, message, code, hint, and the first of the related elements} */
    @Override
    public String toString() {
        return position.map(p -> p + ": ").orElse(path.isEmpty() ? "" : path + ": ")
                + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message + " [" + code + "]"
                + hint.map(h -> " (" + h + ")").orElse("")
                + relatedText();
    }

    private String relatedText() {
        if (related.isEmpty()) {
            return "";
        }
        int rest = related.size() - SHOWN;
        return related.stream()
                .limit(SHOWN)
                .map(Related::toString)
                .collect(Collectors.joining("; ", " (see ", rest > 0 ? "; and " + rest + " more)" : ")"));
    }
}
