package dev.cortex.cli;

import dev.cortex.api.store.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process that drives a run, as it is seen from here. One that is suspended, by Ctrl-Z or {@code kill -STOP}, owns its
 * runs and does nothing: nobody may take them, and nothing that is recorded for it is obeyed.
 */
final class DrivingProcess {
    private final Owner owner;

    DrivingProcess(Owner owner) {
        this.owner = owner;
    }

    /** {@return whether it is suspended, as far as this machine tells; of a process elsewhere it tells nothing} */
    boolean suspended() {
        try {
            if (!owner.host().equals(InetAddress.getLocalHost().getHostName())) {
                return false;
            }
            // The state is the word behind the name, which may itself have blanks and parentheses: see proc(5).
            String status = Files.readString(Path.of("/proc", Long.toString(owner.pid()), "stat"));
            char state = status.charAt(status.lastIndexOf(')') + 2);
            return state == 'T' || state == 't';
        } catch (IOException | IndexOutOfBoundsException unknown) {
            return false;
        }
    }

    /** {@return whether it is the process of this command} */
    boolean self() {
        return owner.pid() == ProcessHandle.current().pid();
    }

    /** {@return which process it is, and what it does not do} */
    String silence() {
        return "Process " + owner.pid() + " on " + owner.host() + " drives the run and "
                + (suspended() ? "is suspended" : "does not answer");
    }

    /**
     * What a person can do about it.
     *
     * @param then the command with which it goes on once the process is gone
     */
    List<String> remedies(String then) {
        String end = "To end it: kill -9 " + owner.pid() + ", and then: " + then;
        return suspended() ? List.of("To let it go on: kill -CONT " + owner.pid(), end) : List.of(end);
    }
}
