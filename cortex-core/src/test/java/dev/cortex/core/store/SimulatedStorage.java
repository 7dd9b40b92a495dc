package dev.cortex.core.store;

import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.testkit.simulation.Storage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The file store of production on a simulated disk, of which a crash leaves anything that the disk's rules allow: each crash
 * is a power failure, before or behind any operation of the disk.
 */
final class SimulatedStorage implements Storage {
    private final Path above;
    private final Path folder;
    private Image left;
    private @Nullable SimulatedDisk disk;

    /**
     * A storage.
     *
     * @param above a real folder, in which nothing but signs of life is ever written
     */
    SimulatedStorage(Path above) {
        this.above = above;
        this.folder = above.resolve("scenarios/.state");
        this.left = Image.with(above);
    }

    @Override
    public StateStore open(Runnable operation) {
        Locks.release(above);
        SimulatedDisk next = new SimulatedDisk(left);
        next.observe(moment -> operation.run());
        disk = next;
        return new FileStateStore(folder, warning -> {}, next);
    }

    @Override
    public void crash(IntUnaryOperator choice) {
        SimulatedDisk broken = Objects.requireNonNull(disk);
        broken.observe(moment -> {});
        left = broken.moment()
                .anyImage(new Random(choice.applyAsInt(Integer.MAX_VALUE)))
                .getValue();
    }
}
