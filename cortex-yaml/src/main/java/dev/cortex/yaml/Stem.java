package dev.cortex.yaml;

/** The part of a file's name by which people know what is in it. */
final class Stem {
    private Stem() {}

    /** {@code release-prep} of {@code scenarios/release-prep.yaml}. */
    static String of(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
