package dev.cortex.testkit;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events with all that is recorded of them, a line each: number, time since the first, kind, and every part that has a value.
 * Of the scenario that a run keeps it has the name alone.
 */
final class JournalText {
    private static final int MOMENT = 8;

    private final RunNames names;
    private final Instant start;

    private JournalText(RunEvent first) {
        this.names = new RunNames(first.runId());
        this.start = first.at();
    }

    static List<String> of(List<RunEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        JournalText text = new JournalText(events.get(0));
        int digits = String.valueOf(events.get(events.size() - 1).number()).length();
        return events.stream().map(event -> text.line(event, digits)).toList();
    }

    private String line(RunEvent event, int digits) {
        String number = String.valueOf(event.number());
        String when = at(event.at());
        String parts = parts((Record) event.fact());
        return names.clean(" ".repeat(digits - number.length()) + number + "  " + when
                        + " ".repeat(Math.max(1, MOMENT - when.length()))
                        + kind(event.fact()) + (parts.isEmpty() ? "" : "  " + parts))
                .stripTrailing();
    }

    private String at(Instant moment) {
        return "+" + FactText.text(Duration.between(start, moment));
    }

    /** Such as {@code phase-started}, as files of journals call it. */
    private static String kind(Object some) {
        return some.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private String parts(Record some) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : some.getClass().getRecordComponents()) {
            String text = text(part(some, component));
            if (!text.isEmpty()) {
                parts.add(component.getName() + ": " + text);
            }
        }
        return String.join(", ", parts);
    }

    private static @Nullable Object part(Record some, RecordComponent component) {
        try {
            return component.getAccessor().invoke(some);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("no part " + component.getName() + " of " + some, impossible);
        }
    }

    /** Nothing for what says nothing: an empty text, list, map or option, and {@code false}. */
    private String text(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::text).orElse("");
        } else if (value instanceof Instant moment) {
            return at(moment);
        } else if (value instanceof Duration time) {
            return FactText.text(time);
        } else if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (value instanceof Scenario scenario) {
            return scenario.name();
        } else if (value instanceof Owner owner) {
            return names.engine(owner);
        } else if (value instanceof Actor actor) {
            return actor.name();
        } else if (value instanceof Values values) {
            return text(values.map());
        } else if (value instanceof Ending || value instanceof OperatorAction || value instanceof Fact) {
            return kind(value) + braces(parts((Record) value));
        } else if (value instanceof Record some) {
            return "{" + parts(some) + "}";
        }
        return Boolean.FALSE.equals(value) ? "" : data(value);
    }

    private static String braces(String parts) {
        return parts.isEmpty() ? "" : " {" + parts + "}";
    }

    /** Maps by their keys in order: equal data has equal text. */
    private String data(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, part) -> sorted.put(String.valueOf(key), item(part)));
            List<String> items = new ArrayList<>();
            sorted.forEach((key, part) -> items.add(key + ": " + part));
            return items.isEmpty() ? "" : "{" + String.join(", ", items) + "}";
        } else if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? ""
                    : "[" + String.join(", ", list.stream().map(this::item).toList()) + "]";
        }
        return String.valueOf(value);
    }

    private String item(@Nullable Object value) {
        return value instanceof Record || value instanceof Enum
                ? text(value)
                : String.valueOf(value).isEmpty() ? "\"\"" : data(value);
    }
}
