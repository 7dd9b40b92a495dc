package dev.cortex.cli;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run with everything that a report has to show: parallel phases, an agent that is tried again, a stop and a resumption, an
 * unmet criterion with evidence, what follows from that failure, a gate that somebody opens and one that somebody skips. It
 * is the same each time, moments and ids included.
 */
final class ReleaseRun {
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Actor ANNA = new Actor("anna");
    private static final Actor BEN = new Actor("ben");

    private final RunView view;
    private final List<RunEvent> events;
    private final Instant now;

    private ReleaseRun(RunView view, List<RunEvent> events, Instant now) {
        this.view = view;
        this.events = events;
        this.now = now;
    }

    RunView view() {
        return view;
    }

    List<RunEvent> events() {
        return events;
    }

    /** The report of it. */
    String html() {
        StringBuilder out = new StringBuilder();
        RunCommands commands =
                new RunCommands(new CommandLines(Optional.empty()), Kind.SCENARIO, view.scenario(), List.of());
        new ReportPage(view, events, now, ZONE, commands).write(out);
        return out.toString();
    }

    static Scenario scenario() {
        return Scenario.named("release-2.4")
                .description("Build, check and publish version 2.4, and tell everybody")
                .inputs(List.of(Input.required("version")))
                .phase(
                        "plan",
                        p -> p.auto()
                                .description("Agree on what is in the release")
                                .agents("product-owner")
                                .criteria("Scope is agreed"))
                .phase(
                        "build",
                        p -> p.after("plan")
                                .description("Compile, package and run all tests")
                                .agents("builder", "test-runner")
                                .retry(new Retry(3, Duration.ofSeconds(45), 2, Duration.ofMinutes(5)))
                                .criteria(List.of(
                                        Criterion.of("All tests pass", "run", List.of("./gradlew", "check")),
                                        Criterion.of("Coverage above 80%"))))
                .phase(
                        "documentation",
                        p -> p.after("plan")
                                .parallel()
                                .agents("technical-writer")
                                .criteria("Every new option is documented"))
                .phase(
                        "security audit",
                        p -> p.after("build")
                                .parallel()
                                .agentMode(AgentMode.PARALLEL)
                                .agents("code-auditor", "dependency-auditor")
                                .criteria("No known vulnerabilities"))
                .phase(
                        "load test",
                        p -> p.after("build")
                                .parallel()
                                .agents("load-tester")
                                .criteria("No request fails", "95% of requests take less than 200 ms"))
                .phase("tune", p -> p.onFailure("load test").parallel().agents("performance-engineer"))
                .phase("publish figures", p -> p.after("load test").agents("technical-writer"))
                .phase(
                        "release",
                        p -> p.after("build", "documentation", "security audit")
                                .manual()
                                .agents("release-manager")
                                .criteria("The page can be reached"))
                .phase("roll back", p -> p.onFailure("release").agents("release-manager"))
                .phase("newsletter", p -> p.after("release").manual().agents("technical-writer"))
                .phase("clean up", p -> p.always("release", "tune").agents("builder"))
                .build();
    }

    /** Runs it to its end. */
    static ReleaseRun over() {
        ManualTime time = new ManualTime(BEGIN);
        Cortex cortex = engine(time);
        Run run = cortex.start(cortex.plan(scenario()).orElseThrow(), Values.of("version", "2.4.0"), ANNA);
        time.settle();
        Operator anna = run.as(ANNA);
        Operator ben = run.as(BEN);
        time.advance(Duration.ofMinutes(9));
        ben.stop("the network is being repaired");
        time.advance(Duration.ofMinutes(2));
        ben.resume("it is back");
        time.advance(Duration.ofMinutes(45));
        anna.start(
                "release", "The figures are poor, but no worse than those of 2.3. Agreed with ben and the customer.");
        time.advance(Duration.ofMinutes(6));
        ben.skip("newsletter", "not for a minor version");
        time.advance(Duration.ofMinutes(5));
        return told(run, time);
    }

    /** Leaves it at its gate. */
    static ReleaseRun waiting() {
        ManualTime time = new ManualTime(BEGIN);
        Cortex cortex = engine(time);
        Run run = cortex.start(cortex.plan(scenario()).orElseThrow(), Values.of("version", "2.4.0"), ANNA);
        time.advance(Duration.ofMinutes(40));
        return told(run, time);
    }

    private static ReleaseRun told(Run run, ManualTime time) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return new ReleaseRun(
                run.view(), events.stream().map(ReleaseRun::anywhere).toList(), time.now());
    }

    /** The process and the machine are not the same each time. */
    private static RunEvent anywhere(RunEvent event) {
        return event.fact() instanceof Fact.RunTaken taken
                ? new RunEvent(
                        event.runId(),
                        event.number(),
                        event.at(),
                        new Fact.RunTaken(new dev.cortex.api.store.Owner(
                                "engine", "build-1", 4711, taken.owner().since())))
                : event;
    }

    private static Cortex engine(ManualTime time) {
        String log = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "bucket " + i + ": " + (120 + i * 17) + " ms, <b>" + i * 7 + "</b> requests")
                .collect(Collectors.joining("\n"));
        ScriptedAgents agents = new ScriptedAgents(time)
                .takes("product-owner", Duration.ofSeconds(150))
                .on("product-owner", AgentResult.success("14 issues are in, 3 moved to 2.5"))
                .takes("build/builder", Duration.ofSeconds(200))
                .on(
                        "build/builder",
                        AgentResult.success("Packaged cortex-2.4.0.jar")
                                .with("artifact", "cortex-2.4.0.jar")
                                .with("size", 4_815_162)
                                .with(new Usage(18_200, 3_100, Optional.of(new BigDecimal("0.21")), "EUR")))
                .takes("test-runner", Duration.ofSeconds(70), Duration.ofSeconds(130))
                .on(
                        "test-runner",
                        AgentResult.failure("2 of 1,204 tests failed: CrashTest, \"a & b\" <script>alert(1)</script>"),
                        AgentResult.success("1,204 tests passed")
                                .withEvidence("Coverage above 80%", "87% of lines, says JaCoCo")
                                .with(new Usage(9_800, 700, Optional.of(new BigDecimal("0.08")), "EUR")))
                .takes("documentation/technical-writer", Duration.ofMinutes(8))
                .on("documentation/technical-writer", AgentResult.success("9 pages changed"))
                .takes("code-auditor", Duration.ofMinutes(4))
                .on("code-auditor", AgentResult.success("Nothing found"))
                .takes("dependency-auditor", Duration.ofMinutes(6))
                .on("dependency-auditor", AgentResult.success("61 dependencies, none with an advisory"))
                .takes("load-tester", Duration.ofMinutes(5))
                .on("load-tester", AgentResult.success("12,000 requests in 5 minutes"))
                .takes("performance-engineer", Duration.ofMinutes(3))
                .on("performance-engineer", AgentResult.success("The new cache is too small; issue 412"))
                .takes("release-manager", Duration.ofSeconds(100))
                .on("release-manager", AgentResult.success("2.4.0 is out"))
                .takes("clean up/builder", Duration.ofSeconds(40))
                .on("clean up/builder", AgentResult.success("3 machines given back"));
        ScriptedCriteria criteria = new ScriptedCriteria(time)
                .met("Scope is agreed")
                .on("All tests pass", Verdict.met("exit code 0", "command"))
                .on("Every new option is documented", Verdict.met("19 of 19", "docs-check"))
                .on("No known vulnerabilities", Verdict.met("", "advisories"))
                .on("No request fails", Verdict.met("12,000 of 12,000 answered", "load-report"))
                .on(
                        "95% of requests take less than 200 ms",
                        Verdict.unmet("95% took 324 ms or less\n" + log, "load-report"));
        return Cortex.builder()
                .agents(agents)
                .profiles(agents)
                .criteria(criteria)
                .store(new InMemoryStateStore())
                .time(time)
                .executor(time)
                .ids(() -> "20260302-080000-000-k3yd")
                .build();
    }
}
