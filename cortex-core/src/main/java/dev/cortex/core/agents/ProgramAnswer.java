package dev.cortex.core.agents;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.journal.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program said about its work: the JSON object in the last line of its output, or else its output.
 *
 * @param failed whether it says itself that it failed
 * @param summary what it did, or why it failed
 * @param outputs data for those behind it
 * @param evidence what speaks for the criteria
 * @param usage what the work has used up
 */
record ProgramAnswer(
        boolean failed, String summary, Values outputs, Map<String, String> evidence, Optional<Usage> usage) {
    private static final int SUMMARY = 4_000;
    private static final Set<String> OURS = Set.of("summary", "outputs", "evidence", "usage", "is_error");

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException if the last line is an object whose {@code outputs} cannot be used, or an object
     *     that is longer than what was kept
     */
    static ProgramAnswer of(Tail out) {
        String text = out.text();
        if (out.dropped() > 0
                && text.stripTrailing().endsWith("}")
                && text.stripTrailing().indexOf('\n') < 0) {
            throw new IllegalArgumentException(
                    "the last line of its output has more than " + (out.written() - out.dropped())
                            + " bytes; what is long belongs in a file, and the file's name in `outputs`");
        }
        return of(text, true);
    }

    private static ProgramAnswer of(String output, boolean outermost) {
        String text = PlainText.of(output).strip();
        int lastLine = text.lastIndexOf('\n') + 1;
        Optional<Map<?, ?>> object = object(text.substring(lastLine).strip());
        if (object.isEmpty()) {
            return new ProgramAnswer(false, PlainText.end(text, SUMMARY), Values.none(), Map.of(), Optional.empty());
        }
        return of(object.get(), PlainText.end(text.substring(0, lastLine).strip(), SUMMARY), outermost);
    }

    private static ProgramAnswer of(Map<?, ?> said, String before, boolean outermost) {
        boolean failed = Boolean.TRUE.equals(said.get("is_error"));
        if (outermost && isClaude(said)) {
            return ofClaude(said, failed);
        }
        String summary = said.get("summary") == null ? before : text(said.get("summary"));
        return new ProgramAnswer(failed, PlainText.end(summary, SUMMARY), outputs(said), evidence(said), usage(said));
    }

    /** The result object of Claude Code; its text may end in an object of ours, as the text of any agent may. */
    private static ProgramAnswer ofClaude(Map<?, ?> said, boolean failed) {
        if (!(said.get("result") instanceof String words)) {
            String subtype = said.get("subtype") instanceof String name ? name : "";
            return new ProgramAnswer(failed, subtype, Values.none(), Map.of(), usage(said));
        }
        ProgramAnswer inner = of(words, false);
        return new ProgramAnswer(failed, inner.summary(), inner.outputs(), inner.evidence(), usage(said));
    }

    /** As a result, of a program that ended well. */
    AgentResult result() {
        if (!failed) {
            return new AgentResult(true, summary, outputs, evidence, usage);
        }
        return failure(summary.isBlank() ? "the agent says that it failed, and not why" : summary);
    }

    /** As a result, of a program that failed; what it used up and found out is kept. */
    AgentResult failure(String reason) {
        return new AgentResult(false, reason, Values.none(), evidence, usage);
    }

    private static Optional<Map<?, ?>> object(String line) {
        if (!line.startsWith("{") || !line.endsWith("}")) {
            return Optional.empty();
        }
        try {
            return Json.read(line) instanceof Map<?, ?> map
                            && (isClaude(map) || map.keySet().stream().anyMatch(OURS::contains))
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // It only looks like JSON; then it is text.
            return Optional.empty();
        }
    }

    private static boolean isClaude(Map<?, ?> said) {
        return "result".equals(said.get("type")) && (said.containsKey("result") || said.containsKey("subtype"));
    }

    private static Values outputs(Map<?, ?> said) {
        @Nullable Object outputs = said.get("outputs");
        if (outputs == null) {
            return Values.none();
        }
        if (!(outputs instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("`outputs` in the last line of its output is no JSON object but "
                    + PlainText.start(Json.write(outputs), 80));
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        try {
            return new Values(copy);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`outputs` in the last line of its output: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> evidence(Map<?, ?> said) {
        Map<String, String> evidence = new LinkedHashMap<>();
        if (said.get("evidence") instanceof Map<?, ?> map) {
            map.forEach((criterion, words) -> evidence.put(String.valueOf(criterion), text(words)));
        }
        return evidence;
    }

    private static Optional<Usage> usage(Map<?, ?> said) {
        Map<?, ?> figures = said.get("usage") instanceof Map<?, ?> map ? map : Map.of();
        Optional<BigDecimal> dollars = number(said.get("total_cost_usd"));
        Optional<BigDecimal> cost = dollars.isPresent() ? dollars : number(figures.get("cost"));
        long input = whole(figures.get("input_tokens"));
        long output = whole(figures.get("output_tokens"));
        if (figures.isEmpty() && cost.isEmpty()) {
            return Optional.empty();
        }
        String currency = dollars.isEmpty() && figures.get("currency") instanceof String code ? code : "USD";
        return Optional.of(new Usage(input, output, cost, cost.isPresent() ? currency : ""));
    }

    private static long whole(@Nullable Object value) {
        return value instanceof Long number ? Math.max(0, number) : 0;
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String words ? words : Json.write(value);
    }
}
