package dev.cortex.api.criteria;

import java.util.Locale;
import java.util.Objects;

/**
 * What somebody found out about a criterion.
 *
 * @param result met, unmet or unknown
 * @param evidence what speaks for it, for people
 * @param judge who found out: an evaluator or a person
 */
public record Verdict(Result result, String evidence, String judge) {
    /** Checks for nulls. */
    public Verdict {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(judge, "judge");
    }

    /** The three answers. */
    public enum Result {
        /** The criterion is true. */
        MET,
        /** The criterion is not true; the phase fails. */
        UNMET,
        /** This judge cannot tell. */
        UNKNOWN;

        /** {@return the word that people see} */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The criterion is true.
     *
     * @param evidence what speaks for it
     * @param judge who found out
     * @return the verdict
     */
    public static Verdict met(String evidence, String judge) {
        return new Verdict(Result.MET, evidence, judge);
    }

    /**
     * The criterion is not true.
     *
     * @param evidence what speaks against it
     * @param judge who found out
     * @return the verdict
     */
    public static Verdict unmet(String evidence, String judge) {
        return new Verdict(Result.UNMET, evidence, judge);
    }

    /**
     * This judge cannot tell.
     *
     * @param reason why not
     * @param judge who was asked
     * @return the verdict
     */
    public static Verdict unknown(String reason, String judge) {
        return new Verdict(Result.UNKNOWN, reason, judge);
    }
}
