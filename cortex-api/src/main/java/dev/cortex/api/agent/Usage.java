package dev.cortex.api.agent;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent's work has used up, as far as it knows.
 *
 * @param inputTokens tokens read; 0 if unknown
 * @param outputTokens tokens written; 0 if unknown
 * @param cost what it cost
 * @param currency the ISO 4217 code of the cost; empty text if there is no cost
 */
public record Usage(long inputTokens, long outputTokens, Optional<BigDecimal> cost, String currency) {
    /** Checks for nulls. */
    public Usage {
        cost = Objects.requireNonNull(cost, "cost").map(Usage::plain);
        Objects.requireNonNull(currency, "currency");
    }

    /**
     * Usage in tokens alone.
     *
     * @param input tokens read
     * @param output tokens written
     * @return the usage
     */
    public static Usage tokens(long input, long output) {
        return new Usage(input, output, Optional.empty(), "");
    }

    private static BigDecimal plain(BigDecimal cost) {
        return cost.stripTrailingZeros();
    }
}
