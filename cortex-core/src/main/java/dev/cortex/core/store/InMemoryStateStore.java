package dev.cortex.core.store;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Journals in memory. They end with the process; for tests, and for hosts that want runs to be forgotten. An engine is
 * alive from its announcement to its withdrawal.
 *
 * <p>May be shared by any number of engines and threads.
 */
public final class InMemoryStateStore implements StateStore {
    private final NavigableMap<String, List<String>> journals = new TreeMap<>();
    private final Set<String> archived = new HashSet<>();
    private final Set<String> owners = new HashSet<>();

    /** A store without journals. */
    public InMemoryStateStore() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the name is none, there are no lines, or one is no JSON object on one line
     */
    @Override
    public synchronized boolean append(String journal, long size, List<String> lines) {
        Arguments.checkName(journal);
        Arguments.checkLines(journal, lines);
        Arguments.encode(lines);
        List<String> kept = journals.getOrDefault(journal, List.of());
        if (kept.size() != size) {
            return false;
        }
        journals.computeIfAbsent(journal, name -> new ArrayList<>()).addAll(lines);
        archived.remove(journal);
        return true;
    }

    @Override
    public long read(String journal, long from, Consumer<? super String> line) {
        Arguments.checkName(journal);
        List<String> news;
        long size;
        synchronized (this) {
            List<String> kept = journals.getOrDefault(journal, List.of());
            size = kept.size();
            news = List.copyOf(kept.subList((int) Math.min(from, size), kept.size()));
        }
        news.forEach(line);
        return size;
    }

    @Override
    public synchronized Map<String, Long> sizes(Collection<String> names) {
        Map<String, Long> sizes = new HashMap<>();
        for (String name : names) {
            Arguments.checkName(name);
            List<String> kept = journals.get(name);
            if (kept != null) {
                sizes.put(name, (long) kept.size());
            }
        }
        return sizes;
    }

    @Override
    public synchronized List<String> list(String prefix, boolean open, String before, int limit) {
        NavigableMap<String, List<String>> some = before.isEmpty() ? journals : journals.headMap(before, false);
        return some.descendingKeySet().stream()
                .filter(name -> name.startsWith(prefix) && !(open && archived.contains(name)))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void archive(String journal) {
        Arguments.checkName(journal);
        archived.add(journal);
    }

    @Override
    public synchronized void announce(Owner me, Duration ttl) {
        owners.add(me.id());
    }

    @Override
    public synchronized void withdraw(Owner me) {
        owners.remove(me.id());
    }

    @Override
    public synchronized boolean alive(Owner owner) {
        return owners.contains(owner.id());
    }
}
