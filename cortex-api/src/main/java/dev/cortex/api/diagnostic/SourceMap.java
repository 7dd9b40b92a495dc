package dev.cortex.api.diagnostic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the elements of a definition stand in the text that it was read from. Positions live beside the model and not
 * in it, so that a scenario built in Java is equal to the same one read from a file. Immutable.
 */
public final class SourceMap {
    private static final SourceMap NONE = new SourceMap(Optional.empty(), Map.of());

    private final Optional<String> file;
    private final Map<String, Position> positions;

    private SourceMap(Optional<String> file, Map<String, Position> positions) {
        this.file = file;
        this.positions = positions;
    }

    /** {@return the map of a definition that was not read from a text: it knows no position} */
    public static SourceMap none() {
        return NONE;
    }

    /**
     * A map over positions.
     *
     * @param file the name of the text
     * @param positions from JSON Pointers to places; copied
     * @return the map
     */
    public static SourceMap of(String file, Map<String, Position> positions) {
        return new SourceMap(Optional.of(file), new LinkedHashMap<>(positions));
    }

    /** {@return the name of the text, if there is one} */
    public Optional<String> file() {
        return file;
    }

    /**
     * The place of an element, or of the nearest element around it that has one, or the start of the file.
     *
     * @param path a JSON Pointer
     * @return the place; empty only for a definition that was not read from a text
     */
    public Optional<Position> position(String path) {
        Objects.requireNonNull(path, "path");
        for (String at = path; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Position found = positions.get(at);
            if (found != null) {
                return Optional.of(found);
            }
            if (at.lastIndexOf('/') < 0) {
                return file.map(Position::startOf);
            }
        }
    }

    /**
     * The place of exactly this element.
     *
     * @param path a JSON Pointer
     * @return its place, if the text has the element
     */
    public Optional<Position> exact(String path) {
        return Optional.ofNullable(positions.get(path));
    }

    /**
     * The finding with the places of its element and of the elements related to it. What has a place keeps it, and what
     * none is known for stays without.
     *
     * @param finding a finding about this definition
     * @return the same finding, placed
     */
    public Diagnostic place(Diagnostic finding) {
        Diagnostic placed = finding.position().isPresent()
                ? finding
                : position(finding.path()).map(finding::at).orElse(finding);
        if (finding.related().isEmpty() || file.isEmpty()) {
            return placed;
        }
        return placed.relatedTo(finding.related().stream().map(this::place).toList());
    }

    private Diagnostic.Related place(Diagnostic.Related element) {
        return element.position().isPresent()
                ? element
                : new Diagnostic.Related(element.label(), element.path(), position(element.path()));
    }
}
