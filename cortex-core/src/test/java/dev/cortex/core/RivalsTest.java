package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.core.store.SharedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two engines that want one run, in schedules made of seeds; {@code -Dcortex.rivals=N} has so many of each kind. */
class RivalsTest {
    private static final int COUNT = Integer.getInteger("cortex.rivals", 1_000);

    @TempDir
    private Path temp;

    @Test
    void anySchedule_inMemory_hasOneDriverAtATime() {
        assertThat(inMemory(COUNT)).isGreaterThan(COUNT / 4);
    }

    @Test
    void anySchedule_onADisk_hasOneDriverAtATime() throws IOException {
        assertThat(onDisk(temp, COUNT / 4)).isGreaterThan(COUNT / 16);
    }

    static int inMemory(int count) {
        int takeovers = 0;
        for (long seed = 1; seed <= count; seed++) {
            InMemoryStateStore store = new InMemoryStateStore();
            takeovers += play(seed, new Rivals(seed, () -> store));
        }
        System.out.println(takeovers + " takeovers in " + count + " schedules of two engines in memory");
        return takeovers;
    }

    static int onDisk(Path temp, int count) throws IOException {
        int takeovers = 0;
        Path real = Files.createDirectories(temp).toRealPath();
        for (long seed = 1; seed <= count; seed++) {
            takeovers += play(seed, new Rivals(seed, SharedDisk.stores(real)));
        }
        System.out.println(takeovers + " takeovers in " + count + " schedules of two engines on a disk");
        return takeovers;
    }

    private static int play(long seed, Rivals rivals) {
        try {
            return rivals.play();
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }
}
