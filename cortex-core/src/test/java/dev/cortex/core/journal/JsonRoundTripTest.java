package dev.cortex.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Severity;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonRoundTripTest {
    private static final List<Class<?>> TYPES = List.of(
            Scenario.class,
            Policy.class,
            Owner.class,
            AgentResult.class,
            Verdict.class,
            CriterionCheck.class,
            Activation.class,
            OperatorAction.class,
            Ending.class,
            Fact.class,
            RunEvent.class);

    record Case(Class<?> type, Object value) {}

    @Property(tries = 1000)
    void read_writtenValue_isEqual(@ForAll("cases") Case each) {
        String text = Json.write(Json.plain(each.value()));

        assertThat(text).doesNotContain("\n");
        assertThat((Object) Json.read(each.type(), text)).isEqualTo(each.value());
    }

    @Property(tries = 300)
    void event_writtenLine_isEqual(@ForAll("facts") Fact fact) {
        RunEvent event = new RunEvent("r", 7, Instant.parse("2026-01-01T00:00:00.000001Z"), fact);

        assertThat(Json.event("r", 7, Json.write(event))).isEqualTo(event);
        assertThat(Json.regular("r", 7, Json.write(event), new RegularLines())).isEqualTo(event);
    }

    /** There is a fast way for lines as they are written here; what it takes is the same as by the way that takes all. */
    @Property(tries = 3000)
    void event_lineThatSomebodyChanged_isTheSameByBothWays(@ForAll("facts") Fact fact, @ForAll Random random) {
        String written = Json.write(new RunEvent("r", 7, Instant.parse("2026-01-01T00:00:00Z"), fact));
        String line = written;
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            line = Tampering.with(line, random);
        }
        RegularLines lines = new RegularLines();
        RunEvent fast = Json.regular("r", 7, line, lines);

        if (fast != null) {
            assertThat(Json.irregular("r", 7, line)).as(line).isEqualTo(fast);
        }
        // Whatever the line before was, the next one is read as if it came alone.
        assertThat(Json.regular("r", 8, written, lines)).isEqualTo(Json.irregular("r", 8, written));
    }

    @Property(tries = 300)
    void read_writtenPlainData_isEqual(@ForAll("values") Values values) {
        assertThat(Json.read(Json.write(values.map()))).isEqualTo(values.map());
    }

    @Property(tries = 200)
    void read_writtenAssignment_hasEqualParts(@ForAll("assignments") Assignment work) {
        Assignment back = Json.read(Assignment.class, Json.write(work));

        assertThat(AssignmentShape.of(back)).isEqualTo(AssignmentShape.of(work));
    }

    @Property(tries = 300)
    void read_writtenDiagnostic_isEqual(@ForAll("texts") String text) {
        Diagnostic finding =
                new Diagnostic("code", Severity.INFO, text, text, Optional.empty(), Optional.of(text), List.of());

        assertThat(Json.read(Diagnostic.class, Json.write(finding))).isEqualTo(finding);
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(TYPES).flatMap(type -> AnyOf.<Object>type(type).map(value -> new Case(type, value)));
    }

    @Provide
    Arbitrary<Fact> facts() {
        return AnyOf.type(Fact.class);
    }

    @Provide
    Arbitrary<Values> values() {
        return AnyOf.type(Values.class);
    }

    @Provide
    Arbitrary<Assignment> assignments() {
        return AnyOf.type(Assignment.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyOf.type(String.class);
    }
}
