package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread drives a run while others of the same engine look at it, many times a second. */
class PolledWhileAppendedTest {
    private static final int APPENDS = 600;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void append_whileOthersLook_isNeverTakenForAnEdit(@TempDir Path folder) {
        FileStateStore store = new FileStateStore(folder, warning -> {});
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> sizes = CompletableFuture.runAsync(
                () -> {
                    while (!done.get()) {
                        store.sizes(List.of("run"));
                    }
                },
                threads);
        CompletableFuture<Void> reads = CompletableFuture.runAsync(
                () -> {
                    while (!done.get()) {
                        store.read("run", 0, line -> {});
                    }
                },
                threads);
        for (int i = 0; i < APPENDS; i++) {
            assertThat(store.append("run", i, List.of("{\"i\":" + i + "}"))).isTrue();
        }
        done.set(true);
        CompletableFuture.allOf(sizes, reads).join();
        assertThat(store.sizes(List.of("run"))).containsEntry("run", (long) APPENDS);
    }
}
