package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.store.StateException;
import dev.cortex.core.store.SimulatedDisk.Fault;
import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.core.store.SimulatedDisk.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation on the disk of a run of twelve phases fails, once or from there on until somebody makes room. The engine
 * says so in a sentence, and the run goes on from there.
 */
class DiskFaultTest {
    @TempDir
    Path temp;

    private final Random random = new Random(1);
    private SecondCrash second = new SecondCrash(Path.of(""), "run-a-1");

    private record Case(Fault fault, int operation, boolean forEver) {}

    @ParameterizedTest
    @EnumSource(Fault.class)
    void fault_atAnyOperation_isSaidAndTheRunGoesOn(Fault fault) {
        Recording recording = Recording.of(temp);
        second = new SecondCrash(Recording.folder(temp), "run-a-1");
        List<Kind> operations = recording.operations();
        int cases = 0;
        for (int n = 1; n <= operations.size(); n++) {
            if (fault.strikes(operations.get(n - 1))) {
                cases += fail(new Case(fault, n, false), recording);
                cases += fail(new Case(fault, n, true), recording);
            }
        }
        System.out.println(cases + " faults of the kind " + fault + " in a run of twelve phases, and " + second.count()
                + " crashes behind them");
        assertThat(cases).isGreaterThan(270);
    }

    /** Returns in how many ways the run was gone on with. */
    private int fail(Case one, Recording recording) {
        Outcome expected = recording.outcome();
        // Behind the last force there is only a hint that nobody needs the journal soon.
        boolean needed = one.operation() <= recording.operations().lastIndexOf(Kind.FORCE) + 1;
        SimulatedDisk disk = new SimulatedDisk(Image.with(temp));
        disk.fail(one.fault(), one.operation(), one.forEver());
        try (Life life = new Life(Recording.folder(temp), disk, "a", null)) {
            Optional<StateException> failure = life.live();
            assertThat(disk.struck()).as("%s", one).isPositive();
            disk.heal();
            if (failure.isEmpty()) {
                assertThat(one.forEver() && needed).as("%s is noticed", one).isFalse();
                assertOutcome(one + ", coped with", life, disk, expected);
                return 1;
            }
            assertSentence(one, failure.get());
            Witness seen = life.witness().copy();
            SimulatedDisk left = disk.copy();
            second.anywhere("%s".formatted(one), disk.copy(), seen.heard().size(), random);
            assertThat(life.live()).as("%s, the same engine", one).isEmpty();
            assertOutcome(one + ", the same engine", life, disk, expected);
            resume(one + ", a power failure", new SimulatedDisk(left.moment().least()), seen, expected);
            resume(one + ", a new process", left, seen, expected);
            return 3;
        }
    }

    private void resume(String name, SimulatedDisk disk, Witness seen, Outcome expected) {
        try (Life life = new Life(Recording.folder(temp), disk, "b", seen)) {
            assertThat(life.live()).as(name).isEmpty();
            assertOutcome(name, life, disk, expected);
        }
    }

    /** A force that succeeds after one that has failed has to have written what that one had forgotten. */
    private void assertOutcome(String name, Life life, SimulatedDisk disk, Outcome expected) {
        assertThat(Outcome.of(life)).as(name).isEqualTo(expected);
        life.close();
        Image left = disk.moment().least();
        if (left.journals().digest().equals(disk.seen().journals().digest())) {
            return;
        }
        try (Life later = new Life(Recording.folder(temp), new SimulatedDisk(left), "c", life.witness())) {
            if (!later.events().equals(life.events())) {
                // Whoever found the run at its end had nothing to write, and has told nobody.
                assertThat(name).endsWith("a new process");
                assertThat(later.live()).as(name).isEmpty();
                assertThat(Outcome.of(later)).as(name).isEqualTo(expected);
            }
        }
    }

    private void assertSentence(Case one, StateException failure) {
        assertThat(failure.getMessage())
                .as("%s", one)
                .startsWith("cannot ")
                .contains(one.fault().words, temp.resolve("scenarios").toString())
                .doesNotContain("\n", "Exception");
    }
}
