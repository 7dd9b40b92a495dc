package dev.cortex.cli.panel;

/** Which of several lines is chosen. It stays on one of them however many there are. */
final class Cursor {
    private static final int PAGE = 10;

    private int at;

    int at(int size) {
        return Math.max(0, Math.min(at, size - 1));
    }

    void reset() {
        at = 0;
    }

    void goTo(int line) {
        at = line;
    }

    /** Moves, if the key is one that does; whether it is. */
    boolean key(Key key, int size) {
        int now = at(size);
        int next = switch (key.code()) {
            case UP -> now - 1;
            case DOWN -> now + 1;
            case PAGE_UP -> now - PAGE;
            case PAGE_DOWN -> now + PAGE;
            case HOME -> 0;
            case END -> Integer.MAX_VALUE;
            default -> Integer.MIN_VALUE;
        };
        if (next == Integer.MIN_VALUE) {
            return false;
        }
        // The end stays the end when there is more.
        at = next == Integer.MAX_VALUE ? next : Math.max(0, Math.min(next, size - 1));
        return true;
    }
}
