package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.TestBench;
import dev.cortex.testkit.arbitraries.RunScript;
import dev.cortex.testkit.arbitraries.RunScripts;
import dev.cortex.testkit.arbitraries.Scenarios;
import dev.cortex.testkit.simulation.Lab;
import dev.cortex.testkit.simulation.Laws;
import dev.cortex.testkit.simulation.Schedule;
import dev.cortex.testkit.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in a run of whatever scenario, it comes to an end, and keeps the laws on the way. */
class RunScriptsTest {
    @Property(tries = 150)
    void anyScriptOfAnyScenario_comesToAnEnd(@ForAll("any") RunScript script) {
        Plan plan = plan(script, Verification.LENIENT);

        Schedule schedule =
                Simulation.of(RunScriptsTest::engine).script(script.script()).walk(plan, (now, view) -> {});

        assertThat(schedule.view().status()).isIn(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.WAITING);
        if (schedule.view().status() == RunStatus.WAITING) {
            assertThat(script.yaml()).contains(": wait");
        }
        Laws laws = Laws.of(plan);
        schedule.events().forEach(laws::hear);
        assertThat(laws.over()).isEqualTo(schedule.view().status() != RunStatus.WAITING);
    }

    @Property(tries = 40)
    void anyScriptOfAnyScenario_keepsTheLaws_inAnyOrder(
            @ForAll("present") RunScript script, @ForAll Verification rule) {
        Simulation.of(RunScriptsTest::engine)
                .script(script.script())
                .crashes(2)
                .stops(1)
                .anyEnd()
                .threads(1)
                .seeds(1, 2)
                .check(plan(script, rule));
    }

    /**
     * The same script is the same run, whoever follows it, where the order of what happens in one moment does not matter:
     * the person of the bench answers at once, and that of a simulation when nothing else happens.
     */
    @Property(tries = 150)
    void benchAndSimulation_comeToTheSameEnd(@ForAll("calm") RunScript script, @ForAll Verification rule) {
        List<String> names =
                script.scenario().phases().stream().map(Phase::name).toList();
        Assume.that(script.scenario().phases().stream()
                .flatMap(phase -> phase.criteria().stream())
                .noneMatch(criterion -> names.contains(criterion.text())));
        Plan plan = plan(script, rule);
        Schedule schedule =
                Simulation.of(RunScriptsTest::engine).script(script.script()).walk(plan, (now, view) -> {});
        Assume.that(!someoneActsWhileOthersFinish(schedule.events()));
        RunView walked = schedule.view();

        assertThat(ends(played(script, plan, lasted(walked)))).isEqualTo(ends(walked));
    }

    private static boolean someoneActsWhileOthersFinish(List<RunEvent> events) {
        Map<Instant, Set<String>> finished = new HashMap<>();
        for (RunEvent event : events) {
            Optional<String> phase = event.fact() instanceof Fact.WorkEnded ended
                    ? Optional.of(ended.attempt().phase())
                    : event.fact() instanceof Fact.CriterionJudged judged
                            ? Optional.of(judged.phase())
                            : Optional.empty();
            phase.ifPresent(name ->
                    finished.computeIfAbsent(event.at(), any -> new HashSet<>()).add(name));
        }
        return events.stream()
                .anyMatch(event -> event.fact() instanceof Fact.Acted acted
                        && finished.getOrDefault(event.at(), Set.of()).stream()
                                .anyMatch(phase -> !acted.action().subject().equals(Optional.of(phase))));
    }

    private static RunView played(RunScript script, Plan plan, Duration time) {
        TestBench bench = new TestBench();
        Cortex cortex = Cortex.builder()
                .agents(bench.agents())
                .profiles(bench.agents())
                .criteria(bench.criteria())
                .compensation((work, stop) -> CompletableFuture.completedFuture("undone"))
                .listener(bench.operator())
                .time(bench.time())
                .executor(bench.time())
                .build();
        bench.operator().attachTo(cortex);
        script.writeTo(bench);
        Run run = cortex.start(plan, script.inputs(), TestBench.PERSON);
        bench.time().advance(time.plusMinutes(1));
        RunView view = run.view();
        bench.time().close(cortex);
        return view;
    }

    private static Duration lasted(RunView view) {
        return Duration.between(view.standing().startedAt(), view.standing().changedAt());
    }

    private static List<String> ends(RunView view) {
        List<String> ends = new ArrayList<>();
        ends.add(view.status() + " after " + lasted(view));
        for (PhaseView phase : view.phases()) {
            ends.add(phase.name() + " "
                    + phase.ending()
                            .map(ending -> ending.text())
                            .orElse(phase.state().text()) + " "
                    + phase.outputs());
        }
        return ends;
    }

    private static Plan plan(RunScript script, Verification rule) {
        return Planner.plan(script.scenario(), Policy.STANDARD.with(rule)).orElseThrow();
    }

    private static Cortex engine(Lab lab) {
        return Cortex.builder()
                .agents(lab.agents())
                .profiles(lab.profiles())
                .criteria(lab.criteria())
                .compensation(lab.compensation())
                .store(lab.store())
                .listener(lab.listener())
                .time(lab.time())
                .executor(lab.executor())
                .ids(lab.ids())
                .build();
    }

    @Provide
    Arbitrary<RunScript> any() {
        return RunScripts.any().of(Scenarios.any().upTo(6));
    }

    @Provide
    Arbitrary<RunScript> present() {
        return RunScripts.any().withoutWaiting().of(Scenarios.any().upTo(6));
    }

    @Provide
    Arbitrary<RunScript> calm() {
        return RunScripts.any().withoutCrashes().of(Scenarios.any().upTo(6));
    }
}
