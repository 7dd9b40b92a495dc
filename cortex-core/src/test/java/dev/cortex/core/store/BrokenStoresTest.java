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
        List<String> failed = failuresOf(() -> breaker.apply(new InMemoryStateStore()));

        assertThat(failed).contains("required_" + promise);
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenStores_areThereForEveryRequiredCase() {
        assertThat(brokenStores().map(store -> "required_" + store.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Stream.of(StateStoreContract.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("required_"))
                        .toList());
    }

    @Test
    void contract_ofStoreThatOnlySaysThatItArchives_failsInThatCase() {
        assertThat(failuresOf(() -> new Wrapped(new InMemoryStateStore()) {
                    @Override
                    public void archive(String journal) {}
                }))
                .containsExactly("optional_archivedJournal_isLeftOut");
    }

    @Test
    void contract_ofGoodStore_holds(TestInfo info) {
        assertThat(failuresOf(InMemoryStateStore::new))
                .as(info.getDisplayName())
                .isEmpty();
    }

    /** Runs every case on a storage of its own, as JUnit would. */
    private static List<String> failuresOf(Supplier<StateStore> storage) {
        List<String> failed = new ArrayList<>();
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
            };
            try {
                contract.begin();
                method.invoke(contract);
            } catch (InvocationTargetException e) {
                failed.add(method.getName());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("cannot run " + method, e);
            }
        }
        return failed;
    }

    private static Arguments broken(String promise, UnaryOperator<StateStore> breaker) {
        return Arguments.of(promise, breaker);
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
