package dev.cortex.cli;

import dev.cortex.api.plan.Verification;
import java.util.Locale;

/** The words for what happens to criteria that nobody can judge. */
enum CriteriaMode {
    /** Completed, and marked as unverified. */
    lenient,
    /** A person confirms each. */
    strict,
    /** Nobody is asked. */
    off;

    Verification verification() {
        return Verification.valueOf(name().toUpperCase(Locale.ROOT));
    }
}
