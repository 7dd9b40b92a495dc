package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.simulation.Laws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The part of an engine's contract that is about the life of one run. Extend {@link EngineContract}, which has all of it.
 */
public abstract class RunContract {
    static final Actor ANNA = new Actor("anna");
    static final Actor BOB = new Actor("bob");

    /** Declared in an order that is not the one in which they run. */
    static final Scenario DIAMOND = Scenario.named("diamond")
            .description("an end, two beside each other, and a beginning")
            .phase("end", p -> p.after("left", "right").agents("tester"))
            .phase("left", p -> p.after("begin").agents("coder"))
            .phase("right", p -> p.after("begin").parallel().agents("designer"))
            .phase("begin", p -> p.auto().agents("architect"))
            .build();

    static final Scenario GATED = Scenario.named("gated")
            .description("work, a gate, and work behind it")
            .phase("draft", p -> p.auto().agents("writer"))
            .phase("approval", p -> p.after("draft").manual().agents("editor"))
            .phase("print", p -> p.after("approval").agents("printer"))
            .build();

    private final ContractAgents agents = new ContractAgents();
    private final List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Engine> engines = new ArrayList<>();

    /** For subclasses. */
    protected RunContract() {}

    /**
     * Makes an engine over the storage of this test. Called several times in a test, for engines that share the storage as
     * processes do. The test closes it.
     *
     * @param workers has to do the work of every agent, in this process; it completes its stages without being waited for
     * @param listener has to be told of all events of the runs that the engine drives
     * @return an engine that allows one active run a scenario
     */
    protected abstract Engine engine(AgentActivator workers, RunListener listener);

    /**
     * Plans a scenario.
     *
     * @param scenario a sound one
     * @param policy the rules
     * @return its plan
     */
    protected abstract Plan plan(Scenario scenario, Policy policy);

    /** {@return within which time whatever is waited for happens; 20 seconds unless a subclass says so} */
    protected Duration bound() {
        return Duration.ofSeconds(20);
    }

    /** Closes all engines of the test. */
    @AfterEach
    public final void end() {
        for (Engine engine : engines) {
            engine.close();
        }
    }

    final Engine open() {
        Engine engine = engine(agents, heard::add);
        engines.add(engine);
        return engine;
    }

    final ContractAgents agents() {
        return agents;
    }

    /** What listeners heard of a run, in the order in which they did. */
    final List<RunEvent> heard(Run run) {
        synchronized (heard) {
            return heard.stream()
                    .filter(event -> event.runId().equals(run.id()))
                    .toList();
        }
    }

    final Plan plan(Scenario scenario) {
        return plan(scenario, Policy.STANDARD.withGrace(bound()));
    }

    /** A plan runs to its end, and whoever waits for that is told. */
    @Test
    public final void required_start_runsToTheEnd() {
        Run run = open().start(plan(DIAMOND));

        RunView end = value(run.ended(), "the run");

        assertEquals(RunStatus.COMPLETED, end.status(), "the status that was told");
        assertEquals(RunStatus.COMPLETED, run.view().status(), "the status");
        assertEquals(RunStatus.COMPLETED, value(run.resting(), "the rest").status(), "the status at rest");
        assertEquals(Actor.ENGINE, end.standing().startedBy(), "who started it");
        for (String phase : List.of("begin", "left", "right", "end")) {
            assertEquals(PhaseState.COMPLETED, state(run, phase), phase);
        }
        assertFalse(end.standing().driven(), "a run that has ended is driven");
        keepsTheLaws(run, DIAMOND);
    }

    /** No phase begins before what it waits for, whatever the order of declaration. */
    @Test
    public final void required_phases_followTheirConditions() {
        agents.hold("left");
        Run run = open().start(plan(DIAMOND));
        value(agents.begun("left", 1), "work on the left");
        value(agents.begun("right", 1), "work on the right");
        assertEquals("begin", agents.worked().get(0), "the phase worked in first");
        assertFalse(agents.worked().contains("end"), "the end has begun before the left was done");

        agents.letGo("left");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        assertEquals("end", agents.worked().get(3), "the phase worked in last");
        assertEquals(4, agents.worked().size(), () -> "each phase is worked in once: " + agents.worked());
        keepsTheLaws(run, DIAMOND);
    }

    /** Phases that are not parallel share the lane, one at a time; others pass. */
    @Test
    public final void required_lane_isSharedOneAtATime() {
        Scenario scenario = Scenario.named("lane")
                .description("two that share the lane and one that does not")
                .phase("one", p -> p.auto().agents("a"))
                .phase("two", p -> p.auto().agents("b"))
                .phase("beside", p -> p.auto().parallel().agents("c"))
                .build();
        agents.hold("one");
        Run run = open().start(plan(scenario));
        value(agents.begun("one", 1), "work in the lane");
        value(agents.begun("beside", 1), "work beside the lane");
        agents.letGo("one");
        value(run.ended(), "the run");

        List<String> lane = new ArrayList<>();
        for (RunEvent event : events(run)) {
            if (event.fact() instanceof Fact.PhaseStarted start
                    && !start.phase().equals("beside")) {
                lane.add("started " + start.phase());
            } else if (event.fact() instanceof Fact.PhaseEnded end
                    && !end.phase().equals("beside")) {
                lane.add("ended " + end.phase());
            }
        }
        assertEquals(
                List.of("started one", "ended one", "started two", "ended two"), lane, "what happened in the lane");
        keepsTheLaws(run, scenario);
    }

    /** Agents are told what those before them have produced, under a key that names the work. */
    @Test
    public final void required_assignments_haveOutputsAndKeys() {
        Run run = open().start(plan(DIAMOND));
        value(run.ended(), "the run");

        Assignment last = value(agents.begun("end", 1), "work at the end");
        assertEquals(run.id(), last.runId(), "the run");
        assertEquals(1, last.attempt(), "the attempt");
        for (String before : List.of("begin", "left", "right")) {
            assertEquals(Optional.of(before), last.outputs().get(before, "from"), "the output of " + before);
        }
        Set<String> keys = new HashSet<>();
        for (String phase : List.of("begin", "left", "right", "end")) {
            keys.add(value(agents.begun(phase, 1), "work").idempotencyKey());
        }
        assertEquals(4, keys.size(), () -> "idempotency keys of four pieces of work: " + keys);
    }

    /** Agents are activated before they work, and nothing is active behind the end. */
    @Test
    public final void required_agents_areActiveWhileTheyWork() {
        Run run = open().start(plan(DIAMOND));
        value(run.ended(), "the run");

        assertEquals(List.of(), agents.unprepared(), "who worked without having been activated");
        assertEquals(Set.of(), agents.active(), "what is active behind the end");
    }

    /** What depends on a failure is skipped, its handler runs, and the run has failed. */
    @Test
    public final void required_failure_isHandledAndSkipsTheRest() {
        Scenario scenario = Scenario.named("failing")
                .description("a failure, what depends on it, and what handles it")
                .phase("work", p -> p.auto().agents("worker"))
                .phase("next", p -> p.after("work").agents("heir"))
                .phase("repair", p -> p.onFailure("work").agents("medic"))
                .phase("tidy", p -> p.always("work").agents("cleaner"))
                .build();
        agents.fail("work");
        Run run = open().start(plan(scenario));

        RunView end = value(run.ended(), "the run");

        assertEquals(RunStatus.FAILED, end.status(), "the status");
        Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending(run, "work"), "how the work ended");
        assertEquals(Ending.Cause.AGENT, failed.cause(), "why it failed");
        assertEquals(
                new Ending.Skipped(Ending.SkipCause.UPSTREAM_FAILED, Optional.of("work")),
                ending(run, "next"),
                "how what depends on it ended");
        assertEquals(PhaseState.COMPLETED, state(run, "repair"), "the handler");
        assertEquals(PhaseState.COMPLETED, state(run, "tidy"), "what comes always");
        keepsTheLaws(run, scenario);
    }

    /** A gate waits, the run rests meanwhile, and goes on when somebody starts it. */
    @Test
    public final void required_gate_waitsForAPerson() {
        Run run = atTheGate(open());

        assertEquals(PhaseState.WAITING, state(run, "approval"), "the gate");
        assertEquals(PhaseState.PENDING, state(run, "print"), "what is behind it");
        assertEquals(List.of("draft"), agents.worked(), "the phases worked in before the gate");
        CompletionStage<RunView> ended = run.ended();
        assertFalse(ended.toCompletableFuture().isDone(), "a run that waits has ended");

        value(run.as(ANNA).start("approval", "go"), "the start");

        assertEquals(RunStatus.COMPLETED, value(ended, "the run").status(), "the status");
        assertEquals(List.of("draft", "approval", "print"), agents.worked(), "the phases worked in");
        keepsTheLaws(run, GATED);
    }

    /** A gate that is rejected has failed, and so has the run. */
    @Test
    public final void required_reject_failsTheGate() {
        Run run = atTheGate(open());

        value(run.as(ANNA).reject("approval", "no"), "the rejection");

        assertEquals(RunStatus.FAILED, value(run.ended(), "the run").status(), "the status");
        Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending(run, "approval"), "how the gate ended");
        assertEquals(Ending.Cause.REJECTED, failed.cause(), "why it failed");
        assertEquals(List.of("draft"), agents.worked(), "the phases worked in");
        keepsTheLaws(run, GATED);
    }

    /** A phase that somebody declares done is done without its agents, and what is behind it runs. */
    @Test
    public final void required_complete_goesOnWithoutTheWork() {
        Run run = atTheGate(open());

        value(run.as(ANNA).complete("approval", "by phone"), "the completion");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        assertEquals(new Ending.Completed(Ending.Proof.OPERATOR), ending(run, "approval"), "how the gate ended");
        assertEquals(List.of("draft", "print"), agents.worked(), "the phases worked in");
        keepsTheLaws(run, GATED);
    }

    /** A phase that is skipped takes with it what depends on it. */
    @Test
    public final void required_skip_leavesOutWhatDependsOnIt() {
        Run run = atTheGate(open());

        value(run.as(ANNA).skip("approval", "not today"), "the skip");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        assertEquals(
                new Ending.Skipped(Ending.SkipCause.OPERATOR, Optional.empty()),
                ending(run, "approval"),
                "how the gate ended");
        assertEquals(
                new Ending.Skipped(Ending.SkipCause.UPSTREAM_SKIPPED, Optional.of("approval")),
                ending(run, "print"),
                "how what is behind it ended");
        keepsTheLaws(run, GATED);
    }

    /** Under strict rules, criteria that nobody can judge wait for a person, whose word counts either way. */
    @Test
    public final void required_confirm_decidesWhatNobodyCouldJudge() {
        Scenario scenario = Scenario.named("judged")
                .description("a phase with two criteria that nobody can judge")
                .phase("work", p -> p.auto().agents("worker").criteria("It is good", "It is small"))
                .build();
        Plan strict = plan(scenario, Policy.STANDARD.with(Verification.STRICT).withGrace(bound()));
        Engine engine = open();
        Run good = engine.start(strict);
        value(good.resting(), "the rest");
        assertEquals(PhaseState.VERIFYING, state(good, "work"), "a phase whose criteria wait for a person");
        value(good.as(ANNA).confirm("work", 1, true, "I looked"), "the first word");
        value(good.as(ANNA).confirm("work", 2, true, "I looked"), "the second word");
        assertEquals(RunStatus.COMPLETED, value(good.ended(), "the run").status(), "where both are met");

        Run bad = engine.start(strict);
        value(bad.resting(), "the rest");
        value(bad.as(ANNA).confirm("work", 1, true, "I looked"), "the first word");
        value(bad.as(ANNA).confirm("work", 2, false, "90 MB"), "the second word");
        assertEquals(RunStatus.FAILED, value(bad.ended(), "the run").status(), "where one is not met");
        Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending(bad, "work"), "how the phase ended");
        assertEquals(Ending.Cause.CRITERION, failed.cause(), "why it failed");
    }

    /** What the state does not allow is refused in words, and changes nothing. */
    @Test
    public final void required_acts_thatTheStateForbids_areRefused() {
        Run run = atTheGate(open());
        long before = events(run).size();

        refused(run.as(ANNA).start("nowhere", ""), "the start of a phase that there is not");
        refused(run.as(ANNA).start("print", ""), "the start of a phase that is no gate");
        refused(run.as(ANNA).start("draft", ""), "the start of a completed phase");
        refused(run.as(ANNA).reject("print", ""), "the rejection of a pending phase");
        refused(run.as(ANNA).complete("draft", ""), "the completion of a completed phase");
        refused(run.as(ANNA).skip("draft", ""), "the skip of a completed phase");
        refused(run.as(ANNA).confirm("approval", 1, true, ""), "the confirmation of a criterion that there is not");
        refused(run.as(ANNA).retry("", ""), "the retry of a run that has not failed");

        assertEquals(before, events(run).size(), "events behind acts that were refused");
        assertEquals(RunStatus.WAITING, run.view().status(), "the status behind acts that were refused");
    }

    /** An act is kept with who did it, and why. */
    @Test
    public final void required_acts_keepActorAndReason() {
        Run run = atTheGate(open());

        value(run.as(BOB).start("approval", "because \u201cit is time\u201d"), "the start");
        value(run.ended(), "the run");

        List<Fact.Acted> acts = events(run).stream()
                .map(RunEvent::fact)
                .filter(Fact.Acted.class::isInstance)
                .map(Fact.Acted.class::cast)
                .toList();
        assertEquals(
                List.of(new Fact.Acted(BOB, "because \u201cit is time\u201d", new OperatorAction.Start("approval"))),
                acts,
                "the acts");
    }

    /**
     * Of many who start a gate, one does, and the others are refused.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_race_ofActs_isWonByOne() throws InterruptedException {
        Run run = atTheGate(open());
        agents.hold("approval");
        List<CompletionStage<Boolean>> starts = Collections.synchronizedList(new ArrayList<>());

        Race.run(
                bound(),
                racer -> starts.add(run.as(new Actor("racer-" + racer))
                        .start("approval", "")
                        .handle((nothing, thrown) -> thrown == null)));

        int wins = 0;
        for (CompletionStage<Boolean> start : starts) {
            wins += value(start, "a start") ? 1 : 0;
        }
        assertEquals(1, wins, "starts of one gate that were accepted");
        agents.letGo("approval");
        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        keepsTheLaws(run, GATED);
    }

    /** A stop ends what works, deactivates it, and is no failure. */
    @Test
    public final void required_stop_endsWhatWorks() {
        agents.hold("draft");
        Run run = open().start(plan(GATED));
        value(agents.begun("draft", 1), "work on the draft");

        value(run.as(ANNA).stop("the wrong branch"), "the stop");

        RunView stopped = value(run.ended(), "the run");
        assertEquals(RunStatus.STOPPED, stopped.status(), "the status");
        assertEquals("the wrong branch", stopped.standing().reason(), "the reason");
        assertFalse(stopped.standing().driven(), "a run that was stopped is driven");
        assertEquals(PhaseState.PENDING, state(run, "draft"), "a phase that was cut short");
        assertEquals(List.of("draft"), agents.cancelled(), "who was told to stop");
        assertEquals(Set.of(), agents.active(), "what is active behind the stop");
        keepsTheLaws(run, GATED);
    }

    /** What was stopped goes on: what is done stays done, and what was cut short is the next attempt at the same work. */
    @Test
    public final void required_resume_goesOnWhereItStood() {
        agents.hold("left");
        Run run = open().start(plan(DIAMOND));
        Assignment first = value(agents.begun("left", 1), "work on the left");
        value(agents.begun("right", 1), "work on the right");
        value(run.as(ANNA).stop("lunch"), "the stop");
        value(run.ended(), "the stop of the run");
        agents.letGo("left");

        value(run.as(BOB).resume("back"), "the resumption");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        Assignment second = value(agents.begun("left", 2), "work on the left, resumed");
        assertEquals(first.idempotencyKey(), second.idempotencyKey(), "the idempotency key");
        assertEquals(2, second.attempt(), "the attempt");
        assertEquals(1, Collections.frequency(agents.worked(), "begin"), "how often what was done was worked in");
        keepsTheLaws(run, DIAMOND);
        refused(run.as(BOB).resume(""), "the resumption of a completed run");
    }

    /** A retry runs what failed and what depends on it, as new work, and keeps the rest. */
    @Test
    public final void required_retry_runsWhatFailedAgain() {
        agents.fail("left");
        Run run = open().start(plan(DIAMOND));
        assertEquals(RunStatus.FAILED, value(run.ended(), "the run").status(), "the status");
        refused(run.as(ANNA).resume(""), "the resumption of a failed run");
        agents.mend("left");

        value(run.as(ANNA).retry("", "fixed"), "the retry");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run, again").status(), "the status");
        assertEquals(1, Collections.frequency(agents.worked(), "begin"), "how often what was done was worked in");
        assertEquals(1, Collections.frequency(agents.worked(), "right"), "how often what was done was worked in");
        assertEquals(1, Collections.frequency(agents.worked(), "end"), "how often what was skipped was worked in");
        assertFalse(
                value(agents.begun("left", 1), "work")
                        .idempotencyKey()
                        .equals(value(agents.begun("left", 2), "work").idempotencyKey()),
                "the idempotency key of new work is that of the old");
        keepsTheLaws(run, DIAMOND);
    }

    /** Events are numbered from 1, are the same whenever they are read, and can be read from anywhere. */
    @Test
    public final void required_events_areNumberedAndStayAsTheyAre() {
        Run run = open().start(plan(DIAMOND));
        value(run.ended(), "the run");

        List<RunEvent> all = events(run);
        assertEquals(all, events(run), "the events, read again");
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).number(), "the number of an event");
            assertEquals(run.id(), all.get(i).runId(), "the run of an event");
        }
        assertInstanceOf(Fact.RunStarted.class, all.get(0).fact(), "the first fact");
        assertInstanceOf(Fact.RunEnded.class, all.get(all.size() - 1).fact(), "the last fact");
        for (int from : new int[] {1, 2, all.size() - 1, all.size()}) {
            List<RunEvent> some = new ArrayList<>();
            run.events(from, some::add);
            assertEquals(all.subList(from, all.size()), some, "the events behind the first " + from);
        }
        assertEquals(all.size(), run.view().standing().events(), "how many events the view says that there are");
        keepsTheLaws(run, DIAMOND);
    }

    /** A run of {@link #GATED} that rests at its gate. */
    final Run atTheGate(Engine engine) {
        Run run = engine.start(plan(GATED));
        RunView rest = value(run.resting(), "the rest at the gate");
        assertEquals(RunStatus.WAITING, rest.status(), "the status at the gate");
        return run;
    }

    final void keepsTheLaws(Run run, Scenario scenario) {
        Laws laws = Laws.of(plan(scenario));
        events(run).forEach(laws::hear);
        assertTrue(laws.over(), "the run is not over");
    }

    final <T> T value(CompletionStage<T> stage, String what) {
        return Stages.value(stage, bound(), what);
    }

    /** The refusal with which an act has to fail. */
    final RefusedException refused(CompletionStage<?> act, String what) {
        Optional<Throwable> thrown =
                value(act.handle((value, problem) -> Optional.<Throwable>ofNullable(problem)), what);
        assertTrue(thrown.isPresent(), () -> what + " was accepted");
        Throwable cause = thrown.orElseThrow();
        cause = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        RefusedException refusal = assertInstanceOf(RefusedException.class, cause, what);
        assertFalse(String.valueOf(refusal.getMessage()).isBlank(), () -> what + " was refused without a word");
        return refusal;
    }

    static List<RunEvent> events(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events;
    }

    static PhaseState state(Run run, String phase) {
        return run.view().phase(phase).orElseThrow().state();
    }

    static Ending ending(Run run, String phase) {
        return run.view().phase(phase).orElseThrow().ending().orElseThrow();
    }
}
