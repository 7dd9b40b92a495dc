package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AgentActivator} must keep. Extend it, and say which agents there are; a test framework finds the
 * cases.
 */
public abstract class AgentActivatorContract {
    private static final int MANY = 20;

    /** For subclasses. */
    protected AgentActivatorContract() {}

    /**
     * The activator under test. Called again within a case for a second one that knows nothing of the first, as another
     * process would have it.
     *
     * @return a new activator with the same agents and the same place to keep things
     */
    protected abstract AgentActivator activator();

    /** {@return the name of an agent that succeeds soon} */
    protected abstract String succeeding();

    /** {@return the name of an agent that fails soon, by saying so} */
    protected abstract String failing();

    /** {@return the name of an agent that works until it is cancelled; empty if there is no such agent} */
    protected Optional<String> endless() {
        return Optional.empty();
    }

    /** {@return within which time all calls answer, and cancelled work ends; 20 seconds unless a subclass says so} */
    protected Duration bound() {
        return Duration.ofSeconds(20);
    }

    /**
     * A piece of work for an agent. A subclass may add what its agents need.
     *
     * @param agent the agent's name
     * @param place tells pieces of work apart
     * @return the work
     */
    protected Assignment assignment(String agent, int place) {
        Phase phase = Phase.named("phase").auto().agents(agent).build();
        Scenario scenario = Scenario.named("contract")
                .description("A contract")
                .phase(phase)
                .build();
        return Assignment.of("run-1", scenario, phase, agent)
                .idempotencyKey("run-1/phase/1/" + place)
                .build();
    }

    /** An agent that succeeds is said to have succeeded. */
    @Test
    public final void required_work_ofASucceedingAgent_completesWithSuccess() {
        AgentResult result = work(activator(), succeeding());

        assertTrue(result.success(), () -> "the agent failed: " + result.summary());
    }

    /** An agent that fails is no exception, and its result says why. */
    @Test
    public final void required_work_ofAFailingAgent_completesWithAReason() {
        AgentResult result = work(activator(), failing());

        assertFalse(result.success());
        assertFalse(result.summary().isBlank(), "a failure says why");
    }

    /** The same piece of work may be delivered again, and is answered again. */
    @Test
    public final void required_work_deliveredTwice_completesTwice() {
        AgentActivator activator = activator();

        assertTrue(work(activator, succeeding()).success());
        assertTrue(work(activator, succeeding()).success());
    }

    /** Many pieces of work at a time are each answered with their own result. */
    @Test
    public final void required_work_ofManyAtOnce_completesEach() {
        AgentActivator activator = activator();
        List<CompletionStage<AgentResult>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String agent = i % 2 == 0 ? succeeding() : failing();
            all.add(activator.work(assignment(agent, i), Cancellation.never()));
        }

        for (int i = 0; i < MANY; i++) {
            assertEquals(
                    i % 2 == 0, Stages.value(all.get(i), bound(), "work " + i).success());
        }
    }

    /** Work that is cancelled before it begins comes to an end all the same. */
    @Test
    public final void required_cancellation_beforeTheWork_letsItEnd() {
        RequestedLater cancellation = new RequestedLater();
        cancellation.request();

        String agent = endless().orElse(succeeding());
        AgentActivator activator = activator();
        Stages.end(() -> activator.work(assignment(agent, 0), cancellation), bound(), "work that was cancelled");
        assertTrue(cancellation.requested());
    }

    /** A cancellation that comes too late does not change the result. */
    @Test
    public final void required_cancellation_afterTheWork_changesNothing() {
        RequestedLater cancellation = new RequestedLater();
        CompletionStage<AgentResult> stage = activator().work(assignment(succeeding(), 0), cancellation);
        AgentResult before = Stages.value(stage, bound(), "work");

        cancellation.request();

        assertEquals(before, Stages.value(stage, bound(), "work"));
    }

    /** An agent that is asked to stop does, and holds up nobody until then. */
    @Test
    public final void optional_cancellation_whileAnAgentWorks_endsIt() {
        AgentActivator activator = activator();
        RequestedLater cancellation = new RequestedLater();
        CompletionStage<AgentResult> endless = begun(activator, endlessOrSkip(), 0, cancellation);
        // Others are served meanwhile, so the call has returned and holds nothing up.
        assertTrue(work(activator, succeeding()).success());
        assertFalse(endless.toCompletableFuture().isDone(), "an endless agent does not end by itself");

        cancellation.request();

        Stages.end(endless, bound(), "work that was cancelled");
        assertTrue(endless.toCompletableFuture().isDone());
    }

    /** Only the work that is cancelled ends. */
    @Test
    public final void optional_cancellation_ofOneOfTwo_leavesTheOther() {
        AgentActivator activator = activator();
        RequestedLater first = new RequestedLater();
        RequestedLater second = new RequestedLater();
        CompletionStage<AgentResult> one = begun(activator, endlessOrSkip(), 0, first);
        CompletionStage<AgentResult> two = begun(activator, endlessOrSkip(), 1, second);

        first.request();
        Stages.end(one, bound(), "work that was cancelled");
        assertFalse(two.toCompletableFuture().isDone(), "only one of the two was cancelled");

        second.request();
        Stages.end(two, bound(), "work that was cancelled");
    }

    /** Deactivation ends what is still at work under the key, also from another process. */
    @Test
    public final void optional_deactivate_whileAnAgentWorks_endsIt() {
        AgentActivator activator = activator();
        String agent = endlessOrSkip();
        activate(activator, agent);
        CompletionStage<AgentResult> endless = begun(activator, agent, 0, Cancellation.never());

        // The call may come before the work has begun: work and deactivation overlap only when an engine gave up.
        long begun = System.nanoTime();
        while (!endless.toCompletableFuture().isDone() && System.nanoTime() - begun < bound().toNanos()) {
            deactivate(activator(), agent);
        }

        Stages.end(
                endless,
                bound(),
                "work of an agent that was deactivated by a second activator, as by another process,");
        assertTrue(endless.toCompletableFuture().isDone());
    }

    /** What is active may be activated again, also by another process. */
    @Test
    public final void required_activate_twice_isAsOnce() {
        AgentActivator activator = activator();

        activate(activator, succeeding());
        activate(activator(), succeeding());

        assertTrue(work(activator, succeeding()).success());
        deactivate(activator, succeeding());
    }

    /** What is inactive may be deactivated again, also by a process that never saw the activation. */
    @Test
    public final void required_deactivate_twiceAndFromAnotherProcess_isAsOnce() {
        activate(activator(), succeeding());

        deactivate(activator(), succeeding());
        deactivate(activator(), succeeding());

        AgentActivator activator = activator();
        activate(activator, succeeding());
        assertTrue(work(activator, succeeding()).success(), "an agent can be activated again");
        deactivate(activator, succeeding());
    }

    /** What was never activated may be deactivated. */
    @Test
    public final void required_deactivate_whatWasNeverActivated_isNoProblem() {
        AgentActivator activator = activator();

        deactivate(activator, succeeding());

        assertTrue(work(activator, succeeding()).success());
    }

    /** Names that no agent has, and that no file should have, are answered and harm nobody. */
    @Test
    public final void required_hostileNames_areAnsweredWithinTheBound() {
        AgentActivator activator = activator();
        for (String name : List.of(
                "no such agent", "", " ", "../up", "/root", "a\\b", ".hidden", "x\0y", "\u202e", "x".repeat(5000))) {
            Activation activation = activation(name);
            Stages.end(() -> activator.activate(activation), bound(), "activate " + name);
            Stages.end(() -> activator.work(assignment(name, 0), Cancellation.never()), bound(), "work " + name);
            Stages.end(() -> activator.deactivate(activation), bound(), "deactivate " + name);
        }
        assertTrue(work(activator, succeeding()).success(), "the activator still works");
    }

    /** Has an endless agent work; one who does the work within the call would never come back. */
    private CompletionStage<AgentResult> begun(
            AgentActivator activator, String agent, int place, Cancellation cancellation) {
        CompletableFuture<AgentResult> result = new CompletableFuture<>();
        try {
            Race.within(bound(), "the call of work", "it is to return at once, and to work on another thread", () -> {
                var unused = activator
                        .work(assignment(agent, place), cancellation)
                        .whenComplete((done, problem) -> {
                            if (problem == null) {
                                result.complete(done);
                            } else {
                                result.completeExceptionally(problem);
                            }
                        });
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
        return result;
    }

    private String endlessOrSkip() {
        assumeTrue(endless().isPresent(), "there is no agent that works until it is cancelled");
        return endless().orElseThrow();
    }

    private AgentResult work(AgentActivator activator, String agent) {
        return Stages.value(activator.work(assignment(agent, 0), Cancellation.never()), bound(), "work of " + agent);
    }

    private void activate(AgentActivator activator, String agent) {
        CompletionStage<Boolean> done = activator.activate(activation(agent)).thenApply(nothing -> true);
        assertTrue(Stages.value(done, bound(), "activate " + agent));
    }

    private void deactivate(AgentActivator activator, String agent) {
        CompletionStage<Boolean> done = activator.deactivate(activation(agent)).thenApply(nothing -> true);
        assertTrue(Stages.value(done, bound(), "deactivate " + agent));
    }

    private static Activation activation(String agent) {
        return new Activation("run-1", Activation.Kind.AGENT, agent);
    }
}
