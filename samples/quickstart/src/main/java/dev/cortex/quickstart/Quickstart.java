package dev.cortex.quickstart;

/** Temporary. */
public final class Quickstart {
    private Quickstart() {}

    /** Says hello. */
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
