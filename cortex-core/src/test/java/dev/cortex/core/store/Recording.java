package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.core.store.SimulatedDisk.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the scenario of twelve phases that nothing disturbs.
 *
 * @param outcome how it ended
 * @param operations what it asked of the disk
 * @param chances the moments before each operation and behind the last
 */
record Recording(Outcome outcome, List<Kind> operations, List<Chance> chances) {
    /**
     * A moment at which the power may fail.
     *
     * @param moment the disk
     * @param witness what had been seen of the run until then
     * @param started whether whoever started it had been told that it was
     */
    record Chance(Moment moment, Witness witness, boolean started) {}

    /** Where runs lie: neither the folder nor the one above it is there in the beginning. */
    static Path folder(Path temp) {
        return temp.resolve("scenarios/.state");
    }

    static Recording of(Path temp) {
        SimulatedDisk disk = new SimulatedDisk(Image.with(temp));
        List<Chance> chances = new ArrayList<>();
        try (Life life = new Life(folder(temp), disk, "a", null)) {
            disk.observe(moment -> chances.add(new Chance(moment, life.witness().copy(), life.started())));
            assertThat(life.live()).isEmpty();
            chances.add(new Chance(disk.moment(), life.witness().copy(), true));
            disk.observe(moment -> {});
            return new Recording(Outcome.of(life), List.copyOf(disk.operations()), chances);
        }
    }
}
