package dev.cortex.core.runtime;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.store.StateException;
import dev.cortex.core.journal.Json;
import dev.cortex.core.journal.JsonException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of lines, and hands them over in order on the thread that reads. A long journal is decoded in pieces, by
 * that thread and the common pool, while the next pieces are read. Not thread-safe.
 */
final class Decoding {
    private static final int PIECE = 1_000;
    private static final int CHARACTERS = 1 << 20;
    private static final int AHEAD = 4;

    private final String runId;
    private final Consumer<? super RunEvent> event;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private List<String> lines = new ArrayList<>();
    private int characters;
    private long first;

    /**
     * A decoding.
     *
     * @param from how many lines of the journal come before the first
     */
    Decoding(String runId, long from, Consumer<? super RunEvent> event) {
        this.runId = runId;
        this.first = from + 1;
        this.event = event;
    }

    void line(String line) {
        lines.add(line);
        characters += line.length();
        if (lines.size() == PIECE || characters > CHARACTERS) {
            pieces.add(next());
            var unused = ForkJoinPool.commonPool().submit(pieces.getLast());
            if (pieces.size() > AHEAD) {
                handOver(pieces.remove().join());
            }
        }
    }

    /** No line follows. */
    void end() {
        pieces.forEach(piece -> handOver(piece.join()));
        handOver(next().compute());
    }

    private Piece next() {
        Piece next = new Piece(runId, first, lines);
        first += lines.size();
        lines = new ArrayList<>(next.lines.size());
        characters = 0;
        return next;
    }

    private void handOver(Decoded decoded) {
        decoded.events().forEach(event);
        if (decoded.problem() != null) {
            throw decoded.problem();
        }
    }

    /** What some lines say, up to the first that cannot be read. */
    private record Decoded(List<RunEvent> events, @Nullable StateException problem) {}

    private static final class Piece extends RecursiveTask<Decoded> {
        private static final long serialVersionUID = 1L;

        private final String runId;
        private final long first;
        private final transient List<String> lines;

        Piece(String runId, long first, List<String> lines) {
            this.runId = runId;
            this.first = first;
            this.lines = lines;
        }

        @Override
        protected Decoded compute() {
            List<RunEvent> events = new ArrayList<>(lines.size());
            try {
                Json.events(runId, first, lines, events::add);
            } catch (JsonException unreadable) {
                return new Decoded(
                        events,
                        new StateException(
                                "the journal of run " + runId + " is damaged: event " + (first + events.size())
                                        + " cannot be read: " + unreadable.getMessage(),
                                unreadable));
            }
            return new Decoded(events, null);
        }
    }
}
