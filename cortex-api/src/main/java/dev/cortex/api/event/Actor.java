package dev.cortex.api.event;

/**
 * Who asked for something.
 *
 * @param name a person, or a program acting for one; not blank
 */
public record Actor(String name) {
    /** The engine itself, where nobody asked. */
    public static final Actor ENGINE = new Actor("engine");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an actor has a name");
        }
    }
}
