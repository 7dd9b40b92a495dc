package dev.cortex.testkit.simulation;

/** How a simulation goes through what can happen. */
enum Style {
    /** What was asked for first happens first, and work takes the time that the script says. */
    ORDERED,
    /** Anything that can happen may be next. */
    ANY,
    /** The engine has done all that it can before anything else happens; then any agent may answer, in any way. */
    EVERY
}
