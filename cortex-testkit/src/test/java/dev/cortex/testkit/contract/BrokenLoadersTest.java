package dev.cortex.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.InvalidDefinitionException;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A loader that breaks one promise fails the case of the contract that tests it. */
class BrokenLoadersTest {
    static Stream<Arguments> brokenLoaders() {
        return Stream.of(
                broken("required_list_hasWhatThereIs", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list() {
                        return super.list().stream()
                                .filter(name -> load(name).orElseThrow().ok())
                                .toList();
                    }
                }),
                broken("required_list_hasWhatThereIs", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list() {
                        return Stream.concat(super.list().stream(), Stream.of("schema"))
                                .sorted()
                                .toList();
                    }

                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return super.load(name.equals("schema") ? "review" : name);
                    }
                }),
                broken("required_list_isSortedAndHasEachNameOnce", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list() {
                        return super.list().stream()
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .toList();
                    }
                }),
                broken("required_list_isSortedAndHasEachNameOnce", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list() {
                        return super.list().stream()
                                .flatMap(name -> Stream.of(name, name))
                                .toList();
                    }
                }),
                broken("required_list_isNobodysToChange", kept -> new Wrapped(kept) {
                    private final List<String> known = new ArrayList<>(kept.list());

                    @Override
                    public List<String> list() {
                        return known;
                    }
                }),
                broken("required_load_findsWhatIsListed", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return super.load(name).filter(Checked::ok);
                    }
                }),
                broken("required_load_ofSoundDefinitions_isWhole", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        Diagnostic beside =
                                Diagnostic.error("broken-neighbour", "", "Another definition cannot be read");
                        return super.load(name)
                                .map(loaded ->
                                        loaded.then(draft -> Checked.of(draft, List.of(beside), SourceMap.none())));
                    }
                }),
                broken("required_load_findsByOwnNames", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return list().contains(name) ? super.load(name) : Optional.empty();
                    }
                }),
                broken("required_load_ofNamesThatNothingHas_isEmpty", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        // What it would find if names were parts of paths.
                        return super.load(name.replaceAll("^.*/", ""));
                    }
                }),
                broken("required_load_ofNamesThatNothingHas_isEmpty", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return Optional.of(super.load(name).orElseThrow());
                    }
                }),
                broken("required_load_ofTheSameTwice_isEqual", kept -> new Wrapped(kept) {
                    private final AtomicInteger calls = new AtomicInteger();

                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        Diagnostic counted =
                                Diagnostic.info("loaded", "", "It was loaded " + calls.incrementAndGet() + " times");
                        return super.load(name)
                                .map(loaded ->
                                        loaded.then(draft -> Checked.of(draft, List.of(counted), SourceMap.none())));
                    }
                }),
                broken("required_race_givesEverybodyTheSame", kept -> new Wrapped(kept) {
                    private final AtomicInteger inside = new AtomicInteger();

                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        int others = inside.getAndIncrement();
                        try {
                            // Long enough for the others to come in, and no longer than that.
                            long begun = System.nanoTime();
                            while (Thread.currentThread().getName().startsWith("contract-")
                                    && inside.get() < 2
                                    && System.nanoTime() - begun < 50_000_000) {
                                Thread.onSpinWait();
                            }
                            return others > 0 ? Optional.empty() : super.load(name);
                        } finally {
                            inside.decrementAndGet();
                        }
                    }
                }),
                broken("optional_load_ofABrokenDefinition_isFindings", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return super.load(name).map(loaded -> {
                            if (loaded.ok()) {
                                return loaded;
                            }
                            throw new InvalidDefinitionException(loaded.findings());
                        });
                    }
                }),
                broken("optional_load_ofABrokenDefinition_isFindings", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return super.load(name)
                                .map(loaded -> loaded.ok()
                                        ? loaded
                                        : Checked.of(Memory.scenario("a guess").orElseThrow()));
                    }
                }),
                broken("optional_load_ofABrokenDefinition_saysWhere", kept -> new Wrapped(kept) {
                    @Override
                    public Optional<Checked<Scenario>> load(String name) {
                        return super.load(name)
                                .map(loaded -> loaded.ok()
                                        ? loaded
                                        : Checked.failed(
                                                List.of(Diagnostic.error("syntax", "", "It is no YAML")),
                                                SourceMap.none()));
                    }
                }),
                broken("optional_emptySource_isNoProblem", kept -> new Wrapped(kept) {
                    @Override
                    public List<String> list() {
                        List<String> names = super.list();
                        if (names.isEmpty()) {
                            throw new IllegalStateException("no such folder");
                        }
                        return names;
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenLoaders")
    void contract_ofBrokenLoader_failsInItsCase(String promise, UnaryOperator<DefinitionLoader<Scenario>> breaker) {
        assertThat(Cases.failed(DefinitionLoaderContract.class, () -> new Contract(breaker)))
                .contains(promise);
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenLoaders_areThereForEveryCase() {
        assertThat(brokenLoaders().map(broken -> broken.get()[0]))
                .containsOnly(Cases.of(DefinitionLoaderContract.class).toArray());
    }

    @Test
    void contract_ofGoodLoader_holds() {
        assertThat(Cases.failed(DefinitionLoaderContract.class, () -> new Contract(UnaryOperator.identity())))
                .isEmpty();
    }

    private static Arguments broken(String promise, UnaryOperator<DefinitionLoader<Scenario>> breaker) {
        return Arguments.of(promise, breaker);
    }

    private static final class Contract extends DefinitionLoaderContract<Scenario> {
        private final UnaryOperator<DefinitionLoader<Scenario>> breaker;
        private @Nullable DefinitionLoader<Scenario> first;

        Contract(UnaryOperator<DefinitionLoader<Scenario>> breaker) {
            this.breaker = breaker;
        }

        @Override
        protected DefinitionLoader<Scenario> loader() {
            if (first == null) {
                first = breaker.apply(new Memory(Map.of(
                        "Zebra",
                        Memory.scenario("Zebra"),
                        "release-7",
                        Memory.scenario("release"),
                        "review",
                        Memory.scenario("review"),
                        "torn",
                        Checked.failed(
                                List.of(Diagnostic.error("syntax", "", "It is no YAML")
                                        .at(Position.startOf("torn.yaml"))),
                                SourceMap.none()))));
            }
            return first;
        }

        @Override
        protected List<String> sound() {
            return List.of("review", "release-7", "Zebra");
        }

        @Override
        protected Optional<String> broken() {
            return Optional.of("torn");
        }

        @Override
        protected Optional<DefinitionLoader<Scenario>> empty() {
            return Optional.of(breaker.apply(new Memory(Map.of())));
        }
    }

    /** A good loader, of what is at hand. */
    private static final class Memory implements DefinitionLoader<Scenario> {
        private final Map<String, Checked<Scenario>> kept;

        Memory(Map<String, Checked<Scenario>> kept) {
            this.kept = new TreeMap<>(kept);
        }

        static Checked<Scenario> scenario(String name) {
            return Checked.of(Scenario.named(name)
                    .description("Something")
                    .phase("a", phase -> phase.auto().agents("x"))
                    .build());
        }

        @Override
        public List<String> list() {
            return List.copyOf(kept.keySet());
        }

        @Override
        public Optional<Checked<Scenario>> load(String name) {
            return Optional.ofNullable(kept.get(name))
                    .or(() -> kept.values().stream()
                            .filter(one -> one.draft()
                                    .map(Scenario::name)
                                    .filter(name::equals)
                                    .isPresent())
                            .findFirst());
        }
    }

    /** A good loader; what is overridden breaks it. */
    private static class Wrapped implements DefinitionLoader<Scenario> {
        private final DefinitionLoader<Scenario> kept;

        Wrapped(DefinitionLoader<Scenario> kept) {
            this.kept = kept;
        }

        @Override
        public List<String> list() {
            return kept.list();
        }

        @Override
        public Optional<Checked<Scenario>> load(String name) {
            return kept.load(name);
        }
    }
}
