package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.core.journal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As much of what plug-ins say as a journal keeps: texts are cut, data that is too large is refused by name. */
final class Answers {
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_WORD = 200;
    private static final long LARGEST_DATA = 1024 * 1024;

    private Answers() {}

    static String text(String text) {
        return Problem.cut(text, LONGEST_TEXT);
    }

    static Verdict kept(Verdict verdict) {
        return new Verdict(verdict.result(), text(verdict.evidence()), Problem.cut(verdict.judge(), LONGEST_WORD));
    }

    static AgentResult kept(AgentResult result) {
        Map<String, String> evidence = new LinkedHashMap<>();
        result.evidence().forEach((criterion, what) -> evidence.put(text(criterion), text(what)));
        return tooLarge("outputs", result.outputs().map())
                .or(() -> tooLarge("evidence", evidence))
                .map(AgentResult::failure)
                .orElseGet(() -> new AgentResult(
                        result.success(),
                        text(result.summary()),
                        result.outputs(),
                        evidence,
                        result.usage().map(Answers::kept)));
    }

    private static Usage kept(Usage usage) {
        return new Usage(
                usage.inputTokens(), usage.outputTokens(), usage.cost(), Problem.cut(usage.currency(), LONGEST_WORD));
    }

    private static Optional<String> tooLarge(String what, Map<String, ? extends @Nullable Object> data) {
        long size = size(data);
        return size <= LARGEST_DATA
                ? Optional.empty()
                : Optional.of("its " + what + " are " + size + " bytes long, more than the " + LARGEST_DATA
                        + " that are kept; the largest is " + largest(data));
    }

    private static String largest(Map<String, ? extends @Nullable Object> data) {
        return data.entrySet().stream()
                .max(Comparator.comparingLong(entry -> size(entry.getValue())))
                .map(entry -> Problem.cut(entry.getKey(), LONGEST_WORD) + ", with " + size(entry.getValue()) + " bytes")
                .orElse("none");
    }

    /** How long the data is as JSON; of data that is too large anyway, how long it is at least. */
    private static long size(@Nullable Object plain) {
        long least = least(plain);
        return least > LARGEST_DATA ? least : Json.write(plain).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Without writing it, which for data without measure may take more memory than there is. */
    private static long least(@Nullable Object plain) {
        long size = 1;
        if (plain instanceof String text) {
            size += text.length();
        } else if (plain instanceof List<?> list) {
            for (Object item : list) {
                size += least(item);
            }
        } else if (plain instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += least(entry.getKey()) + least(entry.getValue());
            }
        }
        return size;
    }
}
