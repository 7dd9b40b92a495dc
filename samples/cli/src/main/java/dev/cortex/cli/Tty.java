package dev.cortex.cli;

import java.util.Optional;

/** The terminal that a person looks at, as far as text that is drawn anew needs to know it. */
interface Tty {
    /**
     * How large it is.
     *
     * @param columns how many characters fit in a row
     * @param rows how many rows there are
     */
    record Size(int columns, int rows) {}

    /** {@return its size now; empty where it is not known or where there is no terminal} */
    Optional<Size> size();

    /** {@return whether standard error is shown on a terminal, too} */
    boolean showsProblems();

    /** {@return whether this process may use it; one in the background writes into the work of others} */
    boolean foreground();

    /**
     * Tells of changes from now on.
     *
     * @param resized its size is another one
     * @param continued the process was suspended and goes on: whatever was on the screen is somewhere else
     */
    void onChange(Runnable resized, Runnable continued);

    /** {@return no terminal at all} */
    static Tty none() {
        return new Tty() {
            @Override
            public Optional<Size> size() {
                return Optional.empty();
            }

            @Override
            public boolean showsProblems() {
                return false;
            }

            @Override
            public boolean foreground() {
                return false;
            }

            @Override
            public void onChange(Runnable resized, Runnable continued) {}
        };
    }
}
