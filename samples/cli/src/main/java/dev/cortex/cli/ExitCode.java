package dev.cortex.cli;

import dev.cortex.api.run.RunStatus;

/** The codes with which the command exits. Scripts rely on them: a code keeps its meaning. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** The run failed. */
    static final int FAILED = 1;
    /** An invalid definition, a wrong use of the command, or an action that the state does not allow. */
    static final int INVALID = 2;
    /** The run waits for a person. */
    static final int WAITING = 3;
    /** There is no such definition, run, phase or agent. */
    static final int NOT_FOUND = 4;
    /** Another process drives the run. */
    static final int BUSY = 5;
    /** The state, or another file, cannot be read or written. */
    static final int STATE = 6;
    /** A defect in cortex itself. */
    static final int DEFECT = 70;
    /** The run was stopped. */
    static final int STOPPED = 130;

    private ExitCode() {}

    /** {@return the code of a command that has driven a run until it stood like this} */
    static int of(RunStatus status) {
        return switch (status) {
            case COMPLETED -> DONE;
            case FAILED -> FAILED;
            case WAITING -> WAITING;
            case STOPPED, STOPPING -> STOPPED;
            case RUNNING, INTERRUPTED -> BUSY;
        };
    }
}
