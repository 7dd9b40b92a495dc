package dev.cortex.api.run;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.RunEvent;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One run, whoever drives it. Objects of this type are cheap, hold no resources, and may be used by many threads.
 *
 * <p>Where the journal cannot be read, calls throw a {@link dev.cortex.api.store.StateException}, and stages fail with
 * one.
 */
public interface Run {
    /** {@return the run's id; ids of one store sort by the time at which their runs were started} */
    String id();

    /** {@return the run as its journal has it now} */
    RunView view();

    /**
     * Reads events that are durable.
     *
     * @param from how many to leave out
     * @param event is called for each of them in order, on this thread
     */
    void events(long from, Consumer<? super RunEvent> event);

    /**
     * Waits for the end of the run: completed, failed or stopped. Listeners may hear of the last events a little later;
     * {@link Engine#close} waits for them.
     *
     * @return completes with the view at that moment; does not complete while the run is interrupted; fails with a
     *     {@link RefusedException} if the engine is closed before, and with a
     *     {@link dev.cortex.api.store.StateException} if the journal cannot be read
     */
    CompletionStage<RunView> ended();

    /**
     * Waits until nothing runs any more: the run has ended, or only a person can move it on. Listeners may hear of the last
     * events a little later.
     *
     * @return completes with the view at that moment; fails as {@link #ended} does
     */
    CompletionStage<RunView> resting();

    /**
     * Has this engine let the run go as soon as it rests, so that another one may take it. An answer that arrives at
     * that very moment makes it go on.
     *
     * @return completes with the view when this engine does not drive the run any more, and at once if it does not drive
     *     it now; fails with a {@link dev.cortex.api.store.StateException} that says why if the run is interrupted because
     *     this engine could not go on with it
     */
    CompletionStage<RunView> release();

    /**
     * Acts on the run.
     *
     * @param actor who acts
     * @return what they can do
     */
    Operator as(Actor actor);
}
