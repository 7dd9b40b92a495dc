package dev.cortex.cli.panel;

/**
 * A key that was pressed.
 *
 * @param code which one
 * @param text what it types; empty unless it is a character
 */
record Key(Code code, String text) {
    /** Which key. */
    enum Code {
        CHARACTER,
        ENTER,
        ESCAPE,
        TAB,
        BACK_TAB,
        BACKSPACE,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        /** Ctrl+P. */
        PALETTE,
        /** Ctrl+C. */
        INTERRUPT,
        /** Any other. */
        OTHER
    }

    static Key of(Code code) {
        return new Key(code, "");
    }

    static Key typed(String text) {
        return new Key(Code.CHARACTER, text);
    }

    boolean is(Code some) {
        return code == some;
    }

    boolean types(String some) {
        return code == Code.CHARACTER && text.equals(some);
    }
}
