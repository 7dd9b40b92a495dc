package dev.cortex.quickstart;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import java.util.Objects;
import java.util.function.Consumer;

/** Says in a few words how runs get on. */
// region listener
public final class Progress implements RunListener {
    private final Consumer<String> words;

    /**
     * A listener.
     *
     * @param words is told one sentence at a time
     */
    public Progress(Consumer<String> words) {
        this.words = Objects.requireNonNull(words, "words");
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event.fact() instanceof Fact.PhaseStarted started) {
            words.accept(started.phase() + " has started");
        } else if (event.fact() instanceof Fact.GateOpened gate) {
            words.accept(gate.phase() + " waits for somebody to start it");
        } else if (event.fact() instanceof Fact.PhaseEnded ended) {
            words.accept(ended.phase() + " has " + ended.ending().text());
        } else if (event.fact() instanceof Fact.RunEnded ended) {
            words.accept("the run has " + ended.outcome());
        }
    }
}
// endregion
