package dev.cortex.core.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that was probably meant: the one that needs the fewest letters inserted, deleted, changed or
 * swapped with their neighbour (optimal string alignment), case aside. One letter in three may be wrong, three at most.
 *
 * <p>The work of one object is limited, so that a definition with thousands of wrong names is checked as fast as one
 * with none: when it is used up, nothing is proposed any more.
 */
final class Nearest {
    private static final int MOST_WRONG = 3;
    private static final int LONGEST = 128;

    private final Collection<String> known;
    private long patience = 30_000_000;

    Nearest(Collection<String> known) {
        this.known = known;
    }

    /** The nearest name; of several equally near the first. */
    Optional<String> to(String name) {
        int allowed = Math.min(MOST_WRONG, name.length() / 3);
        Optional<String> best = Optional.empty();
        if (name.length() > LONGEST) {
            return best;
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            patience--;
            if (patience < 0) {
                return Optional.empty();
            }
            if (Math.abs(candidate.length() - name.length()) > allowed || candidate.equals(name)) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), allowed);
            if (distance <= allowed) {
                best = Optional.of(candidate);
                allowed = distance - 1;
            }
            if (allowed < 0) {
                break;
            }
        }
        return best;
    }

    /** How many slips lie between two texts; any number above the limit if more than that. */
    private int distance(String a, String b, int limit) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            patience -= b.length();
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
