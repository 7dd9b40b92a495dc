package dev.cortex.quickstart;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.Cortex;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A program that has release notes written by agents and approved by people. It may be closed, or die, between any two of
 * these calls: the next process goes on where this one was.
 */
public final class ReleaseDesk implements AutoCloseable {
    private static final Actor DESK = new Actor("release desk");

    private final Cortex cortex;
    private final Plan plan;

    /**
     * A desk.
     *
     * @param agents do the work
     * @param store keeps the runs
     * @param listener hears how they get on
     */
    public ReleaseDesk(AgentActivator agents, StateStore store, RunListener listener) {
        // region engine
        cortex = Cortex.builder()
                .agents(agents)
                .criteria(new WordLimit())
                .store(store)
                .listener(listener)
                .build();
        plan = cortex.plan(ReleaseNotes.fromYaml()).orElseThrow();
        // endregion
    }

    /**
     * Has the notes of a release written.
     *
     * @param version the release
     * @return completes when there is something to approve, or when it is clear that there will not be
     */
    // region start
    public CompletionStage<RunView> write(String version) {
        Run run = cortex.start(plan, Values.of("version", version), DESK);
        return run.resting();
    }
    // endregion

    /**
     * Has the notes published that were written last.
     *
     * @param person who approves them
     * @return completes when they are published, or when that has failed
     */
    // region operator
    public CompletionStage<RunView> approve(String person) {
        Run run = newest().orElseThrow(() -> new IllegalStateException("nothing was written yet"));
        return run.as(new Actor(person)).start("publish", "read and approved").thenCompose(recorded -> run.ended());
    }
    // endregion

    /**
     * Goes on with what an earlier process has left, if it has left something.
     *
     * @return completes when this desk drives it; fails if another one does
     */
    // region resume
    public CompletionStage<Void> resume() {
        return newest().filter(run -> !run.view().status().ended())
                .map(run -> run.as(DESK).resume("the desk has opened"))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }
    // endregion

    private Optional<Run> newest() {
        return cortex.newest(plan.scenario().name());
    }

    /** Stops what is at work, keeps what is done, and lets every run go. */
    @Override
    public void close() {
        cortex.close();
    }
}
