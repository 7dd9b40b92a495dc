package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.core.store.SimulatedDisk.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails after and within every operation on the disk of a run of twelve phases. Whatever was not forced is then
 * lost, torn, or there without what was written before it; each of these states is resumed and has to come to the same
 * end.
 */
class CrashTest {
    private static final long SEED = Long.getLong("cortex.crash.seed", 20260101);
    private static final int SAMPLES = 600;

    @TempDir
    Path temp;

    private Recording recording;

    @BeforeEach
    void record() {
        recording = Recording.of(temp);
    }

    @Test
    void run_isWhatTheCrashesAreAbout() {
        Outcome outcome = recording.outcome();
        assertThat(outcome.status()).isEqualTo(RunStatus.FAILED);
        assertThat(outcome.phases())
                .hasSize(12)
                .hasEntrySatisfying("backend", how -> assertThat(how).contains("VERIFIED", "in round 2", "MET"))
                .hasEntrySatisfying("experiment", how -> assertThat(how).contains("AGENT", "risky cannot do it"))
                .hasEntrySatisfying("legacy", how -> assertThat(how).contains("AGENT", "broken cannot do it"))
                .hasEntrySatisfying("migration", how -> assertThat(how).contains("UPSTREAM_FAILED", "legacy"))
                .hasEntrySatisfying("hotfix", how -> assertThat(how).contains("NOT_NEEDED"));
        assertThat(outcome.outputs()).containsKeys("docs/1/0", "docs/1/1", "release/1/0", "cleanup/1/1", "backend/2/0");
        assertThat(outcome.compensated()).hasSize(8).contains("release/1/compensation");
        assertThat(recording.operations())
                .contains(Kind.FOLDER, Kind.CREATE, Kind.FORCE_FOLDER, Kind.OPEN, Kind.WRITE, Kind.FORCE);
    }

    @Test
    void crash_anywhere_resumesToTheSameOutcome() {
        Random random = new Random(SEED);
        Set<String> known = new HashSet<>();
        int beginnings = 0;
        for (Recording.Chance chance : recording.chances()) {
            for (Map.Entry<String, Image> left : chance.moment().images(random).entrySet()) {
                if (known.add(left.getValue().digest() + chance.witness().size())) {
                    resume(left.getKey(), left.getValue(), chance, random);
                    beginnings += chance.started() ? 0 : 1;
                }
            }
        }
        report("crashes", known.size());
        assertThat(known).hasSizeGreaterThan(750);
        assertThat(beginnings)
                .as("crashes before anybody was told that the run began")
                .isGreaterThan(30);
    }

    private void resume(String name, Image left, Recording.Chance chance, Random random) {
        try (Life next = new Life(Recording.folder(temp), new SimulatedDisk(left), "b", chance.witness())) {
            Optional<Run> run = next.run();
            assertThat(run.isPresent() || !chance.started()).as(name).isTrue();
            if (run.isPresent() && random.nextInt(10) == 0) {
                boolean interrupted = run.get().view().status() == RunStatus.INTERRUPTED;
                assertThat(next.cortex().interrupted()).as(name).hasSize(interrupted ? 1 : 0);
                if (interrupted) {
                    assertThatThrownBy(next::startAnother).as(name).isInstanceOf(BusyException.class);
                }
            }
            assertThat(next.live()).as(name).isEmpty();
            assertThat(Outcome.of(next)).as(name).isEqualTo(recording.outcome());
            assertThat(next.warnings()).as(name).allMatch(warning -> warning.contains(" is incomplete: the last "));
            if (!chance.started()) {
                assertThat(next.startAnother()).as(name).isEqualTo(RunStatus.RUNNING);
            }
        }
    }

    @Test
    void crash_whileTheNextOwnerWrites_losesAndDamagesNothing() {
        Random random = new Random(SEED);
        SecondCrash second = new SecondCrash(Recording.folder(temp), "run-a-1");
        for (Recording.Chance chance : recording.chances()) {
            int acknowledged = chance.witness().heard().size();
            chance.moment()
                    .images(random)
                    .forEach((name, left) -> second.anywhere(name, new SimulatedDisk(left), acknowledged, random));
        }
        report("crashes behind a crash", second.count());
        assertThat(second.count()).isGreaterThan(10_000);
    }

    /** The power fails again while the run recovers, and again. */
    @Test
    void crash_duringRecovery_resumesToTheSameOutcome() {
        Random random = new Random(SEED);
        int crashes = 0;
        for (int i = 0; i < SAMPLES; i++) {
            String name = "seed " + SEED + ", sample " + i;
            Recording.Chance chance = any(recording.chances(), random);
            Map.Entry<String, Image> left = chance.moment().anyImage(random);
            while (left != null) {
                name += ": " + left.getKey();
                crashes++;
                SimulatedDisk disk = new SimulatedDisk(left.getValue());
                List<Recording.Chance> next = new ArrayList<>();
                int fatal = random.nextInt(2 * recording.operations().size());
                try (Life life = new Life(Recording.folder(temp), disk, "life" + crashes, chance.witness())) {
                    disk.observe(moment -> {
                        if (moment.operation() == fatal) {
                            next.add(new Recording.Chance(moment, life.witness().copy(), life.started()));
                        }
                    });
                    assertThat(life.live()).as(name).isEmpty();
                    assertThat(Outcome.of(life)).as(name).isEqualTo(recording.outcome());
                }
                chance = next.isEmpty() ? chance : next.get(0);
                left = next.isEmpty() ? null : chance.moment().anyImage(random);
            }
        }
        report("crashes during recovery", crashes - SAMPLES);
        assertThat(crashes).isGreaterThan(SAMPLES + SAMPLES / 5);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static void report(String what, int count) {
        System.out.println(count + " " + what + " of a run of twelve phases, seed " + SEED);
    }
}
