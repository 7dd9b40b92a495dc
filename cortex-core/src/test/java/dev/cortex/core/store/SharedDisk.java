package dev.cortex.core.store;

import dev.cortex.api.store.StateStore;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A simulated disk for several processes. */
public final class SharedDisk {
    private SharedDisk() {}

    /**
     * As many stores as wanted over one new simulated disk.
     *
     * @param above a real folder, in which nothing but signs of life is ever written
     * @return makes a store
     */
    public static Supplier<StateStore> stores(Path above) {
        Locks.release(above);
        SimulatedDisk disk = new SimulatedDisk(SimulatedDisk.Image.with(above));
        return () -> new FileStateStore(above.resolve("scenarios/.state"), warning -> {}, disk);
    }
}
