package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.testkit.contract.StateStoreContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.text.Collator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that breaks one promise fails the case of the contract that tests it. */
class BrokenStoresTest {
    /** Some of these never come back; whether a good one is done within it does not matter where this is used. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration UNHURRIED = Duration.ofMinutes(1);

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                broken("appendedLines_areReadInOrderByEverybody", kept -> new Wrapped(kept) {
                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        List<String> all = new ArrayList<>();
                        long size = super.read(journal, from, all::add);
                        all.stream().sorted(Comparator.reverseOrder()).forEach(line);
                        return size;
                    }
                }),
                broken("readerThatThrows_spoilsNothing", kept -> new Wrapped(kept) {
                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        try {
                            return super.read(journal, from, line);
                        } catch (RuntimeException ofTheReader) {
                            throw new StateException("cannot read " + journal, ofTheReader);
                        }
                    }
                }),
                broken("readerThatCallsBack_isServed", kept -> new Wrapped(kept) {
                    private boolean reading;

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return !reading && super.append(journal, size, lines);
                    }

                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        reading = true;
                        try {
                            return super.read(journal, from, line);
                        } finally {
                            reading = false;
                        }
                    }
                }),
                broken("readerThatCallsBack_isServed", LockedWhileReading::new),
                broken("readerThatThrows_spoilsNothing", kept -> new Wrapped(kept) {
                    private final Semaphore lock = new Semaphore(1);

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        lock.acquireUninterruptibly();
                        boolean done = super.append(journal, size, lines);
                        lock.release();
                        return done;
                    }

                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        List<String> read = new ArrayList<>();
                        lock.acquireUninterruptibly();
                        super.read(journal, from, each -> {
                            line.accept(each);
                            read.add(each);
                        });
                        lock.release();
                        return from + read.size();
                    }
                }),
                broken("race_isWonByOneEachTime", ThrowsOnLostRace::new),
                broken("batch_isSeenWholeOrNotAtAll", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        if (size == 500) {
                            throw new StateException("disk full");
                        }
                        return super.append(journal, size, lines);
                    }
                }),
                broken("appendAtAnotherSize_isRefusedAndChangesNothing", kept -> new Wrapped(kept) {
                    private final Semaphore lock = new Semaphore(1);

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        lock.acquireUninterruptibly();
                        if (!super.append(journal, size, lines)) {
                            return false;
                        }
                        lock.release();
                        return true;
                    }
                }),
                broken("interruptedCaller_doesNoHarm", kept -> new Wrapped(kept) {
                    private final Semaphore lock = new Semaphore(1);

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        lock.acquireUninterruptibly();
                        if (Thread.currentThread().isInterrupted()) {
                            throw new IllegalStateException("interrupted");
                        }
                        boolean done = super.append(journal, size, lines);
                        lock.release();
                        return done;
                    }
                }),
                broken("unknownJournal_isEmpty", kept -> new Wrapped(kept) {
                    @Override
                    public Map<String, Long> sizes(Collection<String> journals) {
                        Map<String, Long> sizes = new TreeMap<>(super.sizes(journals));
                        journals.forEach(name -> sizes.putIfAbsent(name, 0L));
                        return sizes;
                    }
                }),
                broken("appendAtAnotherSize_isRefusedAndChangesNothing", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(journal, Math.min(size, size(journal)), lines);
                    }
                }),
                broken("appendByOneWhoHasFallenBehind_isRefused", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(journal, size > 0 ? size(journal) : size, lines);
                    }
                }),
                broken("read_beginsWhereItIsTold", kept -> new Wrapped(kept) {
                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        return super.read(journal, Math.max(0, from - 1), line);
                    }
                }),
                broken("read_beginsWhereItIsTold", kept -> new Wrapped(kept) {
                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        return Math.max(from, super.read(journal, from, line));
                    }
                }),
                broken("blanksAroundALine_areKeptOrRefused", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(
                                journal, size, lines.stream().map(String::strip).toList());
                    }
                }),
                broken("nonsense_isRefused", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        try {
                            return super.append(journal, size, lines);
                        } catch (IllegalArgumentException nonsense) {
                            throw new StateException("cannot write", nonsense);
                        }
                    }
                }),
                broken("nonsense_isRefused", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(
                                journal,
                                size,
                                lines.stream()
                                        .map(line -> line.replace('\r', ' '))
                                        .toList());
                    }
                }),
                broken("batch_isSeenWholeOrNotAtAll", kept -> new Wrapped(kept) {
                    private final AtomicInteger reads = new AtomicInteger();

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        if (lines.size() != 50) {
                            return super.append(journal, size, lines);
                        }
                        boolean done = super.append(journal, size, lines.subList(0, 25));
                        // All readers have begun before and read after this.
                        int seen = reads.get();
                        while (done && reads.get() < seen + 5) {
                            Thread.onSpinWait();
                        }
                        return done && super.append(journal, size + 25, lines.subList(25, 50));
                    }

                    @Override
                    public long read(String journal, long from, Consumer<? super String> line) {
                        reads.incrementAndGet();
                        return super.read(journal, from, line);
                    }
                }),
                broken("race_isWonByOneEachTime", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(journal, size, lines) || size == size(journal) - 1;
                    }
                }),
                broken("lines_comeBackAsTheyWere", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(
                                journal,
                                size,
                                lines.stream()
                                        .map(line -> line.replace("漢", "?"))
                                        .toList());
                    }
                }),
                broken("manyLines_areKept", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(journal, size, lines.subList(0, Math.min(lines.size(), 999)));
                    }
                }),
                broken("journals_areApart", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return super.append(journal.replace('_', '-'), size, lines);
                    }
                }),
                broken("list_isInAsciiOrderLastFirst", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list(String prefix, boolean open, String before, int limit) {
                        List<String> names = new ArrayList<>(super.list(prefix, open, before, limit));
                        Collator locale = Collator.getInstance(Locale.US);
                        names.sort((a, b) -> locale.compare(b, a));
                        return names;
                    }
                }),
                broken("list_keepsToPrefixBoundAndLimit", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list(String prefix, boolean open, String before, int limit) {
                        return super.list("", open, before, limit).stream()
                                .filter(name -> name.startsWith(prefix))
                                .toList();
                    }
                }),
                broken("archivedJournal_isWholeAndComesBack", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        boolean done = super.append(journal, size, lines);
                        if (size > 1) {
                            super.archive(journal);
                        }
                        return done;
                    }
                }),
                broken("nonsense_isRefused", kept -> new Wrapped(kept) {
                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        return lines.isEmpty() || super.append(journal, size, lines);
                    }
                }),
                broken("interruptedCaller_doesNoHarm", kept -> new Wrapped(kept) {
                    private boolean closed;

                    @Override
                    public boolean append(String journal, long size, List<String> lines) {
                        closed |= Thread.currentThread().isInterrupted();
                        if (closed) {
                            throw new IllegalStateException("channel closed by interrupt");
                        }
                        return super.append(journal, size, lines);
                    }
                }),
                broken("owner_livesFromAnnouncementToWithdrawal", kept -> new Wrapped(kept) {
                    @Override
                    public void withdraw(Owner me) {}
                }),
                broken("owners_areKnownByTheirIds", kept -> new Wrapped(kept) {
                    @Override
                    public boolean alive(Owner owner) {
                        return owner.pid() == 1 && super.alive(owner);
                    }
                }),
                broken("signsOfLife_areNoJournals", kept -> new Wrapped(kept) {
                    @Override
                    public void announce(Owner me, Duration ttl) {
                        super.announce(me, ttl);
                        super.append("owner-" + me.pid(), 0, List.of("{}"));
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStores")
    void contract_ofBrokenStore_failsInItsCase(String promise, UnaryOperator<StateStore> breaker) {
        Map<String, Throwable> failed = failuresOf(() -> breaker.apply(new InMemoryStateStore()), SHORT);

        assertThat(failed).containsKey("required_" + promise);
    }

    @Test
    void message_ofStoreThatHoldsItsLock_asksForIt() {
        assertThat(failuresOf(() -> new LockedWhileReading(new InMemoryStateStore()), SHORT))
                .hasEntrySatisfying(
                        "required_readerThatCallsBack_isServed",
                        failure -> assertThat(failure)
                                .hasMessageContaining("is a lock held while lines are handed out?")
                                .cause()
                                .satisfies(where -> assertThat(where.getStackTrace())
                                        .anyMatch(frame ->
                                                frame.getClassName().equals(LockedWhileReading.class.getName()))));
    }

    @Test
    void message_ofStoreThatThrowsOnALostRace_isItsException() {
        assertThat(failuresOf(() -> new ThrowsOnLostRace(new InMemoryStateStore()), UNHURRIED))
                .containsOnlyKeys("required_race_isWonByOneEachTime")
                .hasEntrySatisfying(
                        "required_race_isWonByOneEachTime",
                        failure -> assertThat(failure).hasRootCauseMessage("duplicate key"));
    }

    @Test
    void message_ofLinesThatDiffer_isShort() {
        assertThat(failuresOf(
                        () -> new Wrapped(new InMemoryStateStore()) {
                            @Override
                            public boolean append(String journal, long size, List<String> lines) {
                                return super.append(
                                        journal,
                                        size,
                                        lines.stream()
                                                .map(line -> line.replace("789\"}", "780\"}"))
                                                .toList());
                            }
                        },
                        UNHURRIED))
                .hasEntrySatisfying(
                        "required_lines_comeBackAsTheyWere",
                        failure -> assertThat(failure)
                                .hasMessage(
                                        "the lines: line 5 differs from character 3000009 on: expected \"9\"}\" (of 3000011"
                                                + " characters) but was \"0\"}\" (of 3000011 characters)"));
    }

    @Test
    void message_ofBatchesSeenApart_isCountAndFirst() {
        assertThat(failuresOf(
                        () -> new Wrapped(new InMemoryStateStore()) {
                            @Override
                            public long read(String journal, long from, Consumer<? super String> line) {
                                return super.read(journal, from, line) + 1;
                            }
                        },
                        UNHURRIED))
                .hasEntrySatisfying(
                        "required_batch_isSeenWholeOrNotAtAll",
                        failure -> assertThat(failure.getMessage())
                                .matches(
                                        "\\d+ times a reader saw other lines than whole batches of 50; first \\d+ lines, of"
                                                + " which a read said that they are \\d+, and sizes said \\d+"));
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenStores_areThereForEveryRequiredCase() {
        assertThat(brokenStores().map(store -> "required_" + store.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(StateStoreContract.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("required_"))
                        .toList());
    }

    @Test
    void contract_ofStoreThatOnlySaysThatItArchives_failsInThatCase() {
        assertThat(failuresOf(
                        () -> new Wrapped(new InMemoryStateStore()) {
                            @Override
                            public void archive(String journal) {}
                        },
                        UNHURRIED))
                .containsOnlyKeys("optional_archivedJournal_isLeftOut");
    }

    @Test
    void contract_ofGoodStore_holds(TestInfo info) {
        assertThat(failuresOf(InMemoryStateStore::new, UNHURRIED))
                .as(info.getDisplayName())
                .isEmpty();
    }

    /** Runs every case on a storage of its own, as JUnit would. */
    private static Map<String, Throwable> failuresOf(Supplier<StateStore> storage, Duration bound) {
        Map<String, Throwable> failed = new TreeMap<>();
        for (Method method : StateStoreContract.class.getMethods()) {
            if (!method.isAnnotationPresent(Test.class)) {
                continue;
            }
            StateStore store = storage.get();
            StateStoreContract contract = new StateStoreContract() {
                @Override
                protected StateStore open() {
                    return store;
                }

                @Override
                protected Duration bound() {
                    return bound;
                }
            };
            try {
                contract.begin();
                method.invoke(contract);
            } catch (InvocationTargetException e) {
                failed.put(method.getName(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("cannot run " + method, e);
            }
        }
        return failed;
    }

    private static Arguments broken(String promise, UnaryOperator<StateStore> breaker) {
        return Arguments.of(promise, breaker);
    }

    /** Waits for itself when a reader calls back: its lock knows no owner. */
    private static final class LockedWhileReading extends Wrapped {
        private final Semaphore lock = new Semaphore(1);

        LockedWhileReading(StateStore kept) {
            super(kept);
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            lock.acquireUninterruptibly();
            try {
                return super.append(journal, size, lines);
            } finally {
                lock.release();
            }
        }

        @Override
        public long read(String journal, long from, Consumer<? super String> line) {
            lock.acquireUninterruptibly();
            try {
                return super.read(journal, from, line);
            } finally {
                lock.release();
            }
        }
    }

    /** Inserts whatever it is told to, and passes on what a database says when another was faster. */
    private static final class ThrowsOnLostRace extends Wrapped {
        ThrowsOnLostRace(StateStore kept) {
            super(kept);
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            boolean done = super.append(journal, size, lines);
            if (!done && size == size(journal) - 1 && lines.get(0).contains("by")) {
                throw new StateException("duplicate key");
            }
            return done;
        }
    }

    /** A good store; what is overridden breaks it. */
    private static class Wrapped implements StateStore {
        private final StateStore kept;

        Wrapped(StateStore kept) {
            this.kept = kept;
        }

        long size(String journal) {
            return kept.sizes(List.of(journal)).getOrDefault(journal, 0L);
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            return kept.append(journal, size, lines);
        }

        @Override
        public long read(String journal, long from, Consumer<? super String> line) {
            return kept.read(journal, from, line);
        }

        @Override
        public Map<String, Long> sizes(Collection<String> journals) {
            return kept.sizes(journals);
        }

        @Override
        public List<String> list(String prefix, boolean open, String before, int limit) {
            return kept.list(prefix, open, before, limit);
        }

        @Override
        public void archive(String journal) {
            kept.archive(journal);
        }

        @Override
        public void announce(Owner me, Duration ttl) {
            kept.announce(me, ttl);
        }

        @Override
        public void withdraw(Owner me) {
            kept.withdraw(me);
        }

        @Override
        public boolean alive(Owner owner) {
            return kept.alive(owner);
        }
    }
}
