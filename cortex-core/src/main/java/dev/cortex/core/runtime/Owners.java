package dev.cortex.core.runtime;

import dev.cortex.api.store.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** Engines as owners: a new name for each, and words for people. */
final class Owners {
    private Owners() {}

    static Owner create(Instant now) {
        return new Owner(
                UUID.randomUUID().toString().toLowerCase(Locale.ROOT),
                host(),
                ProcessHandle.current().pid(),
                now.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Host, process and since when, as in {@code host web-1, pid 4711, since 2026-01-01T10:00:00Z}. */
    static String text(Owner owner) {
        return "host " + owner.host() + ", pid " + owner.pid() + ", since " + owner.since();
    }
}
