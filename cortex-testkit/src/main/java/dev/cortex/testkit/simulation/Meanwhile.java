package dev.cortex.testkit.simulation;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A store that takes its time to append: other threads of the process go on until it begins, and before it answers. */
final class Meanwhile implements StateStore {
    private final StateStore store;
    private final Runnable others;

    Meanwhile(StateStore store, Runnable others) {
        this.store = store;
        this.others = others;
    }

    @Override
    public boolean append(String journal, long size, List<String> lines) {
        others.run();
        boolean done = store.append(journal, size, lines);
        others.run();
        return done;
    }

    @Override
    public long read(String journal, long from, Consumer<? super String> line) {
        return store.read(journal, from, line);
    }

    @Override
    public Map<String, Long> sizes(Collection<String> journals) {
        return store.sizes(journals);
    }

    @Override
    public List<String> list(String prefix, boolean open, String before, int limit) {
        return store.list(prefix, open, before, limit);
    }

    @Override
    public void archive(String journal) {
        store.archive(journal);
    }

    @Override
    public void announce(Owner me, Duration ttl) {
        store.announce(me, ttl);
    }

    @Override
    public void withdraw(Owner me) {
        store.withdraw(me);
    }

    @Override
    public boolean alive(Owner owner) {
        return store.alive(owner);
    }
}
