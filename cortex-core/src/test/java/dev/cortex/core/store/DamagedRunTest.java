package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateException;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every byte of the journal of a run is cut, flipped, zeroed, or has garbage behind it, and an engine looks at the run and
 * resumes it. It is then as it was before its last write, or the engine says that it is damaged, and where.
 */
class DamagedRunTest {
    private static final Actor ANNA = new Actor("anna");
    private static final String ID = "r1";
    private static final String OTHER_ID = "r2";
    private static final Scenario SCENARIO = Scenario.named("small")
            .description("two steps")
            .phase("build", p -> p.auto().agents("coder"))
            .phase("test", p -> p.after("build").agents("tester"))
            .build();
    private static final Scenario OTHER = Scenario.named("other")
            .description("one step")
            .phase("deploy", p -> p.auto().agents("operator"))
            .build();

    /** What may get behind a journal, or into it. */
    private static final List<byte[]> GARBAGE = garbage();

    @TempDir
    private Path folder;

    private Image image;
    private Path file;
    private byte[] good;

    /** How many events there are behind each batch, by where it ends, its last line break left out. */
    private final TreeMap<Integer, Integer> sizes = new TreeMap<>();

    private List<RunEvent> events = List.of();
    private RunStatus status = RunStatus.RUNNING;
    private int states;
    private int resumed;

    private static List<byte[]> garbage() {
        List<byte[]> kinds = new ArrayList<>();
        for (String text : List.of(
                "\n",
                "\n\n",
                "}",
                "{",
                "{}",
                "{}\n",
                "{}\n{}\n",
                "\n{\"a\":1}\n",
                "garbage",
                "\nmore garbage\n",
                "{\"#",
                "{\"#\":1,\"#to\":1,\"#crc\":\"00000000\"}\n",
                "\"}\n",
                "%PDF-1.4\n",
                "\u0000",
                "\r\n",
                " \t ")) {
            kinds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        kinds.add(new byte[512]);
        kinds.add(new byte[4096]);
        byte[] random = new byte[300];
        new Random(1).nextBytes(random);
        kinds.add(random);
        return kinds;
    }

    /** One visitor, which looks at a folder and leaves without a word. */
    private final class Visitor implements AutoCloseable {
        final ManualTime time = new ManualTime();
        final ScriptedAgents agents = new ScriptedAgents(time);
        final List<String> warnings = new ArrayList<>();
        final Cortex cortex;

        private final String id;
        private final Disk disk;

        Visitor(Disk disk, String id) {
            this.disk = disk;
            this.id = id;
            cortex = engine(id).build();
        }

        private Cortex.Builder engine(String name) {
            return Cortex.builder()
                    .agents(agents)
                    .store(new FileStateStore(folder, warnings::add, disk))
                    .time(time)
                    .executor(time)
                    .ids(() -> name);
        }

        Run start(Scenario scenario) {
            return start(cortex, scenario);
        }

        /** A run of the scenario beside those that may be active. */
        Run beside() {
            return start(engine(id + "-beside").manyRunsPerScenario().build(), SCENARIO);
        }

        private Run start(Cortex engine, Scenario scenario) {
            Run run = engine.start(engine.plan(scenario).orElseThrow());
            time.settle();
            return run;
        }

        CompletionStage<Void> resume(Run run) {
            CompletionStage<Void> resumed = run.as(ANNA).resume("");
            time.settle();
            return resumed;
        }

        @Override
        public void close() {
            Locks.release(folder);
        }
    }

    private void make(boolean finished) {
        SimulatedDisk disk = new SimulatedDisk(Image.with(folder));
        try (Visitor first = new Visitor(disk, ID);
                Visitor second = new Visitor(disk, OTHER_ID)) {
            if (!finished) {
                first.agents.neverAnswers("tester");
            }
            Run run = first.start(SCENARIO);
            assertThat(run.view().status()).isEqualTo(finished ? RunStatus.COMPLETED : RunStatus.RUNNING);
            events = events(run);
            second.agents.neverAnswers("operator");
            second.start(OTHER);
        }
        status = finished ? RunStatus.COMPLETED : RunStatus.INTERRUPTED;
        image = disk.moment().least();
        file = folder.resolve("run-" + ID + ".jsonl");
        good = disk.bytes(file);
        findBatches();
    }

    private void findBatches() {
        sizes.put(0, 0);
        int number = 0;
        int at = 0;
        for (String line : new String(good, StandardCharsets.UTF_8).lines().toList()) {
            at += line.getBytes(StandardCharsets.UTF_8).length + 1;
            number++;
            if (line.contains("\"#to\":" + number + ",")) {
                sizes.put(at - 1, number);
            }
        }
        assertThat(sizes.lastEntry()).isEqualTo(Map.entry(good.length - 1, events.size()));
    }

    private static List<RunEvent> events(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_whoseJournalIsCut_isAsBeforeThatWrite(boolean finished) {
        make(finished);
        for (int at = 0; at <= good.length; at++) {
            Found found = look(Arrays.copyOf(good, at), "cut at " + at);
            assertThat(found.refusal()).as(found.how()).isEmpty();
            assertThat(found.size())
                    .as(found.how())
                    .isEqualTo(sizes.floorEntry(at).getValue());
        }
        report(finished, "cuts", good.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_withABitFlipped_isAsBeforeItsLastWriteOrDamaged(boolean finished) {
        make(finished);
        for (int at = 0; at < good.length; at++) {
            for (int bit : new int[] {0, 5, 7}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                changed(bad, "bit " + bit + " of byte " + at + " flipped");
            }
        }
        report(finished, "flips", 3 * good.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_withZeros_isAsBeforeItsLastWriteOrDamaged(boolean finished) {
        make(finished);
        for (int at = 0; at < good.length; at++) {
            int length = at % 10 == 0 ? 100 : 1;
            byte[] bad = good.clone();
            Arrays.fill(bad, at, Math.min(bad.length, at + length), (byte) 0);
            changed(bad, length + " bytes from " + at + " zeroed");
        }
        report(finished, "zeroed bytes", good.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_withGarbage_isAsBeforeAWriteOrDamaged(boolean finished) {
        make(finished);
        for (int at = 0; at <= good.length; at++) {
            boolean between = sizes.containsKey(at) || sizes.containsKey(at - 1);
            for (int kind = 0; kind < GARBAGE.size(); kind++) {
                if (between || kind == at % GARBAGE.size()) {
                    byte[] before = Arrays.copyOf(good, at);
                    byte[] behind = Arrays.copyOfRange(good, at, good.length);
                    followed(joined(before, GARBAGE.get(kind)), "garbage " + kind + " behind byte " + at);
                    changed(joined(before, GARBAGE.get(kind), behind), "garbage " + kind + " in front of byte " + at);
                }
            }
        }
        report(finished, "kinds and places of garbage", 2 * good.length);
    }

    private void report(boolean finished, String what, int floor) {
        System.out.println(states + " " + what + " in the journal of " + (finished ? "a finished" : "an unfinished")
                + " run, of which " + resumed + " could go on");
        assertThat(states).isGreaterThanOrEqualTo(Math.max(2_000, floor));
        assertThat(resumed).isGreaterThan(200);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** In front of the last batch it is damage; within it, it cannot be told from a write that was never acknowledged. */
    private void changed(byte[] bad, String how) {
        Found found = look(bad, how);
        int same = same(bad);
        int whole = sizes.lastKey();
        int last = sizes.lowerKey(whole);
        if (same <= last) {
            assertThat(found.refusal()).as(how).isNotEmpty();
        } else if (found.refusal().isEmpty() && same < whole) {
            assertThat(found.size()).as(how).isEqualTo(sizes.get(last));
        } else if (found.refusal().isEmpty()) {
            assertThat(found.size()).as(how).isIn(sizes.get(last), sizes.get(whole));
        }
    }

    /** What is still as it was counts; but a last line that goes on without a break is not whole. */
    private void followed(byte[] bad, String how) {
        Found found = look(bad, how);
        if (found.refusal().isEmpty()) {
            int same = same(bad);
            int size = sizes.floorEntry(same).getValue();
            int before =
                    sizes.containsKey(same) && same > 0 ? sizes.lowerEntry(same).getValue() : size;
            assertThat(found.size()).as(how).isIn(before, size);
        }
    }

    /** Up to where the journal is as it was. */
    private int same(byte[] bad) {
        int difference = Arrays.mismatch(good, bad);
        return difference < 0 ? good.length : difference;
    }

    /**
     * What an engine has found.
     *
     * @param size of how many events it has spoken; a line that may have been written by hand and does not count is none
     * @param refusal in which words it has refused to
     */
    private record Found(String how, int size, String refusal) {}

    private Found look(byte[] bytes, String how) {
        states++;
        SimulatedDisk disk = new SimulatedDisk(image);
        disk.overwrite(file, bytes);
        try (Visitor visitor = new Visitor(disk, "r9")) {
            Optional<Run> run = visitor.cortex.find(ID);
            Found found = run.isEmpty() ? new Found(how, 0, "") : look(visitor, run.get(), how);
            if (!found.refusal().isEmpty()) {
                assertThat(disk.bytes(file)).as(how).isEqualTo(bytes);
            }
            if (states % 20 == 0) {
                assertOthersGoOn(visitor, found);
            }
            return found;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(how, e);
        }
    }

    private Found look(Visitor visitor, Run run, String how) {
        List<RunEvent> found = new ArrayList<>();
        try {
            run.events(0, found::add);
        } catch (StateException damaged) {
            assertDamaged(damaged);
            assertThatThrownBy(run::view).hasMessage(damaged.getMessage());
            assertThatThrownBy(() -> visitor.resume(run).toCompletableFuture().join())
                    .cause()
                    .isInstanceOfSatisfying(StateException.class, this::assertDamaged);
            return new Found(how, 0, damaged.getMessage());
        }
        int size = found.get(found.size() - 1).fact() instanceof Fact.Handwritten ? found.size() - 1 : found.size();
        assertThat(found.subList(0, size)).isEqualTo(events.subList(0, size));
        RunView view = run.view();
        assertThat(view.standing().events()).isEqualTo(found.size());
        if (size == events.size()) {
            assertThat(view.status()).isEqualTo(status);
        } else {
            assertThat(view.status()).isEqualTo(RunStatus.INTERRUPTED);
        }
        if (view.status() == RunStatus.INTERRUPTED) {
            resumed++;
            assertThat(visitor.resume(run).toCompletableFuture()).isCompleted();
            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        }
        return new Found(how, size, "");
    }

    private void assertDamaged(StateException damaged) {
        assertThat(damaged.getMessage()).contains("journal run-" + ID + " is damaged: " + file + ", line ");
    }

    /** Another run, and another one of the same scenario. */
    private void assertOthersGoOn(Visitor visitor, Found found) {
        assertThat(visitor.cortex.list("", 9)).extracting(Run::id).contains(OTHER_ID);
        List<Run> interrupted = visitor.cortex.interrupted();
        assertThat(interrupted).extracting(Run::id).isEqualTo(List.of(OTHER_ID));
        assertThat(visitor.resume(interrupted.get(0)).toCompletableFuture()).isCompleted();
        assertThat(interrupted.get(0).view().status()).isEqualTo(RunStatus.COMPLETED);
        if (found.refusal().isEmpty()) {
            assertThat(visitor.start(SCENARIO).view().status()).isEqualTo(RunStatus.COMPLETED);
        } else {
            assertThatThrownBy(() -> visitor.start(SCENARIO))
                    .isInstanceOfSatisfying(StateException.class, this::assertDamaged);
            assertThat(visitor.beside().view().status()).isEqualTo(RunStatus.COMPLETED);
        }
    }
}
