package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final String HEAD = "name: n\ndescription: d\n";

    /** Text, and the code of a finding that it has. */
    static Map<String, Trap> traps() {
        Map<String, Trap> traps = new LinkedHashMap<>();
        traps.put("deep-flow", new Trap("[".repeat(10_000), "too-deep"));
        traps.put("deep-map", new Trap("{a: ".repeat(10_000), "too-deep"));
        traps.put("deep-block", new Trap("- ".repeat(10_000) + "a", "too-deep"));
        traps.put("bomb", new Trap(bomb(25), "too-many-nodes"));
        traps.put("digits", new Trap(HEAD + ("x-n: " + "9".repeat(60_000) + "\n"), "number-too-long"));
        traps.put("many-digits", new Trap(HEAD + digits(), "number-too-long"));
        traps.put("long-line", new Trap(HEAD + "x-n: " + "9".repeat(1_000_000), "line-too-long"));
        traps.put("large", new Trap("#\n".repeat(2_000_000), "file-too-large"));
        traps.put("nul", new Trap(HEAD + "phases: \0", "control-character"));
        traps.put("binary", new Trap("\u0001\n".repeat(1_500_000), "too-many-findings"));
        traps.put("nodes", new Trap(HEAD + "x-l:\n" + "- 1\n".repeat(400_000), "too-many-nodes"));
        traps.put("keys", new Trap(HEAD + keys(140_000), "unknown-key"));
        traps.put("duplicates", new Trap("a: 1\n".repeat(140_000), "duplicate-key"));
        traps.put("aliases", new Trap(aliases(), "unknown-key"));
        traps.put("long-key", new Trap(longKey(), "unknown-key"));
        traps.put("phases", new Trap(HEAD + "phases:\n" + "- {name: a}\n".repeat(20_001), "too-many-phases"));
        traps.put(
                "atoms",
                new Trap(
                        HEAD + "phases:\n- name: a\n  condition:\n" + "  - autoo\n".repeat(100_000),
                        "unknown-condition"));
        traps.put(
                "older",
                new Trap(
                        HEAD + "phases:\n" + "- {name: a, condition: on_success}\n".repeat(20_000), "older-condition"));
        traps.put("colons", new Trap(HEAD + "x-a: b: c\n".repeat(20_000), "invalid-yaml"));
        traps.put(
                "names", new Trap(HEAD + "phases:\n- name: a\n  condition: after:" + ",".repeat(60_000), "empty-name"));
        traps.put("escape", new Trap(HEAD + "x-a: \"\\U00110000\"\n", "invalid-yaml"));
        traps.put("version", new Trap("%YAML 3.0\n---\n" + HEAD, "invalid-yaml"));
        traps.put("anchors", new Trap(HEAD + anchors(), "unknown-key"));
        return traps;
    }

    record Trap(String text, String code) {}

    private static String bomb(int lines) {
        StringBuilder bomb = new StringBuilder(HEAD + "x-0: &a0 [x, x]\n");
        for (int i = 1; i <= lines; i++) {
            bomb.append(String.format("x-%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
        }
        return bomb.toString();
    }

    private static String digits() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 45)
                .forEach(i -> text.append("x-")
                        .append(i)
                        .append(": ")
                        .append("9".repeat(60_000))
                        .append('\n'));
        return text.toString();
    }

    private static String keys(int count) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(i -> text.append("k").append(i).append(": v\n"));
        return text.toString();
    }

    private static String aliases() {
        return HEAD + "base: &b\n  ? " + "k".repeat(60_000) + "\n  : 1\nphases:\n" + "- *b\n".repeat(20_000);
    }

    private static String longKey() {
        return HEAD + "x-a:\n  ? " + "k".repeat(60_000) + "\n  :\n" + "    - v\n".repeat(200_000) + "zzz: 1\n";
    }

    private static String anchors() {
        StringBuilder text = new StringBuilder("list:\n");
        IntStream.range(0, 100_000).forEach(i -> text.append("- &a").append(i).append(" x\n"));
        return text.toString();
    }

    static Stream<String> names() {
        return traps().keySet().stream();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("names")
    void trap_isAFindingWithAPlace(String name) {
        Trap trap = traps().get(name);

        List<Diagnostic> findings = ScenarioYaml.parse(trap.text(), "f.yaml").findings();

        assertThat(findings.stream().map(Diagnostic::code).distinct()).contains(trap.code());
        assertThat(findings).allMatch(finding -> finding.position().isPresent());
    }

    /** In a JVM of its own with little memory, its start included. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deep-flow",
                "bomb",
                "many-digits",
                "binary",
                "nodes",
                "keys",
                "aliases",
                "long-key",
                "atoms",
                "older"
            })
    void trap_answersWithinThreeSeconds_withLittleMemory(String name, @TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("f.yaml"), traps().get(name).text());
        Path log = folder.resolve("log");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            java.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(said).contains(traps().get(name).code()).doesNotContain("Exception", "Error:");
        // The clock on the wall also measures what else the machine does, so the processor's time stands in for it: a
        // JVM spends it on two and more threads at once.
        long spent = Long.parseLong(said.lines().findFirst().orElseThrow());
        assertThat(spent).as("milliseconds on the processor").isLessThan(4500);
    }

    /** What the child JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            Checked<?> read = ScenarioYaml.read(Path.of(args[0]));
            long cpu = ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toMillis();
            System.out.println(cpu);
            read.findings().stream().map(Diagnostic::code).distinct().forEach(System.out::println);
        }
    }

    @Property(tries = 500)
    void bytes_neverThrow(@ForAll @Size(max = 60) byte[] bytes) {
        Checked<?> read = ScenarioYaml.READER.parse(bytes, "f", Limits.DEFAULT);

        assertThat(read.ok()).isFalse();
    }

    @Property(tries = 500)
    void mutations_neverThrow(@ForAll int at, @ForAll char what, @ForAll boolean replace) {
        StringBuilder text = new StringBuilder("""
                name: a
                description: "b\\x41"
                phases:
                  - &p {name: c, condition: [auto, 'after:x']}
                  - name: |
                      d
                    agents: [*p, !!str x]
                """);
        int place = Math.floorMod(at, text.length());
        char c = replace ? "[]{}:,-#&*!|>'\"%@`\t\n ?\\~".charAt(what % 24) : what;
        text.setCharAt(place, c);

        assertThat(ScenarioYaml.parse(text.toString()).findings())
                .allMatch(d -> d.position().isPresent());
        assertThat(WorkflowYaml.parse(text.toString()).findings())
                .allMatch(d -> d.position().isPresent());
        assertThat(AgentFile.parse("---\n" + text + "\n---\n", "f.md").findings())
                .allMatch(d -> d.position().isPresent());
    }

    @Test
    void limits_eachHasItsOwnCode() {
        Limits limits = Limits.DEFAULT;
        assertCode("a: b", limits.withFileBytes(3), "file-too-large");
        assertCode("a: b", limits.withLineBytes(3), "line-too-long");
        assertCode("a: [[b]]", limits.withLevels(2), "too-deep");
        assertCode("a: [b, c]", limits.withNodes(4), "too-many-nodes");
        assertCode(HEAD + "phases: [{name: a}, {name: b}]", limits.withPhases(1), "too-many-phases");
        assertCode("a: 1\nb: 2\nc: 3\n", limits.withFindings(1), "too-many-findings");
        assertThat(ScenarioYaml.parse("a: [b]", "f", limits.withLevels(2).withNodes(4))
                        .findings())
                .extracting(Diagnostic::code)
                .containsExactly("unknown-key");
    }

    private static void assertCode(String text, Limits limits, String code) {
        assertThat(ScenarioYaml.parse(text, "f", limits).findings())
                .extracting(Diagnostic::code)
                .contains(code);
    }

    @Test
    void columns_countCodePoints() {
        assertThat(ScenarioYaml.parse("{\"👍👍\": 1, bad: 2}").findings())
                .extracting(d -> d.position().orElseThrow().column())
                .containsExactly(2, 11);
        assertThat(ScenarioYaml.parse("\ufeffname: 5")
                        .findings()
                        .get(0)
                        .position()
                        .orElseThrow()
                        .column())
                .isEqualTo(7);
    }
}
