package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentResult;
import java.time.Duration;
import java.util.Objects;

/**
 * What a simulated agent does once.
 *
 * @param takes how long it works
 * @param result how that ends
 * @param manner how it behaves meanwhile
 */
public record Answer(Duration takes, AgentResult result, Manner manner) {
    /** How an agent behaves. */
    public enum Manner {
        /** As it should. */
        PROPER,
        /** Answers a second time. */
        TWICE,
        /** Throws in place of an answer. */
        THROWS,
        /** Answers with null. */
        NULL,
        /** Does not stop when it is asked to. */
        DEAF,
        /** Answers only when it is asked to stop. */
        SILENT
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public Answer {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(manner, "manner");
        if (takes.isNegative()) {
            throw new IllegalArgumentException("an agent works for no negative time: " + takes);
        }
    }

    /**
     * An agent that behaves, and takes a minute.
     *
     * @param result how it ends
     * @return the answer
     */
    public static Answer of(AgentResult result) {
        return new Answer(Duration.ofMinutes(1), result, Manner.PROPER);
    }

    /**
     * The same, in another time.
     *
     * @param time how long it works
     * @return a copy
     */
    public Answer after(Duration time) {
        return new Answer(time, result, manner);
    }

    /**
     * The same, in another manner.
     *
     * @param how how it behaves
     * @return a copy
     */
    public Answer in(Manner how) {
        return new Answer(takes, result, how);
    }
}
