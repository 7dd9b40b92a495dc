package dev.cortex.cli;

import java.util.Optional;

/** A terminal of a size that a test says. */
final class FixedTty implements Tty {
    volatile Size size;
    volatile boolean foreground = true;
    volatile boolean problems;

    FixedTty(int columns, int rows) {
        this.size = new Size(columns, rows);
    }

    @Override
    public Optional<Size> size() {
        return Optional.of(size);
    }

    @Override
    public boolean showsProblems() {
        return problems;
    }

    @Override
    public boolean foreground() {
        return foreground;
    }

    @Override
    public void onChange(Runnable resized, Runnable continued) {}
}
