package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.core.journal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of what plug-ins say as a journal keeps: texts are cut, data that is too large is refused by name. */
final class Answers {
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LARGEST_OUTPUTS = 1024 * 1024;

    private Answers() {}

    static String text(String text) {
        return Problem.cut(text, LONGEST_TEXT);
    }

    static Verdict kept(Verdict verdict) {
        return new Verdict(verdict.result(), text(verdict.evidence()), text(verdict.judge()));
    }

    static AgentResult kept(AgentResult result) {
        int size = size(result.outputs().map());
        if (size > LARGEST_OUTPUTS) {
            return AgentResult.failure("its outputs are " + size + " bytes long, more than the " + LARGEST_OUTPUTS
                    + " that are kept; the largest is "
                    + largest(result.outputs().map()));
        }
        Map<String, String> evidence = new LinkedHashMap<>();
        result.evidence().forEach((criterion, what) -> evidence.put(criterion, text(what)));
        return new AgentResult(result.success(), text(result.summary()), result.outputs(), evidence, result.usage());
    }

    private static String largest(Map<String, @Nullable Object> outputs) {
        return outputs.entrySet().stream()
                .max(Comparator.comparingInt(entry -> size(entry.getValue())))
                .map(entry -> entry.getKey() + ", with " + size(entry.getValue()) + " bytes")
                .orElse("none");
    }

    private static int size(@Nullable Object plain) {
        return Json.write(plain).getBytes(StandardCharsets.UTF_8).length;
    }
}
