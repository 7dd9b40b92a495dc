package dev.cortex.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Decides what is left open. The same chooser made anew decides the same. */
interface Chooser {
    /** A number from 0 to less than the number of options. */
    int choose(int options);

    /** By a seed: any option is as likely as any other. */
    static Chooser random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random::nextInt;
    }

    /** Takes the options that it is told, then always the first, and remembers how many there were. */
    final class Path implements Chooser {
        private final int[] told;
        private final List<Integer> options = new ArrayList<>();
        private final List<Integer> taken = new ArrayList<>();

        Path(int... told) {
            this.told = told.clone();
        }

        @Override
        public int choose(int count) {
            int choice = taken.size() < told.length ? told[taken.size()] : 0;
            options.add(count);
            taken.add(choice);
            return choice;
        }

        /** All paths that leave this one at one place behind those that it was told. */
        List<int[]> branches() {
            List<int[]> branches = new ArrayList<>();
            for (int at = told.length; at < taken.size(); at++) {
                for (int other = 1; other < options.get(at); other++) {
                    int[] branch = new int[at + 1];
                    for (int i = 0; i < at; i++) {
                        branch[i] = taken.get(i);
                    }
                    branch[at] = other;
                    branches.add(branch);
                }
            }
            return branches;
        }
    }
}
