package dev.cortex.core.agents;

import java.util.Map;

/** What an exit code says. */
final class ExitCode {
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 9, "KILL", 11, "SEGV", 13, "PIPE", 14, "ALRM", 15, "TERM");

    private ExitCode() {}

    /** The code in words; Java and shells add 128 to the number of the signal that ended a program. */
    static String text(int code) {
        String signal = SIGNALS.get(code - SIGNALLED);
        return "exit code " + code + (signal == null ? "" : " (signal " + (code - SIGNALLED) + ", " + signal + ")");
    }
}
