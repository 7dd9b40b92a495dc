package dev.cortex.core.store;

/** What a scan found that no crash leaves behind. */
final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * Some damage.
     *
     * @param line the line's number in the file, from 1
     * @param what what is wrong with it
     */
    Damage(long line, String what) {
        super(what, null, false, false);
        this.line = line;
    }

    long line() {
        return line;
    }
}
