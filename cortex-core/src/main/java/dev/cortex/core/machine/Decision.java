package dev.cortex.core.machine;

import dev.cortex.api.event.RunEvent;
import java.util.List;

/**
 * What follows from some signals.
 *
 * @param events what is true now; to be made durable, all or none of them, before anybody hears of them
 * @param commands what is to be done once the events are durable, in this order
 */
public record Decision(List<RunEvent> events, List<Command> commands) {
    /** Copies. */
    public Decision {
        events = List.copyOf(events);
        commands = List.copyOf(commands);
    }
}
