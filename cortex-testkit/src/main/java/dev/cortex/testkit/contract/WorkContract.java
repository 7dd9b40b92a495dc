package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The part of an engine's contract that is about the limits of work: attempts, time, how many phases at a time, and what
 * another definition changes. Extend {@link EngineContract}, which has all of it.
 */
public abstract class WorkContract extends RunContract {
    private static final Duration PAUSE = Duration.ofMillis(40);

    /** For subclasses. */
    protected WorkContract() {}

    /** Who fails tries again, not before the pause is over, as often as the phase says; it is the same work. */
    @Test
    public final void required_attempts_comeBehindPauses() {
        Scenario scenario = retrying(3);
        agents().fail("work", 2);
        Run run = open().start(plan(scenario));
        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");

        assertEquals(List.of("work", "work", "work"), agents().worked(), "the attempts");
        Assignment first = value(agents().begun("work", 1), "the first attempt");
        Assignment last = value(agents().begun("work", 3), "the third attempt");
        assertEquals(first.idempotencyKey(), last.idempotencyKey(), "the idempotency key");
        assertEquals(3, last.attempt(), "the number of the third attempt");
        Optional<Instant> due = Optional.empty();
        for (RunEvent event : events(run)) {
            if (event.fact() instanceof Fact.WorkStarted) {
                Instant earliest = due.orElse(event.at());
                assertFalse(event.at().isBefore(earliest), () -> "an attempt before its time, which is " + earliest);
            } else if (event.fact() instanceof Fact.WorkEnded end) {
                due = end.retryAt();
                due.ifPresent(again ->
                        assertFalse(again.isBefore(event.at().plus(PAUSE)), "a pause is shorter than the phase says"));
            }
        }
        keepsTheLaws(run, scenario);
    }

    /** Whose attempts are used up has failed, and so has the phase. */
    @Test
    public final void required_attempts_comeToAnEnd() {
        Scenario scenario = retrying(2);
        agents().fail("work");
        Run run = open().start(plan(scenario));

        assertEquals(RunStatus.FAILED, value(run.ended(), "the run").status(), "the status");

        assertEquals(List.of("work", "work"), agents().worked(), "the attempts");
        assertFailed(Ending.Cause.AGENT, run, "work");
        keepsTheLaws(run, scenario);
    }

    private static Scenario retrying(int attempts) {
        return Scenario.named("retrying")
                .description("work that may fail")
                .phase(
                        "work",
                        p -> p.auto()
                                .agents("worker")
                                .retry(Retry.attempts(attempts).withBackoff(PAUSE)))
                .build();
    }

    /** Who takes longer than the phase allows is told to stop, and the phase has failed. */
    @Test
    public final void required_timeout_failsThePhase() {
        Scenario scenario = Scenario.named("slow")
                .description("work that takes too long, and a handler")
                .phase("work", p -> p.auto().agents("worker").timeout(Duration.ofMillis(100)))
                .phase("repair", p -> p.onFailure("work").agents("medic"))
                .build();
        agents().hold("work");
        Run run = open().start(plan(scenario));

        assertEquals(RunStatus.FAILED, value(run.ended(), "the run").status(), "the status");

        assertFailed(Ending.Cause.TIMEOUT, run, "work");
        assertEquals(List.of("work"), agents().cancelled(), "who was told to stop");
        assertEquals(Set.of(), agents().active(), "what is active behind the end");
        assertEquals(PhaseState.COMPLETED, state(run, "repair"), "the handler");
        keepsTheLaws(run, scenario);
    }

    private static void assertFailed(Ending.Cause cause, Run run, String phase) {
        Ending.Failed failed = assertInstanceOf(Ending.Failed.class, ending(run, phase), "how " + phase + " ended");
        assertEquals(cause, failed.cause(), "why it failed");
    }

    /** No more phases are at work at a time than the scenario allows. */
    @Test
    public final void required_maxParallel_isTheMostAtATime() {
        Scenario scenario = Scenario.named("narrow")
                .description("three that could be beside each other, and two that may")
                .maxParallel(2)
                .phase("one", p -> p.auto().parallel().agents("a"))
                .phase("two", p -> p.auto().parallel().agents("b"))
                .phase("three", p -> p.auto().parallel().agents("c"))
                .build();
        agents().hold("one");
        agents().hold("two");
        Run run = open().start(plan(scenario));
        value(agents().begun("one", 1), "work in the first");
        value(agents().begun("two", 1), "work in the second, beside it");
        agents().letGo("two");
        value(agents().begun("three", 1), "work in the third, as soon as there is a place");
        agents().letGo("one");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");

        List<String> atWork = new ArrayList<>();
        for (RunEvent event : events(run)) {
            if (event.fact() instanceof Fact.PhaseStarted start) {
                atWork.add(start.phase());
                assertTrue(atWork.size() <= 2, () -> "at work at a time: " + atWork);
            } else if (event.fact() instanceof Fact.PhaseEnded end) {
                atWork.remove(end.phase());
            }
        }
        keepsTheLaws(run, scenario);
    }

    /** Nobody changes the definition of a run that is driven; a stopped one goes on with another, and what is done stays so. */
    @Test
    public final void required_adopt_goesOnWithTheNewDefinition() {
        Scenario longer = Scenario.named("gated")
                .description("the same, and a phase more")
                .phase("draft", p -> p.auto().agents("writer"))
                .phase("approval", p -> p.after("draft").manual().agents("editor"))
                .phase("print", p -> p.after("approval").agents("printer"))
                .phase("send", p -> p.after("print").agents("carrier"))
                .build();
        Run run = atTheGate(open());
        refused(run.as(ANNA).adopt(longer, ""), "another definition for a run that is driven");
        value(run.as(ANNA).stop(""), "the stop");
        value(run.ended(), "the stop of the run");

        value(run.as(ANNA).adopt(longer, "it is to be sent as well"), "another definition");
        value(run.as(ANNA).resume(""), "the resumption");
        value(run.resting(), "the rest at the gate");
        value(run.as(ANNA).start("approval", ""), "the start");

        assertEquals(RunStatus.COMPLETED, value(run.ended(), "the run").status(), "the status");
        assertEquals(List.of("draft", "approval", "print", "send"), agents().worked(), "the phases worked in");
        assertEquals(longer, run.view().plan().scenario(), "the definition of the run");
    }
}
