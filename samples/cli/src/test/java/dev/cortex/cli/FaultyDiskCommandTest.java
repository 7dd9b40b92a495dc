package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.cli.Faults.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each thing that a run of the command does to the disk fails, once or from there on until somebody makes room: journals,
 * signs of life, the files of agents, their logs, the records of their programs. The command says so, and the run is gone
 * on with.
 */
class FaultyDiskCommandTest {
    /** Most of the time of a run is waiting. */
    private static final int TOGETHER = 8;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void run_onADiskThatFails_saysSoAndIsGoneOnWith(Fault fault) throws Exception {
        Faults none = new Faults();
        Casualty undisturbed = new Casualty(temporary.resolve("undisturbed"), none);
        assertThat(undisturbed.run().exit()).isEqualTo(ExitCode.DONE);
        Object expected = undisturbed.outcome();
        List<Callable<Integer>> cases = new ArrayList<>();
        for (int n = 1; n <= none.count(fault); n++) {
            for (boolean forEver : new boolean[] {false, true}) {
                int number = n;
                cases.add(() -> suffer(fault, number, forEver, expected));
            }
        }
        ExecutorService together = Executors.newFixedThreadPool(TOGETHER);
        int struck = 0;
        try {
            for (Future<Integer> one : together.invokeAll(cases, 5, TimeUnit.MINUTES)) {
                struck += one.get();
            }
        } finally {
            together.shutdownNow();
        }
        System.out.println(struck + " faults of the kind " + fault + " in a run of three phases");
        assertThat(struck).isGreaterThan(50);
    }

    /** {@return how many faults there were: threads may take another way, and at the end of it there is none} */
    private int suffer(Fault fault, int number, boolean forEver, Object expected) {
        Faults faults = new Faults(fault, number, forEver);
        Casualty casualty = new Casualty(temporary.resolve(fault + "-" + number + "-" + forEver), faults);
        Sandbox.Outcome outcome = casualty.run();
        try {
            casualty.recover(outcome, fault, expected);
            return faults.struck() > 0 ? 1 : 0;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    fault + (forEver ? " for ever" : " once") + " from number " + number + " on, at " + faults.where()
                            + ": " + outcome,
                    e);
        }
    }
}
