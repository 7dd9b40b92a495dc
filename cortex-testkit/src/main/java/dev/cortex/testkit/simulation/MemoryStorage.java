package dev.cortex.testkit.simulation;

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
import java.util.function.IntUnaryOperator;

/** Journals that outlive a process because they are not its own. */
final class MemoryStorage implements Storage {
    private final NavigableMap<String, List<String>> journals = new TreeMap<>();
    private final Set<String> archived = new HashSet<>();
    private int lives;

    @Override
    public StateStore open(Runnable operation) {
        return new Opened(operation, ++lives);
    }

    @Override
    public void crash(IntUnaryOperator choice) {
        lives++;
    }

    private final class Opened implements StateStore {
        private final Runnable operation;
        private final int life;
        private final Set<String> owners = new HashSet<>();

        Opened(Runnable operation, int life) {
            this.operation = operation;
            this.life = life;
        }

        private boolean lives() {
            return life == lives;
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            operation.run();
            List<String> kept = journals.getOrDefault(journal, List.of());
            if (lives() && kept.size() != size) {
                return false;
            }
            if (lives()) {
                journals.computeIfAbsent(journal, name -> new ArrayList<>()).addAll(lines);
                archived.remove(journal);
            }
            operation.run();
            return true;
        }

        @Override
        public long read(String journal, long from, Consumer<? super String> line) {
            List<String> kept = journals.getOrDefault(journal, List.of());
            List.copyOf(kept.subList((int) Math.min(from, kept.size()), kept.size()))
                    .forEach(line);
            return kept.size();
        }

        @Override
        public Map<String, Long> sizes(Collection<String> names) {
            Map<String, Long> sizes = new HashMap<>();
            for (String name : names) {
                List<String> kept = journals.get(name);
                if (kept != null) {
                    sizes.put(name, (long) kept.size());
                }
            }
            return sizes;
        }

        @Override
        public List<String> list(String prefix, boolean open, String before, int limit) {
            NavigableMap<String, List<String>> some = before.isEmpty() ? journals : journals.headMap(before, false);
            return some.descendingKeySet().stream()
                    .filter(name -> name.startsWith(prefix) && !(open && archived.contains(name)))
                    .limit(limit)
                    .toList();
        }

        @Override
        public void archive(String journal) {
            operation.run();
            if (lives()) {
                archived.add(journal);
            }
        }

        @Override
        public void announce(Owner me, Duration ttl) {
            owners.add(me.id());
        }

        @Override
        public void withdraw(Owner me) {
            owners.remove(me.id());
        }

        @Override
        public boolean alive(Owner owner) {
            return owners.contains(owner.id());
        }
    }
}
