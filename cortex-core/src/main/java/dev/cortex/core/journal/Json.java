package dev.cortex.core.journal;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of every type of the api that leaves a process: events and what they consist of, scenarios, assignments
 * and answers of agents, criteria and verdicts, and, for writing alone, plans and views of runs. Also plain JSON data.
 *
 * <p>Keys and words keep their meaning for ever; {@code docs/journal.md} lists them. Keys that are not known are passed
 * over, so an older version reads what a newer one wrote. A text always has one line. All methods may be called by any
 * thread.
 */
public final class Json {
    private static final String TIME = "time";
    private static final String BY_HAND = "{\"#hand\":\"";
    private static final int CHECKSUM = 8;
    private static final SealedForm<Fact> FACTS = new SealedForm<>(Fact.class);

    private Json() {}

    /**
     * Writes an event as a line of its run's journal: when, what kind of fact, and the fact's parts. The run and the
     * number of the event are known by where the line is.
     *
     * @param event the event
     * @return a JSON object without a line break
     * @throws IllegalArgumentException if it holds a number of more than 1,000 digits
     */
    public static String write(RunEvent event) {
        return JsonText.write(line(event));
    }

    /**
     * Reads a line of a journal. One that was written by hand becomes a {@link Fact.Handwritten}, whatever it says.
     *
     * @param run the run whose journal it is
     * @param number the number of the line, from 1
     * @param line the line
     * @return the event
     * @throws JsonException if it is no JSON object or no fact of a known kind; the message says where and why
     */
    public static RunEvent event(String run, long number, String line) {
        try (RegularLines lines = new RegularLines()) {
            return event(run, number, line, lines);
        }
    }

    /**
     * Reads lines of a journal, much faster than one at a time.
     *
     * @param run the run whose journal it is
     * @param first the number of the first line, from 1
     * @param lines the lines
     * @param event is called for each event in order, on this thread
     * @throws JsonException as by {@link #event}, for the line behind those whose events were handed over
     */
    public static void events(String run, long first, List<String> lines, Consumer<? super RunEvent> event) {
        try (RegularLines regular = new RegularLines()) {
            long number = first;
            for (String line : lines) {
                event.accept(event(run, number, line, regular));
                number++;
            }
        }
    }

    private static RunEvent event(String run, long number, String line, RegularLines regular) {
        String checksum = handwritten(line);
        if (checksum != null) {
            return handwritten(run, number, line, checksum);
        }
        RunEvent event = regular(run, number, line, regular);
        return event == null ? irregular(run, number, line) : event;
    }

    private static RunEvent handwritten(String run, long number, String line, String checksum) {
        try {
            RunEvent event = irregular(run, number, unmarked(line));
            return event.fact() instanceof Fact.Acted act
                    ? new RunEvent(
                            run, number, event.at(), new Fact.Handwritten(checksum, Optional.of(act), Optional.empty()))
                    : illegible(
                            run, number, event.at(), checksum, "only acts may be written by hand: \"type\":\"acted\"");
        } catch (JsonException unreadable) {
            return illegible(run, number, Instant.EPOCH, checksum, String.valueOf(unreadable.getMessage()));
        }
    }

    /** The line as somebody wrote it, so that a problem is where they see it. */
    private static String unmarked(String line) {
        String rest = line.substring(BY_HAND.length() + CHECKSUM + 1);
        return "{" + (rest.startsWith(",") ? rest.substring(1) : rest);
    }

    private static RunEvent illegible(String run, long number, Instant at, String checksum, String problem) {
        return new RunEvent(run, number, at, new Fact.Handwritten(checksum, Optional.empty(), Optional.of(problem)));
    }

    /** Reads a line whose keys are in the order in which they are written here; null if it is not one. */
    static @Nullable RunEvent regular(String run, long number, String line, RegularLines lines) {
        return lines.read(line, in -> {
            in.nextToken();
            // Only an object has a name behind its first token.
            if (!TIME.equals(in.nextName())) {
                throw Form.IRREGULAR;
            }
            in.nextToken();
            Instant at = Scalars.INSTANT.read(in);
            return new RunEvent(run, number, at, FACTS.readRest(in));
        });
    }

    /** Reads any line, and finds out what is wrong with it. */
    static RunEvent irregular(String run, long number, String line) {
        Object plain = JsonText.read(line);
        if (plain == null) {
            throw Refusals.expected("an object", null);
        }
        return event(run, number, plain);
    }

    /** The checksum of a line that a store has marked as written by hand, null for any other: no other has such a key in front. */
    private static @Nullable String handwritten(String line) {
        int end = BY_HAND.length() + CHECKSUM;
        return line.startsWith(BY_HAND) && line.length() > end ? line.substring(BY_HAND.length(), end) : null;
    }

    /**
     * Writes a value.
     *
     * @param value plain JSON data, or an object of a type of the api
     * @return one line of JSON; for an event the same as {@link #write(RunEvent)}
     * @throws IllegalArgumentException if it is neither, or holds a number of more than 1,000 digits
     */
    public static String write(@Nullable Object value) {
        return JsonText.write(value instanceof RunEvent event ? line(event) : plain(value));
    }

    /**
     * The plain JSON data that a value is written as, for embedding it in a larger document.
     *
     * @param value plain JSON data, or an object of a type of the api
     * @return text, numbers, booleans, lists and maps; for an event also {@code run} and {@code seq}, its number
     * @throws IllegalArgumentException if it is neither
     */
    public static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof RunEvent event) {
            Map<String, Object> plain = new LinkedHashMap<>();
            plain.put("run", event.runId());
            plain.put("seq", event.number());
            plain.putAll(line(event));
            return plain;
        }
        if (value == null || !value.getClass().getName().startsWith("dev.cortex.")) {
            return Values.normal(value);
        }
        return Forms.of(formal(value.getClass())).plain(value);
    }

    /**
     * Reads plain JSON data.
     *
     * @param text a JSON value
     * @return the value in the normal form of {@link Values}
     * @throws JsonException if it is no JSON, has a key twice, a number of more than 1,000 digits, or is nested more than
     *     200 levels deep; the message says where
     */
    public static @Nullable Object read(String text) {
        Object plain = JsonText.read(text);
        return Refusals.inWords(() -> Optional.ofNullable(Values.normal(plain))).orElse(null);
    }

    /**
     * Reads an object of the api.
     *
     * @param <T> its type
     * @param type its type; a sealed interface for any of its records
     * @param text its JSON form
     * @return an object equal to the one that was written
     * @throws JsonException if the text is no JSON, or not that of such an object; the message says where and why
     */
    public static <T> T read(Class<T> type, String text) {
        Object plain = JsonText.read(text);
        if (plain == null) {
            throw Refusals.expected("an object", null);
        }
        if (type == RunEvent.class) {
            Map<?, ?> map = Scalars.object(plain);
            String run = required(map, "run", String.class);
            return type.cast(event(run, required(map, "seq", Long.class), plain));
        }
        return type.cast(Forms.of(type).value(plain));
    }

    private static Map<String, Object> line(RunEvent event) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(TIME, Scalars.INSTANT.plain(event.at()));
        Scalars.object(FACTS.plain(event.fact())).forEach((key, value) -> plain.put((String) key, value));
        return plain;
    }

    private static RunEvent event(String run, long number, Object plain) {
        Instant at = required(Scalars.object(plain), TIME, Instant.class);
        return new RunEvent(run, number, at, FACTS.value(plain));
    }

    private static <T> T required(Map<?, ?> map, String key, Class<T> type) {
        Object plain = map.get(key);
        if (plain == null) {
            throw JsonException.of("missing key \"" + key + "\"");
        }
        return Containers.entry(key, plain, Forms.of(type));
    }

    /** A record of a sealed interface is written as one of its kind, with its tag. */
    private static Class<?> formal(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            if (parent.isSealed()) {
                return parent;
            }
        }
        return type;
    }
}
