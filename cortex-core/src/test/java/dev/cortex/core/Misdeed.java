package dev.cortex.core;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What plug-ins do that they should not. */
enum Misdeed {
    THROWS("IllegalArgumentException: no such model"),
    THROWS_A_CHECKED_EXCEPTION("IOException: disk"),
    OVERFLOWS_THE_STACK("StackOverflowError"),
    RUNS_OUT_OF_MEMORY("OutOfMemoryError"),
    LACKS_A_CLASS("NoClassDefFoundError: com/example/Model"),
    THROWS_WHAT_CANNOT_BE_READ("Unreadable: its message cannot be read"),
    THROWS_WITHOUT_END("IllegalStateException: xxx"),
    THROWS_A_CYCLIC_CAUSE("IllegalStateException: ring"),
    ANSWERS_NULL("answered with null"),
    ANSWERS_WITHOUT_END(""),
    NEVER_RETURNS(""),
    IGNORES_INTERRUPTS(""),
    NEVER_COMPLETES(""),
    COMPLETES_TWICE(""),
    COMPLETES_AFTER_CANCELLATION(""),
    COMPLETES_ON_ANOTHER_THREAD(""),
    CALLS_BACK(""),
    CLOSES_THE_ENGINE(""),
    LEAVES_THE_FLAG_SET(""),
    STARTS_THREADS("");

    /** 100 MB, made once. */
    static final String ENDLESS = "x".repeat(100_000_000);

    private final String words;

    Misdeed(String words) {
        this.words = words;
    }

    /** What has to be said of it, beside who it was; empty if there is nothing to say. */
    String words() {
        return words;
    }

    /** Whether it comes to no answer but an exception. */
    boolean isThrown() {
        return compareTo(THROWS_A_CYCLIC_CAUSE) <= 0;
    }

    /** Whether it comes to no answer that can be used. */
    boolean breaks() {
        return compareTo(ANSWERS_NULL) <= 0;
    }

    /** Whether it comes to no answer at all. */
    boolean hangs() {
        return this == NEVER_RETURNS || this == IGNORES_INTERRUPTS || this == NEVER_COMPLETES;
    }

    /** Whether it comes to an answer as good as any. */
    boolean isHarmless() {
        return switch (this) {
            case COMPLETES_TWICE, COMPLETES_ON_ANOTHER_THREAD, CALLS_BACK, LEAVES_THE_FLAG_SET, STARTS_THREADS -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Throws anything past any signature. */
    @SuppressWarnings("unchecked") // that is the misdeed
    static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** What it throws; made anew, and an error by what really brings it about. */
    Throwable thrown() {
        return switch (this) {
            case THROWS -> new IllegalArgumentException("no such model");
            case THROWS_A_CHECKED_EXCEPTION -> new IOException("disk");
            case OVERFLOWS_THE_STACK, RUNS_OUT_OF_MEMORY -> real();
            case LACKS_A_CLASS -> new NoClassDefFoundError("com/example/Model");
            case THROWS_WHAT_CANNOT_BE_READ -> new Unreadable();
            case THROWS_WITHOUT_END -> new IllegalStateException(ENDLESS);
            case THROWS_A_CYCLIC_CAUSE -> ring();
            default -> throw new AssertionError(this + " throws nothing");
        };
    }

    private Throwable real() {
        try {
            return new AssertionError(this == OVERFLOWS_THE_STACK ? deep(0) : new byte[Integer.MAX_VALUE].length);
        } catch (StackOverflowError | OutOfMemoryError real) {
            return real;
        }
    }

    private static int deep(int level) {
        return level == Integer.MAX_VALUE ? level : deep(level + 1) + 1;
    }

    private static Throwable ring() {
        IllegalStateException ring = new IllegalStateException("ring");
        ring.initCause(new IllegalStateException("other", ring));
        return ring;
    }

    /** Whoever looks at it is thrown at. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }
}
