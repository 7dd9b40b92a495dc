package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DefinitionLoader} must keep. Extend it in a test, put some definitions where the loader looks, and
 * name them. At least one of the sound ones should call itself something else than what it is listed as, where the source
 * allows that.
 *
 * <pre>{@code
 * class ScenarioTableTest extends DefinitionLoaderContract<Scenario> {
 *     private final DataSource database = databaseWith("release.yaml", "review.yaml", "torn.yaml");
 *
 *     @Override
 *     protected DefinitionLoader<Scenario> loader() {
 *         return new ScenarioTable(database);
 *     }
 *
 *     @Override
 *     protected List<String> sound() {
 *         return List.of("release", "review");
 *     }
 *
 *     @Override
 *     protected Optional<String> broken() {
 *         return Optional.of("torn");
 *     }
 * }
 * }</pre>
 *
 * @param <T> {@link Scenario} or {@link Workflow}
 */
public abstract class DefinitionLoaderContract<T> {
    private static final int ROUNDS = 10;

    /** For subclasses. */
    protected DefinitionLoaderContract() {}

    /**
     * The loader under test. Called again within a case for a second one over the same definitions.
     *
     * @return a loader over the definitions of this test
     */
    protected abstract DefinitionLoader<T> loader();

    /** {@return the names under which definitions without an error are listed; at least two} */
    protected abstract List<String> sound();

    /** {@return the name under which one that has errors is listed; empty if there can be no such definition} */
    protected Optional<String> broken() {
        return Optional.empty();
    }

    /** {@return a loader that looks where there is nothing; empty if there is no such place} */
    protected Optional<DefinitionLoader<T>> empty() {
        return Optional.empty();
    }

    /** {@return whether findings have a place in a text; true unless overridden} */
    protected boolean places() {
        return true;
    }

    /**
     * Within which time several threads have each loaded all definitions ten times.
     *
     * @return one minute, unless a subclass says otherwise
     */
    protected Duration bound() {
        return Duration.ofMinutes(1);
    }

    /** Whatever can be loaded is listed, sound or not, and nothing else. */
    @Test
    public final void required_list_hasWhatThereIs() {
        TreeSet<String> all = new TreeSet<>(sound());
        broken().ifPresent(all::add);

        assertTrue(sound().size() >= 2, "the test needs two sound definitions, and has " + sound());
        assertEquals(all, new TreeSet<>(loader().list()), "the names listed");
    }

    /** Names are sorted by their characters, and each is there once. */
    @Test
    public final void required_list_isSortedAndHasEachNameOnce() {
        List<String> names = loader().list();

        assertEquals(List.copyOf(new TreeSet<>(names)), names, "the names, sorted and each once");
    }

    /** What a caller does to a list that it was given is nothing to the loader. */
    @Test
    public final void required_list_isNobodysToChange() {
        DefinitionLoader<T> loader = loader();
        List<String> before = List.copyOf(loader.list());
        try {
            loader.list().clear();
        } catch (UnsupportedOperationException refused) {
            // As good as a copy.
        }

        assertEquals(before, loader.list(), "the names, after somebody has cleared a list of them");
    }

    /** Every name that is listed is found. */
    @Test
    public final void required_load_findsWhatIsListed() {
        DefinitionLoader<T> loader = loader();
        for (String name : loader.list()) {
            assertTrue(loader.load(name).isPresent(), () -> "what is listed as " + name + " was not found");
        }
    }

    /** A sound definition is whole, whatever stands beside it. */
    @Test
    public final void required_load_ofSoundDefinitions_isWhole() {
        DefinitionLoader<T> loader = loader();
        for (String name : sound()) {
            Checked<T> loaded = loaded(loader, name);
            assertTrue(loaded.ok(), () -> name + " has errors: " + loaded.findings());
            assertFalse(ownName(loaded).isBlank(), () -> name + " has no name of its own");
        }
    }

    /** A definition is also found by the name that it gives itself. */
    @Test
    public final void required_load_findsByOwnNames() {
        DefinitionLoader<T> loader = loader();
        for (String name : sound()) {
            Checked<T> loaded = loaded(loader, name);
            String own = ownName(loaded);
            // A name that is listed goes before one that a definition gives itself.
            if (own.equals(name) || !loader.list().contains(own)) {
                assertEquals(loaded.draft(), loaded(loader, own).draft(), () -> name + ", by its own name " + own);
            }
        }
    }

    /** A name that nothing has is no exception and finds nothing; neither does one that tries to lead elsewhere. */
    @Test
    public final void required_load_ofNamesThatNothingHas_isEmpty() {
        DefinitionLoader<T> loader = loader();
        String one = sound().get(0);
        for (String name : List.of(
                "no such definition",
                "",
                " ",
                "*",
                "%",
                one + " ",
                "../" + one,
                "./" + one,
                "/" + one,
                ".\\" + one,
                one + "/../" + one,
                one + "\0",
                "\0",
                "\u202e",
                "' OR '1'='1",
                "x".repeat(5000))) {
            assertTrue(loader.load(name).isEmpty(), () -> "found by the name \"" + name + "\"");
        }
        assertTrue(loader.load(one).isPresent(), "what there is, after that");
    }

    /** Nothing changes by being read, and another loader over the same source finds the same. */
    @Test
    public final void required_load_ofTheSameTwice_isEqual() {
        DefinitionLoader<T> loader = loader();
        Map<String, List<Object>> first = everything(loader);

        assertEquals(first, everything(loader), "all definitions, loaded once more");
        assertEquals(first, everything(loader()), "all definitions, loaded by another loader");
    }

    /**
     * Many threads may use one loader.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_race_givesEverybodyTheSame() throws InterruptedException {
        DefinitionLoader<T> loader = loader();
        Map<String, List<Object>> all = everything(loader());

        Race.run(bound(), racer -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(all, everything(loader), "what one of several threads has loaded");
                assertTrue(loader.load("nobody-" + racer).isEmpty(), "a name that nothing has");
            }
        });
    }

    /** A broken definition is one with findings, not an exception and not an absence. */
    @Test
    public final void optional_load_ofABrokenDefinition_isFindings() {
        Checked<T> loaded = loaded(loader(), brokenOrSkip());

        assertFalse(loaded.ok(), "a broken definition passes for a sound one");
        assertTrue(loaded.findings().stream().anyMatch(Diagnostic::isError), "there is no error among the findings");
        for (Diagnostic finding : loaded.findings()) {
            assertFalse(finding.code().isBlank(), () -> "a finding has no code: " + finding);
            assertFalse(finding.message().isBlank(), () -> "a finding says nothing: " + finding);
        }
    }

    /** Findings say where in the text they are. */
    @Test
    public final void optional_load_ofABrokenDefinition_saysWhere() {
        assumeTrue(places(), "definitions are not read from texts");
        for (Diagnostic finding : loaded(loader(), brokenOrSkip()).findings()) {
            assertTrue(finding.position().isPresent(), () -> "a finding has no place: " + finding);
        }
    }

    /** Where there is nothing, nothing is listed and nothing is found. */
    @Test
    public final void optional_emptySource_isNoProblem() {
        assumeTrue(empty().isPresent(), "there is no place without definitions");
        DefinitionLoader<T> loader = empty().orElseThrow();

        assertEquals(List.of(), loader.list(), "what is listed where there is nothing");
        assertTrue(loader.load(sound().get(0)).isEmpty(), "something is found where there is nothing");
    }

    private String brokenOrSkip() {
        assumeTrue(broken().isPresent(), "there can be no broken definition");
        return broken().orElseThrow();
    }

    private static <T> Checked<T> loaded(DefinitionLoader<T> loader, String name) {
        Optional<Checked<T>> loaded = loader.load(name);
        assertTrue(loaded.isPresent(), () -> "nothing was found by the name " + name);
        return loaded.orElseThrow();
    }

    /** By name, drafts and findings. */
    private static <T> Map<String, List<Object>> everything(DefinitionLoader<T> loader) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (String name : loader.list()) {
            Checked<T> loaded = loaded(loader, name);
            all.put(name, List.of(loaded.draft(), loaded.findings()));
        }
        return all;
    }

    private static String ownName(Checked<?> loaded) {
        Object draft = loaded.orElseThrow();
        return draft instanceof Scenario scenario ? scenario.name() : ((Workflow) draft).name();
    }
}
