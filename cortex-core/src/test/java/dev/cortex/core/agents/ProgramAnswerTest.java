package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.scenario.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "{",
                "{}",
                "{not json}",
                "[1]",
                "null",
                "{\"level\":\"info\",\"msg\":\"done\"}",
                "{\"a\":1} trailing"
            })
    void of_noAnswerObject_isTheOutput(String output) {
        assertThat(of(output).result()).isEqualTo(AgentResult.success(output));
    }

    @Example
    void of_objectWithoutSummary_takesTheTextBefore() {
        assertThat(of("I did it.\n\n{\"outputs\":{\"a\":1}}\n\n").result())
                .isEqualTo(AgentResult.success("I did it.").with("a", 1));
    }

    @Example
    void of_objectNotInTheLastLine_isText() {
        assertThat(of("{\"summary\":\"x\"}\nbye").summary()).isEqualTo("{\"summary\":\"x\"}\nbye");
    }

    @Example
    void of_valuesThatAreNoText_areWrittenAsJson() {
        ProgramAnswer answer = of("{\"summary\":[1,2],\"evidence\":{\"a\":{\"b\":true}}}");

        assertThat(answer.summary()).isEqualTo("[1,2]");
        assertThat(answer.evidence()).isEqualTo(Map.of("a", "{\"b\":true}"));
    }

    @Example
    void of_claudeResult_isRead() {
        assertThat(
                        of("{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"duration_ms\":12,\"num_turns\":3,"
                                        + "\"result\":\"All done.\",\"session_id\":\"s\",\"total_cost_usd\":0.0123,"
                                        + "\"usage\":{\"input_tokens\":4,\"cache_read_input_tokens\":900,\"output_tokens\":56}}")
                                .result())
                .isEqualTo(AgentResult.success("All done.")
                        .with(new Usage(4, 56, Optional.of(new BigDecimal("0.0123")), "USD")));
    }

    @Example
    void of_claudeResultWhoseTextEndsInAnAnswer_givesBoth() {
        assertThat(
                        of("{\"type\":\"result\",\"is_error\":false,\"result\":\"Built.\\n{\\\"outputs\\\":{\\\"jar\\\":\\\"a.jar\\\"}}\"}")
                                .result())
                .isEqualTo(AgentResult.success("Built.").with("jar", "a.jar"));
    }

    @Example
    void of_claudeErrorWithoutText_namesTheSubtype() {
        assertThat(of("{\"type\":\"result\",\"subtype\":\"error_max_turns\",\"is_error\":true,\"usage\":{}}")
                        .result())
                .isEqualTo(AgentResult.failure("error_max_turns"));
    }

    @Example
    void of_isErrorAlone_isFailure() {
        assertThat(of("{\"is_error\":true}").result())
                .isEqualTo(AgentResult.failure("the agent says that it failed, and not why"));
    }

    @Example
    void of_outputsThatAreNoObject_isRefusedByName() {
        assertThatThrownBy(() -> of("{\"outputs\":[1,2]}"))
                .hasMessage("`outputs` in the last line of its output is no JSON object but [1,2]");
    }

    @Example
    void of_colours_areTakenOut() {
        assertThat(of("\u001b[31mred\u001b[0m\n").summary()).isEqualTo("red");
    }

    @Example
    void of_longOutput_isItsEnd() {
        assertThat(of("a".repeat(5000) + "end").summary())
                .startsWith("… a")
                .endsWith("aend")
                .hasSize(4002);
    }

    @Example
    void of_lastLineLongerThanKept_isRefusedIfItLooksLikeAnAnswer() {
        Tail tail = new Tail(100);
        byte[] bytes = ("{\"outputs\":{\"a\":\"" + "x".repeat(200) + "\"}}\n").getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, 0, bytes.length);

        assertThatThrownBy(() -> ProgramAnswer.of(tail)).hasMessageContaining("more than 100 bytes");
    }

    @Property
    void of_anyOutput_isAnswered(@ForAll String before, @ForAll List<String> lines) {
        ProgramAnswer answer = of(before + String.join("\n", lines));

        assertThat(answer.outputs()).isEqualTo(Values.none());
        assertThat(answer.failed()).isFalse();
    }

    private static ProgramAnswer of(String output) {
        Tail tail = new Tail(1 << 20);
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, 0, bytes.length);
        return ProgramAnswer.of(tail);
    }
}
