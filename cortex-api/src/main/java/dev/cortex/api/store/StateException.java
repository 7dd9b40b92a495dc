package dev.cortex.api.store;

/**
 * A journal cannot be read or written. The message is made for people: it names what was attempted, where, what went
 * wrong and what to do.
 */
public class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A problem without a technical cause.
     *
     * @param message for people
     */
    public StateException(String message) {
        super(message);
    }

    /**
     * A problem with a technical cause.
     *
     * @param message for people
     * @param cause what happened underneath
     */
    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
