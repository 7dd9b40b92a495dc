package dev.cortex.core.runtime;

import dev.cortex.api.run.Time;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The host's time, as the engine sees it: whatever goes wrong in there comes out as one kind of exception that names it. */
final class GuardedTime implements Time {
    private final Time time;

    GuardedTime(Time time) {
        this.time = time;
    }

    @Override
    public Instant now() {
        @Nullable Instant now;
        try {
            now = time.now();
        } catch (Throwable thrown) { // Code of the host.
            throw broke("now", thrown);
        }
        if (now == null) {
            throw new IllegalStateException(in("now") + " answered with null");
        }
        return now;
    }

    @Override
    public void at(Instant moment, Runnable action) {
        try {
            time.at(moment, action);
        } catch (Throwable thrown) { // Code of the host.
            throw broke("at", thrown);
        }
    }

    private String in(String method) {
        return "the time " + Problem.culprit(time) + ", asked for " + method + ",";
    }

    private IllegalStateException broke(String method, Throwable thrown) {
        return new IllegalStateException(in(method) + " threw " + Problem.of(thrown), Problem.printable(thrown));
    }
}
