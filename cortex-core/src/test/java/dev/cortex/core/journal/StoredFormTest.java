package dev.cortex.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is stored keeps its form for ever: one line of each fact, of each action and of each ending lies beside the test.
 * A line may be added to that file, and none may change.
 */
class StoredFormTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/cortex/core/journal/facts.jsonl");
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00.5Z");

    @Test
    void write_eachFact_isAsItWas() throws IOException {
        List<String> lines = facts().stream().map(StoredFormTest::line).toList();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, lines);
        }

        assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void read_eachStoredLine_isTheFact() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN);

        assertThat(lines.stream().map(line -> Json.event("r", 1, line).fact())).isEqualTo(facts());
    }

    @Test
    void facts_coverEveryCaseOfEverySealedType() {
        Set<Class<?>> seen = new HashSet<>();
        for (Fact fact : facts()) {
            seen.add(fact.getClass());
            if (fact instanceof Fact.Acted acted) {
                seen.add(acted.action().getClass());
            } else if (fact instanceof Fact.PhaseEnded ended) {
                seen.add(ended.ending().getClass());
            }
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Fact.class, OperatorAction.class, Ending.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .toList());
    }

    @Test
    void components_ofFacts_leaveTheKeysOfTheLineAlone() {
        assertThat(Stream.of(Fact.class.getPermittedSubclasses())
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .map(component -> Keys.key(component.getName())))
                .doesNotContain("time", "type", "run", "seq");
    }

    private static String line(Fact fact) {
        return Json.write(new RunEvent("r", 1, AT, fact));
    }

    static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact.RunStarted(scenario(), Policy.STANDARD, Values.of("env", "prod"), new Actor("anna")),
                new Fact.RunTaken(new Owner("e-1", "host", 4711, AT)),
                new Fact.RunReleased(),
                new Fact.RunEnded(Fact.Outcome.STOPPED, "wrong branch"),
                new Fact.RunTimedOut()));
        facts.addAll(phases());
        facts.addAll(work());
        facts.addAll(actions());
        facts.addAll(List.of(
                new Fact.Handwritten("0a1b2c3d", Optional.empty(), Optional.of("missing key \"action\"")),
                new Fact.Handwritten(
                        "0a1b2c3d",
                        Optional.of(new Fact.Acted(new Actor("anna"), "done", new OperatorAction.Complete("backend"))),
                        Optional.empty()),
                new Fact.Adopted(17, "0a1b2c3d"),
                new Fact.Refused(17, "0a1b2c3d", "phase backend is completed already"),
                new Fact.CompensationGateOpened("backend"),
                new Fact.CompensationStarted("backend"),
                new Fact.CompensationEnded("backend", false, "no way back"),
                new Fact.Warned(Optional.of("backend"), "output api is missing"),
                new Fact.Warned(Optional.empty(), "rollback: not performed")));
        return facts;
    }

    private static List<Fact> phases() {
        return List.of(
                new Fact.GateOpened("analysis"),
                new Fact.PhaseStarted("analysis", 1, Optional.of(AT)),
                new Fact.PhaseInterrupted("analysis"),
                new Fact.PhaseVerifying("analysis"),
                new Fact.CriterionJudged("analysis", 1, Verdict.unmet("2 of 3", "file_exists")),
                new Fact.PhaseRepeated("analysis", 2, AT),
                new Fact.PhaseClosing("analysis", new Ending.Completed(Ending.Proof.UNVERIFIED)),
                new Fact.PhaseEnded("analysis", new Ending.Completed(Ending.Proof.VERIFIED)),
                new Fact.PhaseEnded("backend", new Ending.Failed(Ending.Cause.TIMEOUT, "took more than PT15M")),
                new Fact.PhaseEnded(
                        "integration", new Ending.Skipped(Ending.SkipCause.UPSTREAM_FAILED, Optional.of("backend"))),
                new Fact.PhasesReset(List.of("backend"), List.of("backend", "integration")));
    }

    private static List<Fact> work() {
        Activation agent = new Activation("r", Activation.Kind.AGENT, "python-pro");
        Fact.Attempt attempt = new Fact.Attempt("backend", 1, 0, "python-pro", 2);
        AgentResult result = AgentResult.success("did it")
                .with("api", Map.of("port", 8080))
                .withEvidence("API endpoints functional", "curl says 200")
                .with(new Usage(1200, 300, Optional.of(new BigDecimal("0.25")), "USD"));
        return List.of(
                new Fact.Activating(agent),
                new Fact.Activated(agent, Optional.of("not installed")),
                new Fact.Deactivating(agent, AT),
                new Fact.Deactivated(agent, Optional.empty()),
                new Fact.WorkStarted(attempt, Optional.of(AT)),
                new Fact.WorkEnded(attempt, Fact.WorkOutcome.SUCCEEDED, false, result, Optional.empty()),
                new Fact.WorkEnded(
                        attempt, Fact.WorkOutcome.TIMED_OUT, true, AgentResult.failure("no answer"), Optional.of(AT)),
                new Fact.CallCancelled("work/backend/1/0/2", Fact.Why.PHASE_OVER, AT),
                new Fact.CallDropped("judge/backend/1/1", true));
    }

    private static List<Fact> actions() {
        return Stream.of(
                        new OperatorAction.Start("analysis"),
                        new OperatorAction.Reject("analysis"),
                        new OperatorAction.Complete("backend"),
                        new OperatorAction.Skip("frontend"),
                        new OperatorAction.Confirm("backend", 2, true),
                        new OperatorAction.Stop(),
                        new OperatorAction.Retry(Optional.of("backend")),
                        new OperatorAction.Retry(Optional.empty()),
                        new OperatorAction.Adopt(Scenario.named("small")
                                .phase("a", p -> p.auto())
                                .build()))
                .<Fact>map(action -> new Fact.Acted(new Actor("anna"), "because", action))
                .toList();
    }

    private static Scenario scenario() {
        return Scenario.named("full-stack-feature")
                .description("Complete full-stack feature")
                .priority(Priority.HIGH)
                .type("development")
                .version("1.0")
                .triggers(List.of("feature"))
                .monitoring(Map.of("metrics", true))
                .rollback(new Rollback(true, "phased", Values.none()))
                .failFast()
                .maxParallel(3)
                .timeout(Duration.ofHours(8))
                .inputs(List.of(new Input("env", Optional.of("dev")), Input.required("branch")))
                .extensions(Values.of("x-team", "core"))
                .phase(
                        "analysis",
                        phase -> phase.manual().profiles("development").prompt("Plan it."))
                .phase(
                        "backend",
                        phase -> phase.description("Implement backend")
                                .after("analysis")
                                .agents("python-pro", "database-admin")
                                .criteria(List.of(
                                        Criterion.of("API endpoints functional"),
                                        new Criterion(
                                                "Coverage above 80%",
                                                Values.of("run", List.of("./coverage.sh", "80")))))
                                .timeout(Duration.ofMinutes(15))
                                .retry(new Retry(3, Duration.ofSeconds(10), 2, Duration.ofMinutes(1)))
                                .agentMode(AgentMode.PARALLEL)
                                .outputs("api")
                                .extensions(Values.of("x-cost", 3)))
                .phase("frontend", phase -> phase.after("analysis").parallel().continueOnFailure())
                .phase("clean-up", phase -> phase.always("backend", "frontend").retry(Retry.attempts(2)))
                .phase("alarm", phase -> phase.onFailure("backend"))
                .build();
    }
}
