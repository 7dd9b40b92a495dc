package dev.cortex.core.store;

import dev.cortex.core.store.SimulatedDisk.Change;
import dev.cortex.core.store.SimulatedDisk.Fate;
import dev.cortex.core.store.SimulatedDisk.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A simulated disk at one moment: what is on it for certain, and what may be.
 *
 * @param base what it held when the machine was started
 * @param changes all changes since, in order
 * @param fates what is known of each of them
 * @param operation how many operations there were
 */
record Moment(Image base, List<Change> changes, List<Fate> fates, int operation) {
    private static final int MOST_OPEN_FOR_ALL_SETS = 7;

    /**
     * One way in which the power can fail.
     *
     * @param name in words
     * @param kept which of the changes that may be lost are not
     * @param torn which of those is there in part; -1 if none is
     * @param tear which part
     */
    private record Choice(String name, Set<Integer> kept, int torn, Tear tear) {
        @Nullable
        Tear of(int change) {
            return change == torn ? tear : kept.contains(change) ? Tear.NONE : null;
        }
    }

    /** What may be left after a power failure at this moment, each once, with words on how it came about. */
    Map<String, Image> images(Random random) {
        Map<String, Image> images = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        for (Choice choice : choices(random)) {
            Image image = image(choice::of);
            if (known.add(image.digest())) {
                images.put(choice.name(), image);
            }
        }
        return images;
    }

    /** One of the things that may be left after a power failure at this moment, with words on how it came about. */
    Map.Entry<String, Image> anyImage(Random random) {
        List<Choice> choices = choices(random);
        Choice choice = choices.get(random.nextInt(choices.size()));
        return Map.entry(choice.name(), image(choice::of));
    }

    private List<Choice> choices(Random random) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) != Fate.KEPT) {
                open.add(i);
            }
        }
        List<Choice> choices = new ArrayList<>();
        for (long set : sets(open.size(), random)) {
            Set<Integer> kept = new TreeSet<>();
            for (int i = 0; i < open.size(); i++) {
                if ((set & (1L << i)) != 0) {
                    kept.add(open.get(i));
                }
            }
            String name = "at operation " + operation + " with " + words(kept) + " of " + words(open);
            choices.add(new Choice(name, kept, -1, Tear.NONE));
            for (int torn : kept) {
                if (changes.get(torn) instanceof Change.Written written) {
                    for (Tear tear : Tear.of(written.at(), written.bytes().toArray(), random)) {
                        choices.add(new Choice(name + ", of " + torn + " " + tear.name(), kept, torn, tear));
                    }
                }
            }
        }
        return choices;
    }

    private static List<Long> sets(int open, Random random) {
        List<Long> sets = new ArrayList<>();
        if (open <= MOST_OPEN_FOR_ALL_SETS) {
            for (long set = 0; set < 1L << open; set++) {
                sets.add(set);
            }
            return sets;
        }
        for (int length = 0; length <= open; length++) {
            sets.add((1L << length) - 1);
        }
        for (int i = 0; i < 1 << MOST_OPEN_FOR_ALL_SETS; i++) {
            sets.add(random.nextLong() & ((1L << open) - 1));
        }
        return sets;
    }

    private String words(Iterable<Integer> some) {
        StringBuilder words = new StringBuilder("[");
        for (int i : some) {
            words.append(words.length() == 1 ? "" : ", ")
                    .append(i)
                    .append(' ')
                    .append(changes.get(i).getClass().getSimpleName());
        }
        return words.append(']').toString();
    }

    /** What is there if nothing is lost. */
    Image most() {
        return image(i -> Tear.NONE);
    }

    /** What is there if everything is lost that may be. */
    Image least() {
        return image(i -> null);
    }

    private Image image(IntFunction<@Nullable Tear> choice) {
        Set<Path> folders = new TreeSet<>(base.folders());
        Map<Path, Integer> names = new TreeMap<>();
        Map<Integer, Bytes> contents = new HashMap<>();
        replay(folders, names, contents, i -> fates.get(i) == Fate.KEPT ? Tear.NONE : choice.apply(i));
        Set<Path> reached = new TreeSet<>();
        folders.stream().filter(folder -> isReached(folder, folders)).forEach(reached::add);
        Map<Path, byte[]> files = new TreeMap<>();
        names.forEach((path, number) -> {
            if (reached.contains(path.getParent())) {
                files.put(
                        path,
                        contents.getOrDefault(number, new Bytes(new byte[0])).toArray());
            }
        });
        return new Image(reached, files);
    }

    /** A folder is there if those above it are that were made here. */
    private boolean isReached(Path folder, Set<Path> folders) {
        Path parent = folder.getParent();
        boolean made = changes.stream()
                .anyMatch(change ->
                        change instanceof Change.Made one && one.folder().equals(parent));
        return !made || parent == null || (folders.contains(parent) && isReached(parent, folders));
    }

    /** The bytes of a file as they are seen once what was forgotten is gone. */
    Bytes seen(int number) {
        Map<Integer, Bytes> contents = new HashMap<>();
        replay(new TreeSet<>(), new TreeMap<>(), contents, i -> fates.get(i) == Fate.LOST ? null : Tear.NONE);
        return contents.getOrDefault(number, new Bytes(new byte[0]));
    }

    private void replay(
            Set<Path> folders,
            Map<Path, Integer> names,
            Map<Integer, Bytes> contents,
            IntFunction<@Nullable Tear> choice) {
        int number = 0;
        for (Map.Entry<Path, byte[]> file : base.files().entrySet()) {
            names.put(file.getKey(), number);
            contents.put(number++, new Bytes(file.getValue()));
        }
        for (int i = 0; i < changes.size(); i++) {
            Tear tear = choice.apply(i);
            if (tear != null) {
                replay(changes.get(i), tear, folders, names, contents);
            }
        }
    }

    private static void replay(
            Change change, Tear tear, Set<Path> folders, Map<Path, Integer> names, Map<Integer, Bytes> contents) {
        if (change instanceof Change.Made made) {
            folders.add(made.folder());
        } else if (change instanceof Change.Named named) {
            names.put(named.path(), named.number());
        } else if (change instanceof Change.Removed removed) {
            names.remove(removed.path());
        } else if (change instanceof Change.Written written) {
            tear.apply(
                    content(contents, written.file()),
                    written.at(),
                    written.bytes().toArray());
        } else if (change instanceof Change.Cut cut) {
            content(contents, cut.file()).cut(cut.length());
        }
    }

    private static Bytes content(Map<Integer, Bytes> contents, int number) {
        return contents.computeIfAbsent(number, any -> new Bytes(new byte[0]));
    }
}
