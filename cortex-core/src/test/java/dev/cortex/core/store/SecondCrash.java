package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.core.store.SimulatedDisk.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The next owner writes behind what a crash or a failure has left, and the power fails at any moment of that. */
final class SecondCrash {
    private static final List<String> NEWS = List.of("{\"next\":1}", "{\"next\":2}");

    private final Path folder;
    private final String journal;
    private List<String> forgotten = List.of();
    private int count;

    SecondCrash(Path folder, String journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** How many states were looked at. */
    int count() {
        return count;
    }

    /**
     * Has every one of these states read.
     *
     * @param disk what was left; written to
     * @param acknowledged how many lines have to be there whatever happens
     */
    void anywhere(String name, SimulatedDisk disk, int acknowledged, Random random) {
        FileStateStore store = new FileStateStore(folder, warning -> {}, disk);
        List<String> all = read(store);
        assertThat(all).as(name).hasSizeGreaterThanOrEqualTo(acknowledged);
        // What a failed force has forgotten may be there after all, as long as nothing was written in its place.
        forgotten = read(new FileStateStore(
                folder, warning -> {}, new SimulatedDisk(disk.moment().most())));
        List<Moment> moments = new ArrayList<>();
        disk.observe(moments::add);
        assertThat(store.append(journal, all.size(), NEWS)).as(name).isTrue();
        all.addAll(NEWS);
        Set<String> known = new HashSet<>();
        for (Moment moment : moments) {
            moment.images(random).forEach((how, left) -> {
                if (known.add(left.digest())) {
                    look(name + ", then " + how, left, all, acknowledged);
                }
            });
        }
        look(name + ", then at the end", disk.moment().least(), all, all.size());
    }

    private void look(String name, Image left, List<String> all, int atLeast) {
        count++;
        List<String> found = read(new FileStateStore(folder, warning -> {}, new SimulatedDisk(left)));
        assertThat(found).as(name).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(starts(all, found) || starts(forgotten, found)).as(name).isTrue();
    }

    private static boolean starts(List<String> all, List<String> some) {
        return some.size() <= all.size() && all.subList(0, some.size()).equals(some);
    }

    private List<String> read(FileStateStore store) {
        List<String> lines = new ArrayList<>();
        store.read(journal, 0, lines::add);
        return lines;
    }
}
