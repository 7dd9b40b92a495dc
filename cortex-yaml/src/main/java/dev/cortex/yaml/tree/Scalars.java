package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Values;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Events of scalars to nodes: tags, kinds, and the values that are refused. */
final class Scalars {
    /** Fewer characters make no number that is too large, not even in an exponent. */
    private static final int SURELY_FINE = 9;

    private static final String CORE = "tag:yaml.org,2002:";
    private static final String HINT =
            "remove the tag; the core ones are !!str, !!int, !!float, !!bool, !!null, !!seq, !!map";

    private final Reading reading;
    private final Supplier<String> path;

    Scalars(Reading reading, Supplier<String> path) {
        this.reading = reading;
        this.path = path;
    }

    static Place place(Optional<Mark> mark, Place otherwise) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(otherwise);
    }

    Optional<Node> node(ScalarEvent event, Place place) {
        String text = event.getValue();
        if (halfCharacter(text)) {
            reading.found(
                    Diagnostic.error("unpaired-surrogate", path.get(), "Half a character in an escape")
                            .withHint("write the whole character, as in \"\\U0001F600\""),
                    place);
            return Optional.empty();
        }
        String tag = event.getTag().orElse("");
        if (tag.equals("!") || tag.equals(CORE + "str") || (tag.isEmpty() && !event.isPlain())) {
            return Optional.of(new Node.Scalar(place, Node.Kind.TEXT, text, false));
        }
        Node.Kind kind = CoreSchema.kind(text);
        if (!tag.isEmpty() && !fits(tag, kind)) {
            wrongTag(tag, place);
            return Optional.empty();
        }
        if (tag.equals(CORE + "float") && kind == Node.Kind.WHOLE) {
            kind = Node.Kind.DECIMAL;
        }
        return number(new Node.Scalar(place, kind, text, event.isPlain()));
    }

    private Optional<Node> number(Node.Scalar scalar) {
        boolean number = scalar.kind() == Node.Kind.WHOLE || scalar.kind() == Node.Kind.DECIMAL;
        if (number
                && (scalar.text().length() > CoreSchema.LONGEST_NUMBER
                        || (scalar.text().length() > SURELY_FINE && !readable(scalar)))) {
            reading.found(
                    Diagnostic.error("number-too-long", path.get(), "Number out of range: " + shortened(scalar.text()))
                            .withHint("put it in quotes if it is text"),
                    scalar.place());
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private static boolean readable(Node.Scalar scalar) {
        boolean whole = scalar.kind() == Node.Kind.WHOLE;
        try {
            Values.normal(whole ? CoreSchema.whole(scalar.text()) : CoreSchema.decimal(scalar.text()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String digits) {
        return digits.length() <= 20 ? digits : digits.substring(0, 20) + "… (" + digits.length() + " characters)";
    }

    private static boolean fits(String tag, Node.Kind kind) {
        return switch (tag) {
            case CORE + "null" -> kind == Node.Kind.NULL;
            case CORE + "bool" -> kind == Node.Kind.BOOLEAN;
            case CORE + "int" -> kind == Node.Kind.WHOLE;
            case CORE + "float" -> kind == Node.Kind.WHOLE || kind == Node.Kind.DECIMAL || kind == Node.Kind.NOT_JSON;
            default -> false;
        };
    }

    void checkTag(Optional<String> tag, boolean map, Place place) {
        String expected = CORE + (map ? "map" : "seq");
        tag.filter(other -> !other.equals(expected) && !other.equals("!")).ifPresent(other -> wrongTag(other, place));
    }

    private void wrongTag(String tag, Place place) {
        String shown = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
        boolean core = shown.matches("!!(str|int|float|bool|null|seq|map)");
        reading.found(
                core
                        ? Diagnostic.error("wrong-tag", path.get(), "The tag does not fit the value: " + shown)
                                .withHint("remove the tag")
                        : Diagnostic.error("unsupported-tag", path.get(), "Unsupported tag: " + shown)
                                .withHint(HINT),
                place);
    }

    private static boolean halfCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
