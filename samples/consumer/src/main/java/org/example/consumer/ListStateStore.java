package org.example.consumer;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The least that a store can be: lists of lines under names. A store over a database has the same shape, with a transaction
 * where this one has a lock, and a lease where this one has a set.
 */
public final class ListStateStore implements StateStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

    private final Map<String, List<String>> journals = new TreeMap<>(Comparator.reverseOrder());
    private final Set<String> archived = new HashSet<>();
    private final Set<String> living = new HashSet<>();

    @Override
    public synchronized boolean append(String journal, long size, List<String> lines) {
        if (!NAME.matcher(journal).matches()) {
            throw new IllegalArgumentException("not a journal's name: " + journal);
        }
        if (lines.isEmpty() || lines.stream().anyMatch(line -> line.matches("(?s).*[\\r\\n].*"))) {
            throw new IllegalArgumentException("an append to " + journal + " is of whole lines, at least one: " + lines);
        }
        List<String> before = journals.getOrDefault(journal, List.of());
        if (before.size() != size) {
            return false;
        }
        List<String> after = new ArrayList<>(before);
        after.addAll(lines);
        journals.put(journal, List.copyOf(after));
        archived.remove(journal);
        return true;
    }

    @Override
    public long read(String journal, long from, Consumer<? super String> line) {
        List<String> lines = lines(journal);
        lines.stream().skip(from).forEach(line);
        return lines.size();
    }

    private synchronized List<String> lines(String journal) {
        return journals.getOrDefault(journal, List.of());
    }

    @Override
    public synchronized Map<String, Long> sizes(Collection<String> names) {
        return names.stream()
                .filter(journals::containsKey)
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> (long) journals.get(name).size()));
    }

    @Override
    public synchronized List<String> list(String prefix, boolean open, String before, int limit) {
        return journals.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> before.isEmpty() || name.compareTo(before) < 0)
                .filter(name -> !open || !archived.contains(name))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void archive(String journal) {
        archived.add(journal);
    }

    @Override
    public synchronized void announce(Owner me, Duration ttl) {
        living.add(me.id());
    }

    @Override
    public synchronized void withdraw(Owner me) {
        living.remove(me.id());
    }

    @Override
    public synchronized boolean alive(Owner owner) {
        return living.contains(owner.id());
    }
}
