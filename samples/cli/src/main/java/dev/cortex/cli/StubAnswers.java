package dev.cortex.cli;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what one agent answers: a map, or a list with one for each attempt. */
final class StubAnswers {
    private static final List<String> KEYS = List.of("takes", "result", "reason", "outputs");
    private static final Duration LONGEST = Duration.ofDays(30);

    /** How work ends. */
    private enum Result {
        success,
        failure
    }

    private final StubProblems problems;

    StubAnswers(StubProblems problems) {
        this.problems = problems;
    }

    List<Reply<AgentResult>> of(@Nullable Object value, String path) {
        List<Reply<AgentResult>> answers = new ArrayList<>();
        problems.list(value, path).forEach((at, one) -> answers.add(answer(problems.map(one, at), at)));
        return answers;
    }

    private Reply<AgentResult> answer(Map<String, @Nullable Object> said, String path) {
        said.keySet().forEach(key -> problems.known(KEYS, key, "key", path + "/" + StubProblems.step(key)));
        boolean success = !said.containsKey("result")
                || problems.word(said.get("result"), path + "/result", Result.values())
                        .filter(Result.success::equals)
                        .isPresent();
        AgentResult result = new AgentResult(
                success,
                said.containsKey("reason") ? text(said.get("reason"), path + "/reason") : "",
                new Values(problems.map(said.get("outputs"), path + "/outputs")),
                Map.of(),
                Optional.empty());
        Reply<AgentResult> answer = Reply.of(result);
        return said.containsKey("takes") ? answer.after(span(said.get("takes"), path + "/takes")) : answer;
    }

    Duration span(@Nullable Object value, String path) {
        Optional<Duration> span = value instanceof String text ? Spans.parse(text) : Optional.empty();
        if (span.filter(one -> one.compareTo(LONGEST) <= 0).isEmpty()) {
            problems.expected("a time such as 90s or 15m, at most 30d", value, path);
        }
        return span.orElse(Duration.ZERO);
    }

    private String text(@Nullable Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        problems.expected("text", value, path);
        return "";
    }
}
