package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.SourceMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reading one text: what was found so far and where the elements stand. Used by one thread.
 *
 * <p>What an alias repeats is reported once, for its place in the text.
 */
public final class Reading {
    private final String file;
    private final Bounds bounds;
    private final List<Diagnostic> findings = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private int more;
    private boolean moreErrors;
    private boolean cutOff;
    private boolean givenUp;

    private record Key(String code, int line, int column) {}

    /**
     * Begins.
     *
     * @param file the text's name, for positions
     * @param bounds what the text may cost
     */
    public Reading(String file, Bounds bounds) {
        this.file = file;
        this.bounds = bounds;
    }

    /** {@return the text's name} */
    public String file() {
        return file;
    }

    /** {@return what the text may cost} */
    public Bounds bounds() {
        return bounds;
    }

    /**
     * Adds a finding.
     *
     * @param finding without a position
     * @param place its place
     */
    public void found(Diagnostic finding, Place place) {
        if (findings.size() >= bounds.findings()) {
            more++;
            moreErrors |= finding.isError();
            return;
        }
        if (!seen.add(new Key(finding.code(), place.line(), place.column()))) {
            return;
        }
        findings.add(finding.at(position(place)));
    }

    /**
     * Looks up where an element stands.
     *
     * @param path the element
     * @return its place; the start of the text if that was not said
     */
    public Place place(String path) {
        Position at = positions.get(path);
        return at == null ? Place.START : new Place(at.line(), at.column());
    }

    /**
     * Says where an element stands.
     *
     * @param path the element
     * @param place its place
     */
    public void put(String path, Place place) {
        positions.put(path, position(place));
    }

    /** {@return a place in this text, as findings bear it} */
    public Position position(Place place) {
        return new Position(file, place.line(), place.column());
    }

    /** Says that what comes of this text is a part, which nobody should look at. */
    public void giveUp() {
        givenUp = true;
    }

    /** {@return whether an error was found} */
    public boolean broken() {
        return moreErrors || findings.stream().anyMatch(Diagnostic::isError);
    }

    /** {@return whether more findings would only be counted} */
    public boolean full() {
        return findings.size() >= bounds.findings();
    }

    /** Says that the rest of the text was not even looked at, because it would only bring more findings. */
    void cutOff() {
        cutOff = true;
        moreErrors = true;
    }

    /** {@return the number of findings, listed or not, to go back to} */
    int count() {
        return findings.size() + more;
    }

    /** Forgets all findings but the first. */
    void forget(int from) {
        int listed = Math.min(from, findings.size());
        findings.subList(listed, findings.size()).clear();
        more = from - listed;
        // What stays was found in front of the parser, or by a repair, and is not found again.
        seen.clear();
    }

    /**
     * Ends.
     *
     * @param draft what was read; null if nothing could be
     * @param <T> its type
     * @return it with all findings
     */
    public <T> Checked<T> result(@Nullable T draft) {
        if (more > 0 || cutOff) {
            String message = "Too many findings: " + (cutOff ? "the rest was not read" : more + " more are not listed");
            // An error that comes behind many warnings still has to be an error.
            findings.add((moreErrors
                            ? Diagnostic.error("too-many-findings", "", message)
                            : Diagnostic.warning("too-many-findings", "", message))
                    .withHint("repair the first ones")
                    .at(position(Place.START)));
        }
        SourceMap source = SourceMap.of(file, positions);
        return draft == null || givenUp ? Checked.failed(findings, source) : Checked.of(draft, findings, source);
    }
}
