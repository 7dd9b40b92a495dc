package dev.cortex.core.runtime;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The host's store, as the engine sees it: whatever goes wrong in there comes out as a {@link StateException} in readable
 * words that names the store, nothing comes out that is null, and the flag of an interrupted caller is kept.
 */
final class GuardedStore implements StateStore {
    private static final int LONGEST_MESSAGE = 10_000;
    private static final int LONGEST_NAME = 200;

    private final StateStore store;

    GuardedStore(StateStore store) {
        this.store = store;
    }

    /** One call to the store. */
    private interface Call<T> {
        @Nullable
        T run();
    }

    private <T> T call(String method, Call<T> call) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            T answer = call.run();
            if (answer == null) {
                throw new StateException(in(method) + " answered with null");
            }
            return answer;
        } catch (Throwable thrown) { // Code of the host: an exception that it does not declare is one all the same.
            throw isReadable(thrown) ? (StateException) thrown : broke(method, thrown);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String in(String method) {
        return "the store " + Problem.culprit(store) + ", asked to " + method + ",";
    }

    private StateException broke(String method, Throwable thrown) {
        StateException broke = new StateException(in(method) + " threw " + Problem.of(thrown));
        return (StateException) broke.initCause(Problem.printable(thrown));
    }

    /** Whether it is made for people already. */
    private static boolean isReadable(Throwable thrown) {
        try {
            String message = thrown instanceof StateException ? thrown.getMessage() : null;
            return message != null && message.length() <= LONGEST_MESSAGE;
        } catch (Throwable unreadable) { // Whoever extends it may throw.
            return false;
        }
    }

    @Override
    public boolean append(String journal, long size, List<String> lines) {
        boolean done = call("append", () -> store.append(journal, size, lines));
        if (!done && sizes(List.of(journal)).getOrDefault(journal, 0L) == size) {
            // Whoever was refused reads and decides anew; with such a store, for ever.
            throw new StateException(in("append") + " says that journal " + journal + " does not have " + size
                    + " lines, and asked for sizes that it has");
        }
        return done;
    }

    @Override
    public long read(String journal, long from, Consumer<? super String> line) {
        Reader reader = new Reader(line);
        long size;
        try {
            size = call("read", () -> store.read(journal, from, reader));
        } catch (StateException broken) {
            reader.rethrow();
            throw broken;
        }
        reader.rethrow();
        return size;
    }

    /** Who reads. What they throw is none of the store's doing, and reaches the caller as it is. */
    private static final class Reader implements Consumer<String> {
        private final Consumer<? super String> line;
        private @Nullable Throwable thrown;

        Reader(Consumer<? super String> line) {
            this.line = line;
        }

        @Override
        public void accept(@Nullable String text) {
            if (thrown == null) {
                try {
                    line.accept(Objects.requireNonNull(text, "a line that is null"));
                } catch (Throwable own) {
                    thrown = own;
                    throw own;
                }
            }
        }

        void rethrow() {
            if (thrown != null) {
                GuardedStore.<RuntimeException>sneak(thrown);
            }
        }
    }

    @SuppressWarnings("unchecked") // whatever it is, the reader has thrown it past this store's signature already
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public Map<String, Long> sizes(Collection<String> journals) {
        return call("tell sizes", () -> {
            @Nullable Map<String, Long> sizes = store.sizes(journals);
            return sizes == null ? null : Map.copyOf(sizes);
        });
    }

    @Override
    public List<String> list(String prefix, boolean open, String before, int limit) {
        List<String> names = call("list journals", () -> {
            @Nullable List<String> found = store.list(prefix, open, before, limit);
            return found == null ? null : List.copyOf(found);
        });
        for (String name : names) {
            if (name.length() > LONGEST_NAME || !name.startsWith(prefix)) {
                throw new StateException(in("list journals") + " lists " + Problem.cut(name, LONGEST_NAME)
                        + ", which is none that begins with " + prefix);
            }
        }
        return names;
    }

    @Override
    public void archive(String journal) {
        call("archive", () -> {
            store.archive(journal);
            return true;
        });
    }

    @Override
    public void announce(Owner me, Duration ttl) {
        call("announce an engine", () -> {
            store.announce(me, ttl);
            return true;
        });
    }

    @Override
    public void withdraw(Owner me) {
        call("withdraw an engine", () -> {
            store.withdraw(me);
            return true;
        });
    }

    @Override
    public boolean alive(Owner owner) {
        return call("tell who is alive", () -> store.alive(owner));
    }
}
