package dev.cortex.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Diagram;
import dev.cortex.core.plan.Planner;
import dev.cortex.yaml.ScenarioYaml;
import dev.cortex.yaml.WorkflowYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a file to its findings, its plan and its pictures: each YAML file gives exactly the text beside it. */
class CheckGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/check");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final AgentCatalog CATALOG = () -> Set.of(
            "api-documenter",
            "architect-reviewer",
            "code-reviewer",
            "database-admin",
            "database-optimizer",
            "performance-engineer",
            "python-pro",
            "quality-engineer",
            "react-specialist",
            "security-auditor",
            "system-architect",
            "technical-writer",
            "test-automator",
            "ui-ux-designer");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_givesWhatStandsBesideIt(String name) throws IOException {
        String actual = report(plan(name));
        Path expected = FOLDER.resolve(name.replace(".yaml", ".txt"));
        if (UPDATE) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static Checked<Plan> plan(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        Checked<Scenario> checked = name.startsWith("workflow-")
                ? WorkflowYaml.parse(text, name).then(workflow -> Checks.check(workflow, Optional.of(CATALOG)))
                : ScenarioYaml.parse(text, name).then(scenario -> Checks.check(scenario, Optional.of(CATALOG), false));
        return checked.then(scenario -> Planner.plan(scenario, Policy.STANDARD));
    }

    private static String report(Checked<Plan> checked) {
        String findings = checked.findings().stream().map(CheckGoldenTest::line).collect(Collectors.joining());
        return findings + (checked.ok() ? facts(checked.orElseThrow()) : "");
    }

    private static String line(Diagnostic finding) {
        return place(finding.position()) + " " + finding.severity() + " " + finding.path() + " [" + finding.code()
                + "]\n    " + visible(finding.message()) + "\n"
                + finding.hint().map(hint -> "    -> " + visible(hint) + "\n").orElse("")
                + finding.related().stream()
                        .map(other -> "    see " + place(other.position()) + " " + other.label() + "\n")
                        .collect(Collectors.joining());
    }

    private static String place(Optional<Position> position) {
        return position.map(p -> p.line() + ":" + p.column()).orElse("?");
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c ->
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "<U+%04X>", c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String facts(Plan plan) {
        return "waves: " + plan.waves() + "\ngates: " + plan.gates() + "\nlane: " + plan.lane() + "\ncritical path: "
                + plan.criticalPath() + "\nopportunities: " + plan.opportunities() + "\n\n"
                + Diagram.MERMAID.of(plan) + "\n" + Diagram.DOT.of(plan);
    }
}
