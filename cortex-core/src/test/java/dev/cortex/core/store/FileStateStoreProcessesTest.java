package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, and several class loaders of one, over one folder. */
class FileStateStoreProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void append_fromThreeProcesses_losesAndDoublesNothing() throws Exception {
        int each = 60;
        List<Process> others = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                others.add(OtherProcess.start("append", folder.toString(), Integer.toString(each)));
            }
            FileStateStore store = new FileStateStore(folder);
            for (int wins = 0; wins < each; ) {
                long size = store.read(JournalFile.NAME, 0, line -> {});
                wins += store.append(JournalFile.NAME, size, List.of("{\"at\":" + size + "}")) ? 1 : 0;
            }
            for (Process other : others) {
                assertThat(OtherProcess.line(other)).isEqualTo("done");
            }
        } finally {
            others.forEach(Process::destroyForcibly);
        }

        JournalFile.Reading reading = new JournalFile(folder).read();
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.lines()).hasSize(3 * each);
        for (int i = 0; i < 3 * each; i++) {
            assertThat(reading.lines().get(i)).isEqualTo("{\"at\":" + i + "}");
        }
    }

    @Test
    void alive_ofAnotherProcess_endsWithItHoweverItEnds() throws Exception {
        StateStore store = new FileStateStore(folder);
        for (boolean kill : new boolean[] {true, false}) {
            Owner owner = new Owner("other-" + kill, "there", 1, Instant.EPOCH);
            Process other = OtherProcess.start("own", folder.toString(), owner.id());
            try {
                assertThat(OtherProcess.line(other)).isEqualTo("ready");
                for (int i = 0; i < 3; i++) {
                    assertThat(store.alive(owner)).isTrue();
                }
            } finally {
                if (kill) {
                    other.destroyForcibly();
                } else {
                    other.getOutputStream().close();
                }
            }
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

            assertThat(store.alive(owner)).isFalse();
            assertThat(folder.resolve("owner-" + owner.id() + ".lock")).doesNotExist();
            long size = store.read(JournalFile.NAME, 0, line -> {});
            assertThat(store.append(JournalFile.NAME, size, List.of("{}"))).isTrue();
        }
    }

    /** What each class loader opens and closes must not give away the locks of the others. */
    @Test
    void locks_ofSeveralClassLoaders_holdForOtherProcesses() throws Exception {
        try (Stranger one = new Stranger(folder);
                Stranger two = new Stranger(folder)) {
            FileStateStore store = new FileStateStore(folder);
            Owner me = new Owner("me", "here", 1, Instant.EPOCH);
            store.announce(me, Duration.ofMinutes(1));

            assertThat(one.alive("me")).isTrue();
            assertThat(two.alive("me")).isTrue();
            for (int i = 0; i < 30; i += 3) {
                assertThat(store.append(JournalFile.NAME, i, List.of("{}"))).isTrue();
                assertThat(one.append(i + 1)).isTrue();
                assertThat(two.append(i + 2)).isTrue();
                assertThat(one.append(i + 2)).isFalse();
            }

            Process other = OtherProcess.start("own", folder.toString(), "other");
            try {
                assertThat(OtherProcess.line(other)).isEqualTo("ready");
                assertThat(folder.resolve("owner-me.lock")).exists();
                assertThat(two.alive("other")).isTrue();
                assertThat(one.alive("me")).isTrue();
            } finally {
                other.destroyForcibly();
            }
            store.withdraw(me);
            assertThat(two.alive("me")).isFalse();
        }
    }

    /** A store of classes that another class loader has loaded. */
    private static final class Stranger implements AutoCloseable {
        private final URLClassLoader loader;
        private final Object store;

        Stranger(Path folder) throws IOException, ReflectiveOperationException {
            List<URL> urls = new ArrayList<>();
            for (Class<?> type : List.of(FileStateStore.class, StateStore.class, org.slf4j.Logger.class)) {
                urls.add(type.getProtectionDomain().getCodeSource().getLocation());
            }
            loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
            Class<?> type = loader.loadClass(FileStateStore.class.getName());
            assertThat(type).isNotSameAs(FileStateStore.class);
            store = type.getConstructor(Path.class).newInstance(folder);
        }

        boolean append(long size) throws ReflectiveOperationException {
            Method append = store.getClass().getMethod("append", String.class, long.class, List.class);
            return (boolean) append.invoke(store, JournalFile.NAME, size, List.of("{}"));
        }

        boolean alive(String id) throws ReflectiveOperationException {
            Class<?> owner = loader.loadClass(Owner.class.getName());
            Object other = owner.getConstructor(String.class, String.class, long.class, Instant.class)
                    .newInstance(id, "here", 1L, Instant.EPOCH);
            return (boolean) store.getClass().getMethod("alive", owner).invoke(store, other);
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }
}
