package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.reject;
import static dev.cortex.core.machine.Signals.skip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the end of a phase means for those that name it: the whole table, each cell by a real run. */
class SkipTableTest {
    @ParameterizedTest(name = "p {0}")
    @CsvSource(delimiter = '|', textBlock = """
            # p ended                       | after:p                       | on_failure:p                  | always:p
            completed                       | completed                     | skipped: not needed           | completed
            completed: by an operator       | completed                     | skipped: not needed           | completed
            failed: agent                   | skipped: upstream failed (p)  | completed                     | completed
            failed: rejected                | skipped: upstream failed (p)  | completed                     | completed
            skipped: upstream failed (r)    | skipped: upstream failed (r)  | skipped: upstream failed (r)  | completed
            skipped: fail fast (r)          | skipped: upstream failed (r)  | skipped: upstream failed (r)  | completed
            skipped: by an operator         | skipped: upstream skipped (p) | skipped: upstream skipped (p) | completed
            skipped: upstream skipped (r)   | skipped: upstream skipped (r) | skipped: upstream skipped (r) | completed
            skipped: not needed             | skipped: not needed           | skipped: not needed           | completed
            """)
    void endOfAPhase_decidesAboutThoseThatNameIt(String ending, String after, String onFailure, String always) {
        World world = worldInWhich(ending);

        assertThat(world.standing("p")).isEqualTo(ending);
        assertThat(world.standing("after")).isEqualTo(after);
        assertThat(world.standing("on-failure")).isEqualTo(onFailure);
        assertThat(world.standing("always")).isEqualTo(always);
    }

    private static World worldInWhich(String ending) {
        return switch (ending) {
            case "completed" -> run(Replies.good(), auto("p"));
            case "failed: agent" -> run(Replies.good().fails("p"), auto("p"));
            case "completed: by an operator" -> run(Replies.good(), complete("p"), gate("p"));
            case "failed: rejected" -> run(Replies.good(), reject("p"), gate("p"));
            case "skipped: by an operator" -> run(Replies.good(), skip("p"), gate("p"));
            case "skipped: upstream failed (r)" -> run(Replies.good().fails("r"), after("p", "r"), auto("r"));
            case "skipped: upstream skipped (r)" -> run(Replies.good(), skip("r"), after("p", "r"), gate("r"));
            case "skipped: not needed" -> run(Replies.good(), onFailure("p", "r"), auto("r"));
            // Only a handler outlives the failure that makes others fail fast, so this one is named by a handler.
            case "skipped: fail fast (r)" ->
                run(
                        Given.plan(
                                Scenario.Builder::failFast,
                                auto("r"),
                                auto("p"),
                                bare("after").after("p").always("r"),
                                onFailure("on-failure", "p"),
                                always("always", "p")),
                        Replies.good().fails("r"));
            default -> throw new IllegalArgumentException(ending);
        };
    }

    private static World run(Replies replies, Phase.Builder... phases) {
        return run(withDependents(phases), replies);
    }

    private static World run(Replies replies, OperatorAction action, Phase.Builder... phases) {
        return run(withDependents(phases), replies, action);
    }

    private static Plan withDependents(Phase.Builder... phases) {
        List<Phase.Builder> all = new ArrayList<>(List.of(phases));
        all.add(after("after", "p"));
        all.add(onFailure("on-failure", "p"));
        all.add(always("always", "p"));
        return Given.plan(all.toArray(Phase.Builder[]::new));
    }

    private static World run(Plan plan, Replies replies, OperatorAction... actions) {
        World world = World.of(plan, replies).run();
        for (OperatorAction action : actions) {
            world.act(action).run();
        }
        assertThat(world.machine().outcome()).isPresent();
        return world;
    }

    private static World run(UnaryOperator<Scenario.Builder> more, Replies replies, Phase.Builder... phases) {
        return run(Given.plan(more, phases), replies);
    }

    @Test
    void when_nothingElseIsListedThanPhasesThatWereNotNeeded_then_notNeededItself() {
        World world = run(
                Replies.good(),
                auto("r"),
                onFailure("p", "r"),
                onFailure("q", "r"),
                bare("both").after("p").after("q"),
                bare("gate").after("p").manual(),
                bare("auto").auto().after("p"),
                bare("handler").onFailure("p", "q"));

        assertThat(List.of("both", "gate", "auto", "handler"))
                .allSatisfy(name -> assertThat(world.standing(name)).isEqualTo("skipped: not needed"));
    }

    @Test
    void when_somethingElseIsListed_then_aPhaseThatWasNotNeededIsAsIfNotListed() {
        World world = run(
                Replies.good().fails("bad"),
                auto("r"),
                auto("bad"),
                onFailure("p", "r"),
                bare("same-atom").after("p", "r"),
                bare("other-atom").after("p").after("r"),
                bare("blocked").after("p", "bad"),
                bare("handler").onFailure("p", "bad"),
                bare("mixed").after("p").onFailure("bad"),
                bare("unused").after("p").onFailure("r"),
                bare("unneeded").onFailure("p").after("r"),
                bare("cleanup").after("p").always("r"));

        assertThat(List.of("same-atom", "other-atom", "handler", "mixed", "unneeded", "cleanup"))
                .allSatisfy(name -> assertThat(world.standing(name)).isEqualTo("completed"));
        assertThat(world.standing("blocked")).isEqualTo("skipped: upstream failed (bad)");
        assertThat(world.standing("unused")).isEqualTo("skipped: not needed");
    }

    @Test
    void causes_areWeighedOverTheWholeCondition() {
        Plan plan = Given.plan(
                auto("ok"),
                gate("out"),
                auto("bad"),
                bare("failed-before-skipped").after("out", "bad"),
                bare("skipped-before-not-needed").onFailure("ok").after("out"),
                bare("failed-before-not-needed").onFailure("ok").after("bad"),
                bare("failed-before-all").onFailure("ok").after("out").after("bad"),
                bare("satisfied-and-skipped").onFailure("bad").after("out"));
        World world = run(plan, Replies.good().fails("bad"), skip("out"));

        assertThat(world.standing("failed-before-skipped")).isEqualTo("skipped: upstream failed (bad)");
        assertThat(world.standing("skipped-before-not-needed")).isEqualTo("skipped: upstream skipped (out)");
        assertThat(world.standing("failed-before-not-needed")).isEqualTo("skipped: upstream failed (bad)");
        assertThat(world.standing("failed-before-all")).isEqualTo("skipped: upstream failed (bad)");
        assertThat(world.standing("satisfied-and-skipped")).isEqualTo("skipped: upstream skipped (out)");
    }

    @Test
    void when_twoFailuresStandBehindASkip_then_theRootDeclaredFirstCounts() {
        Plan plan = Given.plan(
                auto("late").parallel(),
                auto("early").parallel(),
                after("behind-early", "early"),
                after("behind-late", "late"),
                after("last", "behind-early", "behind-late"));
        Replies replies = Replies.good().fails("late", "early").holds("work/late");
        World world = World.of(plan, replies).begin().settle();
        assertThat(world.standing("early")).isEqualTo("failed: agent");

        world.letGo("work/late").run();

        assertThat(world.standing("last")).isEqualTo("skipped: upstream failed (late)");
    }

    @Test
    void skipped_onlyWhenEveryPhaseNamedHasEnded() {
        Plan plan = Given.plan(auto("bad").parallel(), auto("slow").parallel(), after("last", "bad", "slow"));
        World world = World.of(plan, Replies.good().fails("bad").holds("work/slow"))
                .begin()
                .settle();
        assertThat(world.standing("last")).isEqualTo("pending");

        world.letGo("work/slow").run();

        assertThat(world.standing("last")).isEqualTo("skipped: upstream failed (bad)");
    }

    @Test
    void onFailure_isSatisfiedByTheFirstFailure() {
        Plan plan = Given.plan(
                auto("bad").parallel(),
                auto("slow").parallel(),
                onFailure("handler", "slow", "bad").parallel());
        World world = World.of(plan, Replies.good().fails("bad").holds("work/slow"))
                .begin()
                .settle();

        assertThat(world.standing("handler")).isEqualTo("completed");
        assertThat(world.standing("slow")).isEqualTo("in_progress");
    }

    @Test
    void continueOnFailure_satisfiesAfter_andIsAFailureForAllOthers() {
        UnaryOperator<Scenario.Builder> failFast = Scenario.Builder::failFast;
        World world = run(
                failFast,
                Replies.good().fails("p"),
                auto("p").continueOnFailure(),
                after("after", "p"),
                onFailure("on-failure", "p"),
                always("always", "p"),
                auto("other"));

        assertThat(List.of("after", "on-failure", "always", "other"))
                .allSatisfy(name -> assertThat(world.standing(name)).isEqualTo("completed"));
        assertThat(world.told()).last().isEqualTo("run failed: p failed: agent");
    }

    @Test
    void failFast_skipsWhatHasNotStarted_andLetsRunWhatRuns() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast,
                auto("bad").parallel(),
                auto("slow").parallel().retry(dev.cortex.api.scenario.Retry.attempts(2)),
                gate("gate"),
                after("after", "slow"),
                onFailure("handler", "bad").parallel(),
                always("cleanup", "slow"));
        World world = World.of(
                        plan,
                        Replies.good().fails("bad").work("slow", false, true).holds("work/slow"))
                .begin()
                .settle();

        assertThat(world.standing("gate")).isEqualTo("skipped: fail fast (bad)");
        assertThat(world.standing("after")).isEqualTo("skipped: fail fast (bad)");
        assertThat(world.standing("handler")).isEqualTo("completed");
        assertThat(world.standing("slow")).isEqualTo("in_progress");

        world.letGo("work/slow").run();

        assertThat(world.standing("slow")).isEqualTo("completed");
        assertThat(world.standing("cleanup")).isEqualTo("completed");
    }

    @Test
    void independentBranches_goOnAfterAFailure() {
        World world = run(
                Given.plan(auto("a"), after("b", "a"), auto("x"), after("y", "x")),
                Replies.good().fails("a"));

        assertThat(world.standing("b")).isEqualTo("skipped: upstream failed (a)");
        assertThat(world.standing("y")).isEqualTo("completed");
    }

    @Test
    void failFast_namesTheFirstFailure_evenOfTwoInOneBreath() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast, auto("a").parallel(), auto("b").parallel(), after("c", "a"));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();

        world.decide(Signals.failed("work/b/1/0/1"), Signals.failed("work/a/1/0/1"));
        world.decide(Signals.done("deactivate/agent/B/1/1"), Signals.done("deactivate/agent/A/1/1"));

        assertThat(world.told()).containsSubsequence("a failed: agent", "b failed: agent");
        assertThat(world.standing("c")).isEqualTo("skipped: fail fast (a)");
    }

    @Test
    void failFast_afterAFailureIsCompleted_namesTheFirstOfThoseThatAreLeft_toleratedOnesApart() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast,
                auto("tolerated").parallel().continueOnFailure(),
                auto("a").parallel(),
                auto("b").parallel(),
                auto("c").parallel(),
                after("behind", "b"),
                gate("open").always("a"));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();
        world.decide(
                Signals.failed("work/tolerated/1/0/1"),
                Signals.failed("work/c/1/0/1"),
                Signals.failed("work/b/1/0/1"),
                Signals.failed("work/a/1/0/1"));
        world.decide(Signals.done("deactivate/agent/C/1/1")).settle();
        assertThat(world.standing("behind")).isEqualTo("skipped: fail fast (c)");

        world.act(complete("b")).settle();
        assertThat(world.standing("behind")).isEqualTo("skipped: fail fast (c)");

        world.act(complete("c")).settle();
        assertThat(world.standing("behind")).isEqualTo("skipped: fail fast (a)");
    }

    @Test
    void when_theFailuresAreCompleted_then_aToleratedOneSkipsNothing() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast,
                auto("tolerated").parallel().continueOnFailure(),
                auto("a").parallel(),
                after("b", "a"));
        World world = World.of(plan, Replies.good().fails("tolerated", "a")).run();
        assertThat(world.standing("b")).isEqualTo("skipped: fail fast (a)");

        world.act(complete("a")).resume("e2").run();

        assertThat(world.standing("b")).isEqualTo("completed");
    }
}
