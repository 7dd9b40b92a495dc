package dev.cortex.yaml.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;

/** Regular expressions that give up instead of hanging: a pattern may look at so many characters and no more. */
final class Patterns implements RegularExpressionFactory {
    private static final long STEPS = 20_000_000;

    /** A pattern took too long. */
    static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow(String pattern) {
            super(pattern, null, false, false);
        }
    }

    private final Budget budget = new Budget();

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(new Counted(text, regex, budget, 0, text.length()))
                .find();
    }

    /** What is left of the steps for one document. */
    private static final class Budget {
        private long left = STEPS;

        void take(String regex) {
            if (--left < 0) {
                throw new TooSlow(regex);
            }
        }
    }

    /** Gives the next document its steps. */
    void refill() {
        budget.left = STEPS;
    }

    /** Text that counts how often it is looked at. */
    private record Counted(String text, String regex, Budget budget, int from, int to) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            budget.take(regex);
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, regex, budget, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
