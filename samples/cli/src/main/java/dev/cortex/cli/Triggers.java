package dev.cortex.cli;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches the {@code triggers} of a scenario. Authors write them in many shapes, so the shape does not matter: below a
 * key that speaks of files every text is a glob, below one that speaks of events it is an event's name, and everywhere
 * else it is a word or a phrase.
 */
final class Triggers {
    private static final Pattern FILES = Pattern.compile("file|path|glob|pattern|director");
    private static final Pattern EVENTS = Pattern.compile("event|hook|webhook|^on$");
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST = 3;

    private final String text;
    private final List<String> files;
    private final Optional<String> event;
    private final List<String> matches = new ArrayList<>();

    private enum Sort {
        TEXT,
        FILE,
        EVENT
    }

    private Triggers(String text, List<String> files, Optional<String> event) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.files = files;
        this.event = event;
    }

    /**
     * Searches one scenario's triggers.
     *
     * @param triggers as they were written
     * @param text what somebody wants to do; may be empty
     * @param files the files it is about
     * @param event what has happened
     * @return what matched, in words; empty if nothing did
     */
    static List<String> search(Object triggers, String text, List<String> files, Optional<String> event) {
        Triggers search = new Triggers(text, files, event);
        search.walk(triggers, Sort.TEXT);
        return List.copyOf(search.matches);
    }

    private void walk(@Nullable Object value, Sort sort) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> walk(inner, sort(String.valueOf(key), sort)));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> walk(inner, sort));
        } else if (value instanceof String trigger && !trigger.isBlank()) {
            match(trigger.strip(), sort);
        }
    }

    private static Sort sort(String key, Sort outer) {
        String word = key.toLowerCase(Locale.ROOT);
        if (FILES.matcher(word).find()) {
            return Sort.FILE;
        }
        return EVENTS.matcher(word).find() ? Sort.EVENT : outer;
    }

    private void match(String trigger, Sort sort) {
        switch (sort) {
            case TEXT -> {
                if (matchesText(trigger.toLowerCase(Locale.ROOT))) {
                    matches.add("text: " + trigger);
                }
            }
            case FILE ->
                files.stream()
                        .filter(file -> matchesFile(trigger, file))
                        .findFirst()
                        .ifPresent(file -> matches.add("file: " + file + " is " + trigger));
            case EVENT -> {
                if (event.filter(trigger::equalsIgnoreCase).isPresent()) {
                    matches.add("event: " + trigger);
                }
            }
        }
    }

    private boolean matchesText(String trigger) {
        if (text.isBlank()) {
            return false;
        }
        Set<String> wanted = words(trigger);
        return text.contains(trigger) || (!wanted.isEmpty() && words(text).containsAll(wanted));
    }

    private static Set<String> words(String of) {
        return WORDS.splitAsStream(of).filter(word -> word.length() >= SHORTEST).collect(Collectors.toSet());
    }

    private static boolean matchesFile(String glob, String file) {
        try {
            Path path = Path.of(file).normalize();
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            // "**/x" is meant to find x in the uppermost folder too.
            boolean atTop = glob.startsWith("**/")
                    && FileSystems.getDefault()
                            .getPathMatcher("glob:" + glob.substring(3))
                            .matches(path);
            return atTop || matcher.matches(path) || matcher.matches(path.getFileName());
        } catch (IllegalArgumentException | UnsupportedOperationException noGlob) {
            return glob.equals(file);
        }
    }
}
