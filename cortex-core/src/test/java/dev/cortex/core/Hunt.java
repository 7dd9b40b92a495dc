package dev.cortex.core;

import dev.cortex.core.store.DiskHunts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A simulation as a program of its own: what it says of production code is how it ends. */
enum Hunt {
    /** Crashes, stops, and misbehaviour in any order, journals in memory. */
    SCHEDULES,
    /** Power failures in any order, journals on a disk. */
    POWER_FAILURES,
    /** A run of twelve phases, and a power failure after and within every operation on the disk. */
    CRASHES,
    /** The same run, and every operation on the disk fails. */
    DISK_FAULTS,
    /** Two engines that want one run, in any order. */
    RIVALS;

    /** How a program ends that has found something. */
    static final int FOUND = 1;

    private void run(Path temp) throws IOException {
        switch (this) {
            case SCHEDULES -> SchedulesTest.hunt(700);
            case POWER_FAILURES -> DiskHunts.powerFailures(temp, 400);
            case CRASHES -> DiskHunts.crashes(temp);
            case RIVALS -> {
                RivalsTest.inMemory(400);
                RivalsTest.onDisk(temp, 100);
            }
            case DISK_FAULTS -> DiskHunts.faults(temp);
        }
    }

    /**
     * Runs a simulation; ends with 0 if it has found nothing, with 1 if something, and else with 2.
     *
     * @param arguments the name of the simulation, and a folder
     */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        int exit = 0;
        try {
            valueOf(arguments[0]).run(Files.createDirectories(Path.of(arguments[1])));
        } catch (AssertionError | RuntimeException found) {
            System.out.println("FOUND " + found);
            exit = FOUND;
        } catch (Throwable broken) {
            broken.printStackTrace();
            exit = 2;
        }
        System.exit(exit);
    }
}
