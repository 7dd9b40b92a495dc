package dev.cortex.testkit;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a run as text for people, a line each: when it was, counted from the start of the run, and what happened.
 * Two runs in {@link ManualTime} in which the same happened have the same text: the run's id and the names of engines are
 * replaced by {@code RUN} and {@code engine 1}, {@code engine 2} and so on, and the folder of the process, of temporary files
 * and of the user by {@code DIR}, {@code TMP} and {@code HOME}. In real time the moments differ.
 *
 * <p>The words may become better with any version; they are no format to be read by a program. Immutable.
 */
public final class Timeline {
    private final List<String> lines;

    private Timeline(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * The timeline of a run as it is now.
     *
     * @param run the run; its journal is read
     * @return the timeline
     */
    public static Timeline of(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return of(events);
    }

    /**
     * The timeline of events.
     *
     * @param events of one run, in order; times are counted from the first of them
     * @return the timeline
     */
    public static Timeline of(List<RunEvent> events) {
        if (events.isEmpty()) {
            return new Timeline(List.of());
        }
        FactText text = new FactText(events.get(0));
        return new Timeline(events.stream().map(text::line).toList());
    }

    /** {@return the lines, without line breaks} */
    public List<String> lines() {
        return lines;
    }

    /** {@return all lines, with a line feed behind each} */
    @Override
    public String toString() {
        return String.join("", lines.stream().map(line -> line + "\n").toList());
    }
}
