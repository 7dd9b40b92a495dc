package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Engine} must keep, whatever drives the runs behind it. Extend it in a test, and say how an engine is
 * made; each test gets an empty storage of its own. Waits have a bound, and nothing depends on how fast an engine is.
 *
 * <pre>{@code
 * class QueueEngineTest extends EngineContract {
 *     private final Queue queue = new Queue();
 *
 *     @Override
 *     protected Engine engine(AgentActivator workers, RunListener listener) {
 *         return new QueueEngine(queue, workers, listener);
 *     }
 *
 *     @Override
 *     protected Plan plan(Scenario scenario, Policy policy) {
 *         return Planner.plan(scenario, policy).orElseThrow();
 *     }
 * }
 * }</pre>
 */
public abstract class EngineContract extends WorkContract {
    private static final Scenario OTHER = Scenario.named("other")
            .description("one phase")
            .phase("only", p -> p.auto().agents("worker"))
            .build();

    /** For subclasses. */
    protected EngineContract() {}

    /**
     * Has the owner of a run go away without a word, as a process that is killed does.
     *
     * @param engine the engine that drives the run; the test makes no further call to it but {@link Engine#close()}
     * @param run the run
     * @return whether that was done; false, as it is unless overridden, skips what needs it
     */
    protected boolean kill(Engine engine, Run run) {
        return false;
    }

    /** A run without the inputs that its scenario asks for, or with others, is refused before it begins. */
    @Test
    public final void required_start_withWrongInputs_beginsNothing() {
        Scenario asks = Scenario.named("asks")
                .description("asks for a ticket")
                .inputs(List.of(Input.required("ticket"), new Input("branch", Optional.of("main"))))
                .phase("only", p -> p.auto().agents("worker"))
                .build();
        Plan plan = plan(asks);
        Engine engine = open();

        assertThrows(IllegalArgumentException.class, () -> engine.start(plan), "an input is missing");
        Values unknown = Values.of("ticket", "T-1").with("colour", "red");
        assertThrows(IllegalArgumentException.class, () -> engine.start(plan, unknown, ANNA), "an input is unknown");
        assertEquals(List.of(), engine.list("", 9), "runs that were refused");
        assertTrue(engine.newest("asks").isEmpty(), "the newest of the runs that were refused");

        Run run = engine.start(plan, Values.of("ticket", "T-1"), ANNA);
        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        assertEquals(ANNA, run.view().standing().startedBy(), "who started it");
        Assignment work = value(agents().begun("only", 1), "work");
        assertEquals(Optional.of("T-1"), work.inputs().text("ticket"), "an input that was given");
        assertEquals(Optional.of("main"), work.inputs().text("branch"), "an input with a default");
    }

    /** Runs are found by id, by scenario and in a list, newest first, by every engine. */
    @Test
    public final void required_runs_areFoundNewestFirst() {
        Engine engine = open();
        Run first = ended(engine, OTHER);
        Run second = ended(engine, DIAMOND);
        Run third = ended(engine, OTHER);
        assertTrue(first.id().compareTo(second.id()) < 0, "ids sort by the time of the start");
        assertTrue(second.id().compareTo(third.id()) < 0, "ids sort by the time of the start");

        for (Engine each : List.of(engine, open())) {
            assertEquals(ids(third, second, first), ids(each.list("", 9)), "all runs");
            assertEquals(ids(third), ids(each.list("", 1)), "one run");
            assertEquals(ids(second, first), ids(each.list(third.id(), 9)), "runs before the third");
            assertEquals(List.of(), each.list(first.id(), 9), "runs before the first");
            assertEquals(Optional.of(third.id()), each.newest("other").map(Run::id), "the newest of one scenario");
            assertEquals(Optional.of(second.id()), each.newest("diamond").map(Run::id), "the newest of another");
            assertEquals(Optional.of(first.id()), each.find(first.id()).map(Run::id), "a run by its id");
            assertEquals(List.of(), each.interrupted(), "runs to recover, where all have ended");
        }
    }

    /** What no run has finds none, and is no exception. */
    @Test
    public final void required_unknownRuns_areNotFound() {
        Engine engine = open();
        assertEquals(List.of(), engine.list("", 9), "the runs of an empty storage");
        ended(engine, OTHER);

        for (String id : List.of("no-such-run", "", " ", "../other", "a/b", "x\0y", "x".repeat(5000))) {
            assertTrue(engine.find(id).isEmpty(), () -> "a run was found by the id \"" + id + "\"");
            assertTrue(engine.newest(id).isEmpty(), () -> "a run was found of the scenario \"" + id + "\"");
        }
    }

    /** What one engine has run the others know as well, to the last event. */
    @Test
    public final void required_otherEngines_seeTheSame() {
        Run mine = ended(open(), DIAMOND);

        Run same = open().find(mine.id()).orElseThrow();

        assertEquals(mine.view(), same.view(), "the run as another engine sees it");
        assertEquals(events(mine), events(same), "its events as another engine reads them");
        assertEquals(mine.view(), value(same.ended(), "the end"), "the end as another engine tells it");
    }

    /** Another engine is told of the end of a run that it does not drive, and may act on it. */
    @Test
    public final void required_otherEngines_actAndAreTold() {
        Run mine = atTheGate(open());
        Run same = open().find(mine.id()).orElseThrow();
        CompletionStage<RunView> ended = same.ended();

        value(same.as(BOB).start("approval", "from afar"), "the start");

        assertEquals(RunStatus.COMPLETED, value(ended, "the run").status(), "the status");
        refused(same.as(BOB).start("approval", ""), "the start of a gate that is completed");
        keepsTheLaws(mine, GATED);
    }

    /** One run of a scenario is active at a time, whoever starts it, and the refusal names it. */
    @Test
    public final void required_start_whileOneIsActive_isBusy() {
        Engine engine = open();
        Run first = atTheGate(engine);
        Plan plan = plan(GATED);

        for (Engine each : List.of(engine, open())) {
            BusyException busy = assertThrows(BusyException.class, () -> each.start(plan), "a second run is active");
            assertEquals(first.id(), busy.runId(), "the run that is in the way");
        }
        assertEquals(ids(first), ids(engine.list("", 9)), "the runs");
        assertEquals(RunStatus.WAITING, first.view().status(), "the first run");

        value(first.as(ANNA).complete("approval", ""), "the completion");
        value(first.ended(), "the first run");
        Run second = atTheGate(engine);
        assertTrue(first.id().compareTo(second.id()) < 0, "ids sort by the time of the start");
    }

    /** Nobody resumes a run that another engine drives. */
    @Test
    public final void required_resume_ofARunThatIsDriven_isBusy() {
        Run mine = atTheGate(open());
        Run same = open().find(mine.id()).orElseThrow();

        BusyException busy = assertInstanceOf(
                BusyException.class, refused(same.as(BOB).resume(""), "the resumption"), "the refusal");

        assertEquals(mine.id(), busy.runId(), "the run that is in the way");
        assertTrue(mine.view().standing().driven(), "the run is driven by the first all the same");
    }

    /** A run that was let go at a gate is driven by nobody; acts are kept, and who resumes it carries them out. */
    @Test
    public final void required_release_letsAnotherGoOn() {
        Run mine = atTheGate(open());

        RunView released = value(mine.release(), "the release");

        assertEquals(RunStatus.WAITING, released.status(), "the status of a run that was let go");
        assertFalse(released.standing().driven(), "a run that was let go is driven");
        value(mine.as(ANNA).start("approval", "go"), "the start");
        assertEquals(List.of("draft"), agents().worked(), "the phases worked in while nobody drives");

        Run same = open().find(mine.id()).orElseThrow();
        value(same.as(BOB).resume(""), "the resumption");
        assertEquals(RunStatus.COMPLETED, value(same.ended(), "the run").status(), "the status");
        assertEquals(RunStatus.COMPLETED, value(mine.ended(), "the run").status(), "the status, told to the first");
        keepsTheLaws(mine, GATED);
    }

    /** A listener has heard everything, once and in order, when the engine is closed. */
    @Test
    public final void required_listeners_hearEverythingInOrder() {
        Engine engine = open();
        Run diamond = ended(engine, DIAMOND);
        Run gated = atTheGate(engine);
        value(gated.as(ANNA).start("approval", ""), "the start");
        value(gated.ended(), "the run");

        engine.close();

        Engine other = open();
        for (Run run : List.of(diamond, gated)) {
            Run read = other.find(run.id()).orElseThrow();
            assertEquals(events(read), heard(run), "what the listener heard, beside the events");
        }
    }

    /** Closing ends what works, lets every run go, and another engine goes on; closing twice is as once. */
    @Test
    public final void required_close_leavesRunsToBeResumed() {
        agents().hold("left");
        Engine engine = open();
        Run run = engine.start(plan(DIAMOND));
        Assignment first = value(agents().begun("left", 1), "work on the left");
        value(agents().begun("right", 1), "work on the right");

        engine.close();
        engine.close();

        assertEquals(List.of("left"), agents().cancelled(), "who was told to stop");
        assertEquals(Set.of(), agents().active(), "what is active when the engine is closed");
        Run same = open().find(run.id()).orElseThrow();
        assertFalse(same.view().standing().driven(), "a run whose engine is closed is driven");
        assertFalse(same.view().status().ended(), "a run whose engine is closed has ended");
        agents().letGo("left");
        value(same.as(BOB).resume(""), "the resumption");
        assertEquals(RunStatus.COMPLETED, value(same.ended(), "the run").status(), "the status");
        Assignment second = value(agents().begun("left", 2), "work on the left, resumed");
        assertEquals(first.idempotencyKey(), second.idempotencyKey(), "the idempotency key");
        assertEquals(2, second.attempt(), "the attempt");
        keepsTheLaws(same, DIAMOND);
    }

    /** Who waits for a run at an engine that is closed is told so. */
    @Test
    public final void required_close_endsWaits() {
        Engine engine = open();
        Run run = atTheGate(engine);
        CompletionStage<RunView> ended = run.ended();

        engine.close();

        refused(ended, "the wait for the end of a run");
    }

    /** A run whose owner was killed is listed as interrupted, and who resumes it tidies up and repeats what was cut short. */
    @Test
    public final void optional_interruptedRuns_areListedAndGoOn() {
        agents().hold("left");
        Engine engine = open();
        Run run = engine.start(plan(DIAMOND));
        Assignment first = value(agents().begun("left", 1), "work on the left");
        value(agents().begun("right", 1), "work on the right");
        assertEquals(List.of(), engine.interrupted(), "runs to recover while one is driven");
        assumeTrue(kill(engine, run), "the test cannot kill an engine");

        Engine next = open();
        assertEquals(ids(run), ids(next.interrupted()), "runs to recover");
        Run same = next.find(run.id()).orElseThrow();
        assertEquals(RunStatus.INTERRUPTED, same.view().status(), "the status");
        assertFalse(same.view().standing().driven(), "a run whose owner was killed is driven");
        agents().holdNoMore("left");
        value(same.as(BOB).resume(""), "the resumption");
        assertEquals(RunStatus.COMPLETED, value(same.ended(), "the run").status(), "the status");
        Assignment second = value(agents().begun("left", 2), "work on the left, resumed");
        assertEquals(first.idempotencyKey(), second.idempotencyKey(), "the idempotency key");
        assertEquals(List.of(), next.interrupted(), "runs to recover behind the end");
        keepsTheLaws(same, DIAMOND);
    }

    private Run ended(Engine engine, Scenario scenario) {
        Run run = engine.start(plan(scenario));
        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        return run;
    }

    private static List<String> ids(Run... runs) {
        return ids(List.of(runs));
    }

    private static List<String> ids(List<Run> runs) {
        return runs.stream().map(Run::id).toList();
    }
}
