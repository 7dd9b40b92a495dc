package dev.cortex.core.plan;

import static dev.cortex.core.plan.PlannerTest.p;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.arbitraries.Scenarios;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramTest {
    private final Plan plan = PlannerTest.plan(
            p("analysis", Phase.Builder::manual),
            p("backend", b -> b.after("analysis")),
            p("frontend", b -> b.after("analysis").parallel()),
            p("rescue", b -> b.onFailure("frontend", "backend").manual().parallel()),
            p("report", b -> b.after("backend").always("backend").always("rescue", "rescue")));

    @Test
    void mermaid_marksGatesParallelPhasesAndOtherWays() {
        assertThat(Diagram.MERMAID.of(plan)).isEqualTo("""
                flowchart TD
                    p0{{"analysis"}}
                    p1["backend"]
                    p2["frontend<br/>(parallel)"]
                    p3{{"rescue<br/>(parallel)"}}
                    p4["report"]
                    p0 --> p1
                    p0 --> p2
                    p2 -.->|on_failure| p3
                    p1 -.->|on_failure| p3
                    p1 --> p4
                    p1 -.->|always| p4
                    p3 -.->|always| p4
                """);
    }

    @Test
    void dot_marksGatesParallelPhasesAndOtherWays() {
        assertThat(Diagram.DOT.of(plan)).isEqualTo("""
                digraph {
                    label="s";
                    node [shape=box];
                    p0 [label="analysis", shape=hexagon];
                    p1 [label="backend"];
                    p2 [label="frontend\\n(parallel)"];
                    p3 [label="rescue\\n(parallel)", shape=hexagon];
                    p4 [label="report"];
                    p0 -> p1;
                    p0 -> p2;
                    p2 -> p3 [style=dotted, label="on_failure"];
                    p1 -> p3 [style=dotted, label="on_failure"];
                    p1 -> p4;
                    p1 -> p4 [style=dotted, label="always"];
                    p3 -> p4 [style=dotted, label="always"];
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "test-suite v1.2|test-suite v1.2",
                "größe \uD83D\uDE80|größe \uD83D\uDE80",
                "a\"] --> b|a#34;#93; --#62; b",
                "#quot;|#35;quot#59;",
                "<script>&amp|#60;script#62;#38;amp",
                "`x` *y* %%|#96;x#96; #42;y#42; #37;#37;",
                "1. first|1#46; first",
                "0. zeroth|0#46; zeroth",
                "19. last|19#46; last",
                "1) first|1#41; first",
                "~ 1. first~|~ 1#46; first~",
                "- item|#45; item",
                "~ - item~|~ #45; item~",
                "v. 1|v. 1",
                "(a) b|#40;a) b",
                "1st. 2|1st. 2",
                "#. x|#35;. x",
                "a → b|a → b",
                "c:\\d|c:#92;d",
            })
    void mermaid_name_staysBetweenItsQuotes(String name, String label) {
        assertThat(Label.mermaid(name)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "a\"b|a\\\"b",
                "a\\|a\\\\",
                "\\N \\\"|\\\\N \\\\\\\"",
                "R&D &lt;|R&amp;D &amp;lt;",
                "{a|{a",
            })
    void dot_name_staysBetweenItsQuotes(String name, String label) {
        assertThat(Label.dot(name)).isEqualTo(label);
    }

    @Test
    void characters_thatCannotBeSeen_areShown() {
        String name = "a\nb\u202Ec\u0007d\u200Be\u2028f\uD800g";

        assertThat(Label.dot(name)).isEqualTo("a<U+000A>b<U+202E>c<U+0007>d<U+200B>e<U+2028>f<U+D800>g");
        assertThat(Label.mermaid(name)).startsWith("a#60;U+000A#62;b#60;U+202E#62;c");
    }

    @Property
    void text_hasOneLineForEachPhaseAndWay(@ForAll("scenarios") Scenario scenario) {
        Plan any = Planner.plan(scenario, Policy.STANDARD).orElseThrow();
        long ways = any.phases().stream().mapToLong(DiagramTest::ways).sum();

        assertThat(Diagram.MERMAID.of(any).lines())
                .hasSize((int) (1 + scenario.phases().size() + ways));
        assertThat(Diagram.DOT.of(any).lines())
                .hasSize((int) (4 + scenario.phases().size() + ways));
        assertThat(Diagram.DOT.of(any).lines()).allMatch(DiagramTest::quotesClose);
        assertThat(Diagram.MERMAID.of(any).lines())
                .allMatch(line -> line.chars().filter(c -> c == '"').count() % 2 == 0);
    }

    private static long ways(dev.cortex.api.plan.PlannedPhase phase) {
        return phase.phase().conditions().stream()
                .flatMap(atom -> atom.phases().stream().map(name -> atom.getClass() + name))
                .distinct()
                .count();
    }

    /** As Graphviz reads a line: behind a backslash the next character is no quote. */
    private static boolean quotesClose(String line) {
        boolean open = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                open = !open;
            } else if (line.charAt(i) == '\\') {
                i++;
            }
        }
        return !open;
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any().arbitrary();
    }
}
