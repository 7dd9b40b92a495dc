package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.simulation.Lab;
import dev.cortex.testkit.simulation.Schedule;
import dev.cortex.testkit.simulation.Script;
import dev.cortex.testkit.simulation.Simulation;
import dev.cortex.testkit.simulation.Summary;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The whole engine in schedules made of seeds: crashes between any two steps, stops, agents that fail and misbehave, jumps
 * of the clock. {@code -Dcortex.schedules=N} has so many of each kind, and {@code -Dcortex.schedules.many=N} so many of the
 * smallest scenario.
 */
class SchedulesTest {
    private static final int COUNT = Integer.getInteger("cortex.schedules", 4_000);
    private static final long SEED = Long.getLong("cortex.schedules.from", 1);
    private static final int MANY = Integer.getInteger("cortex.schedules.many", 1_000_000);
    private static final int TWICE = Integer.getInteger("cortex.schedules.twice", 10_000);

    private static final Simulation SIMULATION =
            Simulation.of(SchedulesTest::engine).seeds(SEED, COUNT).crashes(3).stops(2);

    private static final Plan SMALLEST = plan(
            Policy.STANDARD,
            Scenario.named("smallest")
                    .description("Who fails tries again, beside somebody, in front of a gate")
                    .phase("a", p -> p.auto().parallel().agents("x").retry(Retry.attempts(2)))
                    .phase("b", p -> p.auto().parallel().agents("y").criteria("good"))
                    .phase("c", p -> p.after("a", "b").manual().agents("x"))
                    .build());

    private static final Plan SMALL = plan(
            Policy.STANDARD,
            Scenario.named("small")
                    .description("A diamond behind a gate")
                    .phase("a", p -> p.auto().agents("x"))
                    .phase(
                            "b",
                            p -> p.after("a")
                                    .parallel()
                                    .agents("y")
                                    .retry(Retry.attempts(2))
                                    .criteria("good"))
                    .phase("c", p -> p.after("a").parallel().agents("z", "x"))
                    .phase("d", p -> p.after("b", "c").manual().agents("x"))
                    .phase("e", p -> p.always("d").agents("y"))
                    .build());

    private static final Plan RICH = plan(
            Policy.STANDARD.with(Verification.STRICT),
            Scenario.named("rich")
                    .description("Some of everything")
                    .maxParallel(3)
                    .rollback(Rollback.AUTOMATIC)
                    .phase("plan", p -> p.auto().agents("one", "two").profiles("quiet"))
                    .phase(
                            "left",
                            p -> p.after("plan")
                                    .parallel()
                                    .agents("three", "shared")
                                    .agentMode(AgentMode.PARALLEL)
                                    .retry(Retry.attempts(3).withBackoff(Duration.ofMillis(500))))
                    .phase(
                            "right",
                            p -> p.after("plan").parallel().agents("shared").continueOnFailure())
                    .phase("rescue", p -> p.onFailure("right").parallel().agents("medic"))
                    .phase("lane", p -> p.after("plan").agents("one").criteria("first", "second"))
                    .phase(
                            "gate",
                            p -> p.after("left", "lane").manual().agents("four").profiles("quiet"))
                    .phase("clean", p -> p.always("gate", "right").agents("two"))
                    .build());

    /** Phases that want the lane, and places, while others wait for a person. */
    private static final Plan NARROW = plan(
            Policy.STANDARD.with(Verification.STRICT),
            Scenario.named("narrow")
                    .description("More to do at a time than may be done")
                    .maxParallel(2)
                    .phase("first", p -> p.auto().agents("one").criteria("asked"))
                    .phase("second", p -> p.auto().agents("two").criteria("asked too"))
                    .phase("beside", p -> p.auto().parallel().agents("three"))
                    .phase("between", p -> p.auto().parallel().agents("four").criteria("asked"))
                    .phase("last", p -> p.always("first", "second").agents("one"))
                    .build());

    /** One agent who never answers, in a phase that does not wait for ever. */
    private static final Plan SLOW = plan(
            Policy.STANDARD,
            Scenario.named("slow")
                    .description("Somebody is not there")
                    .phase("begin", p -> p.auto().agents("x"))
                    .phase(
                            "slow",
                            p -> p.after("begin")
                                    .parallel()
                                    .agents("mute")
                                    .timeout(Duration.ofMinutes(10))
                                    .retry(Retry.attempts(2)))
                    .phase("beside", p -> p.after("begin").agents("y"))
                    .phase("rescue", p -> p.onFailure("slow").agents("x"))
                    .build());

    private static final Script MUTE = Script.allGoesWell().agent("slow/mute", Reply.never());

    private static Plan plan(Policy policy, Scenario scenario) {
        return Planner.plan(scenario, policy).orElseThrow();
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

    @Test
    void aMillionSchedules_ofTheSmallestScenario_endAsIfNothingHadDisturbedThem() {
        long begin = System.nanoTime();
        report(SIMULATION.seeds(SEED, MANY).check(SMALLEST), MANY);
        System.out.println(MANY * 1_000_000_000L / (System.nanoTime() - begin) + " schedules a second");
    }

    @Test
    void anySchedule_ofASmallScenario_endsAsIfNothingHadDisturbedIt() {
        report(SIMULATION.check(SMALL));
    }

    @Test
    void anySchedule_ofARichScenario_endsAsIfNothingHadDisturbedIt() {
        report(SIMULATION.check(RICH));
    }

    @Test
    void anySchedule_ofANarrowScenario_endsAsIfNothingHadDisturbedIt() {
        report(SIMULATION.check(NARROW));
    }

    @Test
    void anySchedule_withAnAgentWhoNeverAnswers_endsAsIfNothingHadDisturbedIt() {
        Summary summary = SIMULATION.script(MUTE).check(SLOW);
        System.out.println(summary);
        assertThat(summary.crashes()).isGreaterThan(COUNT / 2);
    }

    @Test
    void anySchedule_withPeopleWhoMeddle_keepsTheLaws() {
        Simulation meddled = SIMULATION.acts(5);
        report(meddled.check(seed -> seed % 32 < 16 ? SMALL : RICH));
    }

    /** All of this once more, some of each kind at a time. */
    static void hunt(int count) {
        int some = 100;
        for (long seed = 1; seed <= count; seed += some) {
            Simulation simulation = SIMULATION.seeds(seed, some).threads(1);
            simulation.check(NARROW);
            simulation.script(MUTE).check(SLOW);
            simulation.check(SMALL);
            simulation.check(RICH);
        }
    }

    private static void report(Summary summary) {
        report(summary, COUNT);
    }

    private static void report(Summary summary, int count) {
        System.out.println(summary);
        assertThat(summary.schedules()).isEqualTo(count);
        assertThat(summary.crashes()).isGreaterThan(count / 2);
        assertThat(summary.stops()).isGreaterThan(count / 4);
        assertThat(summary.acts()).isGreaterThan(count / 4);
    }

    @Test
    void theSameSeed_isTheSameSchedule() {
        LongStream.range(SEED, SEED + TWICE).parallel().forEach(seed -> {
            Schedule once = SIMULATION.run(RICH, seed);
            Schedule again = SIMULATION.run(RICH, seed);
            assertThat(again.steps()).isEqualTo(once.steps());
            assertThat(withoutOwners(again)).isEqualTo(withoutOwners(once));
        });
    }

    private static List<Object> withoutOwners(Schedule schedule) {
        return schedule.events().stream()
                .<Object>map(event -> event.fact() instanceof Fact.RunTaken ? event.at() : event)
                .toList();
    }

    @Test
    void everySchedule_withFailuresAndACrash() {
        Scenario scenario = Scenario.named("diamond")
                .description("Two beside each other")
                .phase("a", p -> p.auto().agents("x"))
                .phase("b", p -> p.after("a").parallel().agents("y"))
                .phase("c", p -> p.after("a").parallel().agents("z"))
                .phase("d", p -> p.after("b", "c").agents("x"))
                .build();
        Summary summary =
                Simulation.of(SchedulesTest::engine).failures(4).crashes(1).explore(plan(Policy.STANDARD, scenario));
        System.out.println(summary);
        assertThat(summary.crashes()).isGreaterThan(100);
    }

    @Test
    void explore_printsTheScheduleWithTheFewestDecisions() {
        Scenario scenario = Scenario.named("two")
                .description("Two beside each other")
                .phase("b", p -> p.auto().parallel().agents("y"))
                .phase("c", p -> p.auto().parallel().agents("z"))
                .build();
        Simulation simulation = Simulation.of(SchedulesTest::engine).failures(2).invariant("b first", schedule -> {
            List<String> ends = schedule.events().stream()
                    .filter(event -> event.fact() instanceof Fact.WorkEnded)
                    .map(event -> event.fact().subject().orElseThrow())
                    .toList();
            assertThat(ends).startsWith("b");
        });
        assertThatThrownBy(() -> simulation.explore(plan(Policy.STANDARD, scenario)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("invariant b first")
                .hasMessageContaining("  z in c #1\n  y in b #1\n");
    }

    @Test
    void explore_saysThatThereAreTooMany() {
        assertThatThrownBy(() ->
                        Simulation.of(SchedulesTest::engine).most(10).crashes(1).explore(SMALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("there are more than 10 schedules of small");
    }

    @Test
    void walk_followsTheScript() {
        Script script = Script.allGoesWell()
                .agent(
                        "b/y",
                        Reply.of(AgentResult.failure("no")),
                        Reply.of(AgentResult.success("now")).after(Duration.ofHours(3)))
                .gate("d", Script.Gate.REJECT)
                .crashAfter(Duration.ofMinutes(30));
        Schedule schedule = Simulation.of(SchedulesTest::engine).script(script).walk(SMALL, (now, view) -> {});
        assertThat(schedule.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(schedule.crashes()).isEqualTo(1);
        assertThat(schedule.steps())
                .containsSubsequence("the run is started", "the process crashes", "the run is resumed", "reject d");
        RunEvent last = schedule.events().get(schedule.events().size() - 1);
        assertThat(Duration.between(schedule.events().get(0).at(), last.at()))
                .isBetween(Duration.ofMinutes(211), Duration.ofMinutes(220));
    }

    @Test
    void check_saysWhichPartOfTheLabAHostHasForgotten() {
        Simulation deaf = Simulation.of(lab -> Cortex.builder()
                .agents(lab.agents())
                .criteria(lab.criteria())
                .store(lab.store())
                .time(lab.time())
                .executor(lab.executor())
                .ids(lab.ids())
                .build());
        assertThatThrownBy(() -> deaf.check(SMALL))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the engine was built without lab.listener()");
    }

    @Test
    void check_namesTheSeedAndWhatWasDone() {
        Simulation broken = SIMULATION
                .seeds(1, 4_000)
                .invariant(
                        "no retry",
                        schedule -> assertThat(schedule.events())
                                .noneMatch(event -> event.fact() instanceof Fact.WorkEnded ended
                                        && ended.retryAt().isPresent()));
        assertThatThrownBy(() -> broken.check(SMALL))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("again with mvn test -Dtest=SchedulesTest#check_namesTheSeedAndWhatWasDone"
                        + " -Dcortex.simulation.seed=")
                .hasMessageContaining("invariant no retry")
                .hasMessageContaining("What was done:\n  the run is started\n");
    }
}
