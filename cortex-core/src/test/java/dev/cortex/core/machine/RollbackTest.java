package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is undone after a run has failed. */
class RollbackTest {
    private static Plan plan(String strategy) {
        return Given.plan(
                scenario -> scenario.rollback(new Rollback(true, strategy, Values.none())),
                auto("a"),
                after("b", "a"),
                after("c", "b"),
                after("d", "c"));
    }

    private static World failed(String strategy, Replies replies) {
        return World.of(plan(strategy), replies.fails("c"));
    }

    private static List<String> compensations(World world) {
        return world.told().stream().filter(said -> said.contains("compensat")).toList();
    }

    @Test
    void completedPhases_areCompensated_lastFirst_thenTheRunHasFailed() {
        World world = failed("automatic", Replies.good()).run();

        assertThat(compensations(world))
                .containsExactly("b compensation started", "b compensated", "a compensation started", "a compensated");
        assertThat(world.told()).last().isEqualTo("run failed: c failed: agent");
        assertThat(world.machine().view().warnings()).isEmpty();
    }

    @Test
    void aRunThatDoesNotFail_isNotRolledBack() {
        assertThat(compensations(World.of(plan("automatic")).run())).isEmpty();
    }

    @Test
    void aFailingHandler_isNoted_andTheRestGoesOn() {
        World world = failed("automatic", Replies.good().breaks("compensate/b")).run();

        assertThat(compensations(world)).contains("b not compensated: boom", "a compensated");
        assertThat(world.machine().view().warnings())
                .anyMatch(warning -> warning.contains("b") && warning.contains("boom"));
    }

    @Test
    void phased_aPersonStartsEach() {
        World world = failed("phased", Replies.good()).run();
        assertThat(compensations(world)).containsExactly("b compensation waits");
        assertThat(world.machine().resting()).isTrue();
        assertThat(world.machine().view().blockers())
                .anyMatch(blocker -> blocker.kind() == Blocker.Kind.COMPENSATION
                        && blocker.phase().equals("b"));

        int before = world.told().size();
        world.act(start("b"));
        assertThat(world.told().subList(before, world.told().size()))
                .containsExactly("anna: start b", "b compensation started");
        world.run();
        assertThat(compensations(world)).contains("b compensated").last().isEqualTo("a compensation waits");

        world.act(start("a")).run();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void withoutAHandler_theRunSaysSo_andMayBeTriedAgain() {
        World world = failed("automatic", Replies.good().bare()).run();
        assertThat(world.told()).contains("warned: rollback: not performed: nobody there");
        assertThat(world.told()).last().isEqualTo("run failed: c failed: agent");

        world.act(retry()).resume("e2").run();

        assertThat(world.told().stream().filter(said -> said.startsWith("warned: rollback")))
                .hasSize(2);
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void stopped_itIsResumedLikePhases_withTheSameKey() {
        World world = failed("automatic", Replies.good().holds("compensate/b/1/1"))
                .begin()
                .settle();
        Assignment first = ((Command.Compensate) world.command("compensate/b/1/1")).assignment();

        world.act(stop());
        assertThat(world.told()).last().isEqualTo("asked to stop: compensate/b/1/1, stop, until +30s");
        world.settle();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);

        world.resume("e2");
        Assignment second = ((Command.Compensate) world.command("compensate/b/1/2")).assignment();
        assertThat(second.idempotencyKey()).isEqualTo(first.idempotencyKey());
        assertThat(second.attempt()).isEqualTo(2);
        world.run();
        assertThat(compensations(world)).contains("b compensated", "a compensated");
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void phasesThatNeverRan_haveNothingToUndo() {
        World world = World.of(plan("automatic"), Replies.good().fails("c").holds("work/a"))
                .begin()
                .settle()
                .act(Signals.complete("b"))
                .letGo("work/a")
                .run();

        assertThat(compensations(world)).containsExactly("a compensation started", "a compensated");
    }

    @Test
    void afterACrash_whatIsCompensatedStays() {
        World world = failed("automatic", Replies.good()).run();
        int size = world.told().indexOf("a compensation started") + 1;
        List<RunEvent> cut = List.copyOf(world.journal().subList(0, size));

        World next = World.after(plan("automatic"), Replies.good(), cut)
                .resumeAs("e2")
                .run();

        assertThat(compensations(next))
                .containsExactly(
                        "b compensation started",
                        "b compensated",
                        "a compensation started",
                        "a compensation started",
                        "a compensated");
    }

    @Test
    void aPhaseThatRanTwice_isCompensatedOnce() {
        World world =
                failed("automatic", Replies.good().bare()).run().act(retry("a")).resume("e2");
        List<RunEvent> journal = List.copyOf(world.journal());

        World next = World.after(plan("automatic"), Replies.good().fails("c"), journal)
                .resumeAs("e3")
                .run();

        assertThat(next.told()).contains("a started, round 2", "b started, round 2");
        assertThat(compensations(next)
                        .subList(
                                compensations(next).size() - 4,
                                compensations(next).size()))
                .containsExactly("b compensation started", "b compensated", "a compensation started", "a compensated");
        assertThat(compensations(next)).containsOnlyOnce("a compensated");
    }

    @Test
    void phased_inARunWhoseTimeIsOver_anOpenGateIsNotTheRollbacks() {
        Plan plan = Given.plan(
                scenario -> scenario.timeout(java.time.Duration.ofMinutes(1))
                        .rollback(new Rollback(true, "phased", Values.none())),
                auto("a"),
                after("b", "a"),
                Given.gate("g"));
        World world = World.of(plan, Replies.good().holds("work/b")).run();
        assertThat(world.told()).contains("run timed out").last().isEqualTo("a compensation waits");
        assertThat(world.standing("g")).isEqualTo("waiting");

        world.act(start("g"));

        assertThat(world.told()).last().isEqualTo("anna: start g");
        assertThat(world.machine().resting()).isTrue();
        assertThat(world.act(start("a")).run().machine().view().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void stopped_aHandlerThatDoesNotStop_isGivenUp() {
        World world = failed("automatic", Replies.good().deaf("compensate"))
                .begin()
                .settle()
                .act(stop());
        assertThat(world.told()).last().isEqualTo("asked to stop: compensate/b/1/1, stop, until +30s");

        world.pass(java.time.Duration.ofSeconds(29));
        assertThat(world.open()).containsExactly("compensate/b/1/1");
        world.pass(java.time.Duration.ofSeconds(1));

        assertThat(world.told()).endsWith("dropped compensate/b/1/1, abandoned", "run stopped");
        assertThat(world.open()).isEmpty();
    }
}
