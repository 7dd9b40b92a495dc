package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.run.Standing;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;

/** A run of 2,000 phases and 20,000 events still makes a page, which says what it leaves out. */
class LargeReportTest {
    private static final int PHASES = 2_000;
    private static final String RUN = "20260302-080000-000-k3yd";

    private final List<RunEvent> events = new ArrayList<>();
    private Instant time = ReleaseRun.BEGIN;

    private void happens(Fact fact) {
        time = time.plusMillis(700);
        events.add(new RunEvent(RUN, events.size() + 1, time, fact));
    }

    @Test
    @Timeout(120)
    void write_aLargeRun_saysWhatItLeavesOut() {
        Scenario.Builder scenario = Scenario.named("large").description("x");
        for (int i = 0; i < PHASES; i++) {
            int number = i;
            scenario.phase("p" + i, p -> (number < 10 ? p.auto() : p.after("p" + (number - 10))).agents("a"));
        }
        Plan plan = Planner.plan(scenario.build(), Policy.STANDARD).orElseThrow();
        happens(new Fact.RunStarted(plan.scenario(), plan.policy(), Values.none(), new Actor("anna")));
        List<PhaseView> phases = new ArrayList<>();
        for (PlannedPhase phase : plan.phases()) {
            phases.add(done(phase));
        }
        happens(new Fact.RunEnded(Fact.Outcome.COMPLETED, ""));
        Standing standing = new Standing(
                RunStatus.COMPLETED, "", Optional.empty(), new Actor("anna"), ReleaseRun.BEGIN, time, events.size());
        RunView view = new RunView(RUN, plan, Values.none(), standing, phases, List.of(), List.of());
        StringBuilder out = new StringBuilder();
        RunCommands commands = new RunCommands(new CommandLines(Optional.empty()), Kind.SCENARIO, "large", List.of());
        new ReportPage(view, events, time, ZoneOffset.UTC, commands).write(out);

        assertThat(events).hasSizeGreaterThan(20_000);
        assertThat(out.length()).isLessThan(12_000_000);
        Document page = Xml.parse(out.toString());
        assertThat(Xml.withClass(page, "tile")).hasSize(PHASES);
        assertThat(Xml.all(Xml.withClass(page, "time-line").get(0), "tr")).hasSize(1 + PHASES);
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "timeline")))
                .contains("Agents have no rows of their own here, because there are too many");
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "journal")))
                .contains(
                        "Of 20,002 events the first 1,000 and the last 4,000 are here; 15,002 between them are left out",
                        "All of it: cortex orchestrate history large");
        assertThat(Xml.all(Xml.withClass(page, "journal").get(0), "tr")).hasSize(1 + 5_000 + 1);
    }

    private PhaseView done(PlannedPhase planned) {
        String name = planned.name();
        Activation agent = new Activation(RUN, Activation.Kind.AGENT, "a");
        Fact.Attempt attempt = new Fact.Attempt(name, 1, 0, "a", 1);
        Ending ending = new Ending.Completed(Ending.Proof.VERIFIED);
        happens(new Fact.PhaseStarted(name, 1, Optional.empty()));
        happens(new Fact.Activating(agent));
        happens(new Fact.Activated(agent, Optional.empty()));
        happens(new Fact.WorkStarted(attempt, Optional.empty()));
        happens(new Fact.WorkEnded(
                attempt, Fact.WorkOutcome.SUCCEEDED, false, AgentResult.success("done"), Optional.empty()));
        happens(new Fact.PhaseVerifying(name));
        happens(new Fact.PhaseClosing(name, ending));
        happens(new Fact.Deactivating(agent, time.plus(Duration.ofSeconds(30))));
        happens(new Fact.Deactivated(agent, Optional.empty()));
        happens(new Fact.PhaseEnded(name, ending));
        return new PhaseView(
                planned.phase(),
                PhaseState.COMPLETED,
                Optional.of(ending),
                1,
                Optional.of(time),
                List.of(),
                List.of(),
                Values.none());
    }
}
