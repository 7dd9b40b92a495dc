package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SignsOfLifeTest {
    private static final Owner ME = new Owner("me", "here", 1, Instant.EPOCH);
    private static final Owner OTHER = new Owner("other", "there", 2, Instant.EPOCH);

    @TempDir
    private Path temp;

    private Path folder;
    private SignsOfLife signs;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temp.toRealPath().resolve("state"));
        signs = new SignsOfLife(folder, new RealDisk());
    }

    @AfterEach
    void end() {
        Locks.release(temp);
    }

    private Path file(Owner owner) {
        return folder.resolve("owner-" + owner.id() + ".lock");
    }

    /** An engine may come back under its name after its process was killed. */
    @Test
    void announce_whereTheLastLifeLeftItsFile_lives() throws IOException {
        Files.writeString(file(ME), "of a life before");

        signs.announce(ME);

        assertThat(signs.alive(ME)).isTrue();
        assertThat(file(ME)).content().contains("host here");
    }

    @Test
    void announce_fileRemoved_letsTheOldOneGo() throws IOException {
        signs.announce(ME);
        AsynchronousFileChannel old = held(ME);
        Files.delete(file(ME));

        signs.announce(ME);

        assertThat(old.isOpen()).isFalse();
        assertThat(held(ME).isOpen()).isTrue();
    }

    private AsynchronousFileChannel held(Owner owner) {
        return (AsynchronousFileChannel) ((Object[]) Shared.files().get("owner:" + file(owner)))[0];
    }

    /** A journal may have such a name, too. */
    @Test
    void announce_sweepsAwayNothingButSignsOfLife() throws IOException {
        List<Path> others = Stream.of("owner-gone.jsonl", "owner-gone.done", ".lock", "my.lock")
                .map(folder::resolve)
                .toList();
        for (Path other : others) {
            Files.createFile(other);
        }

        signs.announce(ME);

        assertThat(others).allSatisfy(other -> assertThat(other).exists());
    }

    /** Whoever finds the file before it is locked takes it for one that was left behind. */
    @Test
    void announce_fileRemovedByOneWhoLooked_isMadeAnew() throws IOException {
        SignsOfLife removed = new SignsOfLife(folder, new RemovedOnce(new RealDisk()));

        removed.announce(ME);

        assertThat(file(ME)).exists();
        assertThat(signs.alive(ME)).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void alive_leavesNothingOpen() throws IOException {
        signs.announce(ME);
        long open = descriptors();

        for (int i = 0; i < 30; i++) {
            Owner gone = new Owner("gone-" + i, "here", 1, Instant.EPOCH);
            Files.createFile(file(gone));
            assertThat(signs.alive(gone)).isFalse();
            assertThat(signs.alive(ME)).isTrue();
        }

        assertThat(descriptors()).isLessThanOrEqualTo(open + 2);
    }

    /** The system gives all locks of a process on a file away when the process closes the file, under whatever name. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void alive_askedUnderAnotherPath_doesNotGiveTheLockAway() throws Exception {
        signs.announce(ME);
        Path another = Files.createDirectory(temp.resolve("another"));
        Files.createLink(another.resolve("owner-me.lock"), file(ME));

        assertThat(new SignsOfLife(another, new RealDisk()).alive(ME)).isTrue();

        Process asking = OtherProcess.start("alive", folder.toString(), ME.id());
        try {
            assertThat(OtherProcess.line(asking)).isEqualTo("true");
        } finally {
            asking.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void otherProcess_keepsItsSignOfLife() throws Exception {
        SignsOfLife impatient = new SignsOfLife(folder, new RealDisk(), Duration.ofMillis(20));
        Process other = OtherProcess.start("own", folder.toString(), OTHER.id());
        try {
            assertThat(OtherProcess.line(other)).isEqualTo("ready");

            impatient.withdraw(OTHER);
            assertThat(impatient.alive(OTHER)).isTrue();
            assertRefused(impatient);
            long open = descriptors();
            assertRefused(impatient);
            for (int i = 0; i < 5; i++) {
                assertThat(impatient.alive(OTHER)).isTrue();
            }
            assertThat(descriptors()).isLessThanOrEqualTo(open);
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(signs.alive(OTHER)).isFalse();
    }

    private void assertRefused(SignsOfLife impatient) {
        assertThatThrownBy(() -> impatient.announce(OTHER))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot drive runs: another process holds " + file(OTHER));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
