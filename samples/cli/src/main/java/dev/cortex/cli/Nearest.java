package dev.cortex.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The known name that is nearest.
     *
     * @param typed what was typed
     * @param known all names
     * @return the nearest; empty if none is near
     */
    static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        int near = Math.max(1, typed.length() / 3);
        return known.stream()
                .filter(name -> name.length() <= LONGEST)
                .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= near);
    }

    /** {@return {@code " (did you mean x?)"}, or nothing} */
    static String hint(String typed, Collection<String> known) {
        return to(typed, known).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /** How many letters to add, leave out, change or swap with the next: optimal string alignment, row by row. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
                if (swapped(a, i, b, j)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }

    private static boolean swapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
