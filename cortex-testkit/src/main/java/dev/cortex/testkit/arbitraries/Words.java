package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Names, texts and values, among them those that files and tools get wrong. */
final class Words {
    /** Words that YAML or cortex reads as something else. */
    private static final List<String> TRAPS = List.of(
            "no",
            "true",
            "null",
            "~",
            "1.0",
            "0x1F",
            "auto",
            "manual",
            "after:plan",
            "-",
            "- x",
            "1. x",
            "#",
            "end",
            "a: b",
            "[a]",
            "{a}",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "\"a\"",
            "'a'",
            "a #b",
            "<<",
            "?",
            "| x",
            "> x",
            "größe",
            "日本",
            "\uD83D\uDE80",
            "a b",
            "---",
            "x...");

    private Words() {}

    /** Names that every element may have, a phase too. */
    static Arbitrary<String> names() {
        Arbitrary<String> plain = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_0123456789ABC")
                .ofMinLength(1)
                .ofMaxLength(10);
        return Arbitraries.frequencyOf(Tuple.of(4, plain), Tuple.of(1, Arbitraries.of(TRAPS)));
    }

    /** Texts of several lines, or of none. */
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(List.of(
                names().list().ofMaxSize(4).map(words -> String.join(" ", words)),
                names().list().ofMaxSize(4).map(words -> String.join("\n", words) + "\n"),
                Arbitraries.of("", " x", "x ", "\n\nx", "x\n\n", "a\ttab", "# no comment", "trailing \n blank")));
    }

    static Arbitrary<Duration> durations() {
        return Arbitraries.integers().between(1, 5000).map(Duration::ofSeconds);
    }

    /** Plain values, small and nested little. */
    static Arbitrary<Object> values() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(List.of(
                names().map(word -> (Object) word),
                Arbitraries.longs().between(-1000, 1000).map(number -> (Object) number),
                Arbitraries.of(0.5, -2.25, 1e10).map(number -> (Object) number),
                Arbitraries.of(false, true).map(bool -> (Object) bool)));
        return Arbitraries.oneOf(List.of(
                leaves,
                leaves.list().ofMaxSize(3).map(list -> (Object) list),
                Combinators.combine(names(), leaves).as((name, leaf) -> (Object) Map.of(name, leaf))));
    }

    /** What cortex does not look at. */
    static Arbitrary<Values> extensions() {
        return Combinators.combine(names(), values())
                .as((name, value) -> Values.of("x-" + name.toLowerCase(Locale.ROOT), value))
                .list()
                .ofMaxSize(1)
                .map(list -> list.isEmpty() ? Values.none() : list.get(0));
    }

    /** How a criterion is found out. */
    static Arbitrary<Values> checks() {
        return Arbitraries.oneOf(List.of(
                Arbitraries.just(Values.none()),
                names().map(file -> Values.of("file_exists", file)),
                names().map(command -> Values.of("run", command)),
                names().list().ofMinSize(1).ofMaxSize(3).map(command -> Values.of("run", command))));
    }
}
