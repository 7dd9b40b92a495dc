package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.CoreSchema;
import dev.cortex.yaml.tree.Node;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule of repetition, and what was written about it that cortex does not know. */
record Retries(Retry rule, Values unknown) {
    private static final String HINT = "write retry: {max_attempts: 3, backoff: 10s}";
    /** A pause that grows without a limit of its own grows to this many times the first one. */
    private static final int GROWTH = 100;

    static Retries of(Fields phase) {
        Optional<Node.Keys> map = phase.map("retry", HINT);
        if (map.isEmpty()) {
            return new Retries(Retry.NONE, Values.none());
        }
        Fields fields = new Fields(map.get(), phase.at("retry"), phase.reading(), Set.of("max_attempts", "backoff"));
        Retry rule = Retry.attempts(fields.count("max_attempts").orElse(1));
        Values unknown = prefixed("retry.", fields.extensions(Set.of()));
        if (fields.entry("backoff").map(Node.Entry::value).orElse(null) instanceof Node.Keys backoff) {
            return growing(rule, backoff, fields, unknown);
        }
        return new Retries(pause(fields, "backoff").map(rule::withBackoff).orElse(rule), unknown);
    }

    private static Retries growing(Retry rule, Node.Keys map, Fields retry, Values unknown) {
        Fields fields = new Fields(map, retry.at("backoff"), retry.reading(), Set.of("initial", "factor", "max"));
        Duration initial = pause(fields, "initial").orElse(Duration.ZERO);
        Duration max = pause(fields, "max").orElse(initial.multipliedBy(GROWTH));
        double factor = factor(fields);
        Values all = unknown.with(prefixed("retry.backoff.", fields.extensions(Set.of())));
        if (max.compareTo(initial) < 0) {
            fields.badDuration("max", "max has to be at least as long as initial");
            return new Retries(rule, all);
        }
        return new Retries(new Retry(rule.maxAttempts(), initial, factor, max), all);
    }

    private static Values prefixed(String prefix, Values values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        values.map().forEach((key, value) -> all.put(prefix + key, value));
        return new Values(all);
    }

    private static Optional<Duration> pause(Fields fields, String key) {
        return fields.duration(key).filter(pause -> {
            if (pause.isNegative()) {
                fields.badDuration(key, key + " must not be less than zero");
            }
            return !pause.isNegative();
        });
    }

    private static double factor(Fields fields) {
        Optional<Node> value = fields.value("factor");
        if (value.isEmpty()) {
            return 2;
        }
        if (value.get() instanceof Node.Scalar scalar
                && (scalar.kind() == Node.Kind.WHOLE || scalar.kind() == Node.Kind.DECIMAL)) {
            double factor = scalar.kind() == Node.Kind.WHOLE
                    ? new BigDecimal(CoreSchema.whole(scalar.text())).doubleValue()
                    : CoreSchema.decimal(scalar.text()).doubleValue();
            if (factor >= 1 && !Double.isInfinite(factor)) {
                return factor;
            }
            fields.reading()
                    .found(
                            Diagnostic.error(
                                    "bad-number", fields.at("factor"), "factor has to be at least 1: " + scalar.text()),
                            scalar.place());
            return 2;
        }
        fields.wrong(value.get(), "factor", fields.at("factor"), "a number", Optional.empty());
        return 2;
    }
}
