package dev.cortex.core.journal;

import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Values;
import java.util.Map;

/** The form of a criterion: its text; an object where it names a check. */
final class CriterionForm implements Form<Criterion> {
    /** The same parts under the names that files use. */
    record Shape(String name, Values check) {}

    private final Form<Shape> exact = new RecordForm<>(Shape.class, false);

    @Override
    public Object plain(Criterion criterion) {
        return criterion.check().isEmpty()
                ? criterion.text()
                : exact.plain(new Shape(criterion.text(), criterion.check()));
    }

    @Override
    public Criterion value(Object plain) {
        if (plain instanceof Map) {
            Shape shape = exact.value(plain);
            return new Criterion(shape.name(), shape.check());
        }
        return Criterion.of(Scalars.TEXT.value(plain));
    }
}
