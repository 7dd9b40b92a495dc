package dev.cortex.core.journal;

import dev.cortex.api.scenario.Condition;
import java.util.List;
import java.util.Optional;

/** The form of an atom of a condition: its text, as in a file; an object where names in it make the text ambiguous. */
final class ConditionForm implements Form<Condition> {
    private final Form<Condition> exact = new SealedForm<>(Condition.class);

    @Override
    public Object plain(Condition atom) {
        boolean clear = parse(atom.text()).filter(atom::equals).isPresent();
        return clear ? atom.text() : exact.plain(atom);
    }

    @Override
    public Condition value(Object plain) {
        if (plain instanceof String text) {
            return parse(text).orElseThrow(() -> Refusals.expected("an atom of a condition", text));
        }
        return exact.value(plain);
    }

    private static Optional<Condition> parse(String text) {
        int colon = text.indexOf(':');
        List<String> names = List.of(text.substring(colon + 1).split(",", -1));
        return switch (colon < 0 ? text : text.substring(0, colon + 1)) {
            case "auto" -> Optional.of(new Condition.Auto());
            case "manual" -> Optional.of(new Condition.Manual());
            case "after:" -> Optional.of(new Condition.After(names));
            case "on_failure:" -> Optional.of(new Condition.OnFailure(names));
            case "always:" -> Optional.of(new Condition.Always(names));
            default -> Optional.empty();
        };
    }
}
