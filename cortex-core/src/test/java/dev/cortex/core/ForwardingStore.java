package dev.cortex.core;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Another store, of which a test changes some calls. */
class ForwardingStore implements StateStore {
    private final StateStore store;

    ForwardingStore(StateStore store) {
        this.store = store;
    }

    @Override
    public boolean append(String journal, long size, List<String> lines) {
        return store.append(journal, size, lines);
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
