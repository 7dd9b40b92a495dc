package dev.cortex.core.store;

import java.util.TreeMap;

/** Places in a file where reading may begin, so that reading the end of a long journal takes little time. */
final class Milestones {
    /** So many lines lie between two places. */
    static final long APART = 1_000;

    private final TreeMap<Long, Known> bySize = new TreeMap<>();

    /** Keeps a place if it is far enough from the last one. */
    synchronized void pass(Known place) {
        if (bySize.isEmpty() || place.size() >= bySize.lastKey() + APART) {
            bySize.put(place.size(), place);
        }
    }

    synchronized void clear() {
        bySize.clear();
    }

    /** The last place that has at most so many lines before it. */
    synchronized Known before(long size, Object identity) {
        var entry = bySize.floorEntry(size);
        return entry == null || !entry.getValue().identity().equals(identity)
                ? Known.nothing(identity)
                : entry.getValue();
    }
}
