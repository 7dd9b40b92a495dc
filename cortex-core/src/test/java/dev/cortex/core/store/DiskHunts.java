package dev.cortex.core.store;

import java.io.IOException;
import java.nio.file.Path;

/** The simulations of this package as {@code Hunt} runs them. */
public final class DiskHunts {
    private DiskHunts() {}

    /**
     * Schedules with power failures.
     *
     * @param temp an empty folder
     * @param count how many
     */
    public static void powerFailures(Path temp, int count) throws IOException {
        SimulatedStorageTest test = new SimulatedStorageTest();
        test.temp = temp;
        test.check(count, 1);
    }

    /**
     * A crash at every operation of a run, and another one behind it.
     *
     * @param temp an empty folder
     */
    public static void crashes(Path temp) {
        CrashTest test = new CrashTest();
        test.temp = temp;
        test.record();
        test.crash_anywhere_resumesToTheSameOutcome();
        test.crash_whileTheNextOwnerWrites_losesAndDamagesNothing();
    }

    /**
     * A fault at every operation of a run.
     *
     * @param temp an empty folder
     */
    public static void faults(Path temp) {
        for (SimulatedDisk.Fault fault : SimulatedDisk.Fault.values()) {
            DiskFaultTest test = new DiskFaultTest();
            test.temp = temp;
            test.fault_atAnyOperation_isSaidAndTheRunGoesOn(fault);
        }
    }
}
