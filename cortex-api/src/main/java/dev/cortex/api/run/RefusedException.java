package dev.cortex.api.run;

/**
 * Something that the state of a run, or of the engine, does not allow. Nothing was changed. The message says what stands
 * against it and what would be possible.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what stands against it, and what would be possible
     */
    public RefusedException(String message) {
        super(message);
    }
}
