package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PreviewPageTest {
    @TempDir
    Path home;

    private static String html(Scenario scenario, List<Diagnostic> findings) {
        Plan plan = Planner.plan(scenario, Policy.STANDARD).orElseThrow();
        StringBuilder out = new StringBuilder();
        new PreviewPage(plan, findings, ReleaseRun.BEGIN, ReleaseRun.ZONE).write(out);
        return out.toString();
    }

    @Test
    void write_aScenario_hasWavesAndCriticalPath() throws Exception {
        String html = html(ReleaseRun.scenario(), List.of());
        ReportPageTest.sound(html);
        Document page = Xml.parse(html);
        List<Element> waves = Xml.all(ReportPageTest.byId(page, "waves"), "tr");
        assertThat(waves.stream().skip(1).map(ReportPageTest::text))
                .containsExactly(
                        "1 plan",
                        "2 build, documentation build + documentation",
                        "3 security audit, load test security audit + load test",
                        "4 tune, publish figures, release",
                        "5 roll back, newsletter, clean up");
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "graph")))
                .contains("plan \u2192 build \u2192 security audit \u2192 release \u2192 roll back");
        assertThat(Xml.withClass(page, "critical")).hasSize(5 + 4);
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "phase-8")))
                .contains("release", "after:build,documentation,security audit, manual", "[?] gate", "release-manager");
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "phase-2"))).endsWith("3 attempts");
    }

    @Test
    void write_aChain_isAcrossOnWideScreensAndDownOnNarrowOnes() {
        Scenario chain = Scenario.named("chain")
                .description("x")
                .phase("one", p -> p.auto().agents("a"))
                .phase("two", p -> p.after("one").agents("a"))
                .phase("three", p -> p.after("two").agents("a"))
                .phase("four", p -> p.after("three").agents("a"))
                .build();
        Document page = Xml.parse(html(chain, List.of()));
        assertThat(Xml.withClass(page, "only-wide")).hasSize(1);
        assertThat(Xml.withClass(page, "only-narrow")).hasSize(1);
        assertThat(Xml.withClass(page, "graph").stream()
                        .map(graph -> Double.parseDouble(graph.getAttribute("width"))
                                > Double.parseDouble(graph.getAttribute("height"))))
                .containsExactly(true, false);
    }

    @Test
    void write_hostileScenario_isText() throws Exception {
        Scenario.Builder scenario = Scenario.named(Hostile.TEXTS.get(1)).description(Hostile.TEXTS.get(0));
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String text = Hostile.TEXTS.get(i);
            scenario.phase(
                    i + text,
                    p -> p.auto().description(text).agents(text).criteria(text).profiles(text));
        }
        String html = html(scenario.build(), List.of(Diagnostic.warning("x-code", "/phases/0", Hostile.TEXTS.get(3))));
        ReportPageTest.sound(html);
        assertThat(html).doesNotContain("<script", "<img", "\u202E", "\u0000").contains("&lt;/script&gt;");
    }

    @Test
    void write_tooLargeForAPicture_hasATileForEachPhase() throws Exception {
        Scenario.Builder scenario = Scenario.named("large").description("x");
        for (int i = 0; i < 5_000; i++) {
            int number = i;
            scenario.phase("p" + i, p -> number % 100 == 0 ? p.auto() : p.after("p" + (number - 1)));
        }
        String html = html(scenario.build(), List.of());
        ReportPageTest.sound(html);
        Document page = Xml.parse(html);
        assertThat(Xml.withClass(page, "tile")).hasSize(5_000);
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "graph")))
                .contains("5,000 phases with 4,950 ways between them are too many");
    }

    @Test
    void previewCommand_html_writesThePageAndSaysWhere() throws IOException {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/two.yaml",
                        "name: two",
                        "description: Two phases",
                        "colour: blue",
                        "phases:",
                        "  - {name: one, condition: auto, agents: [worker]}",
                        "  - {name: next, condition: after:one, agents: [worker]}");
        Path file = home.resolve("preview.html");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "preview", "two", "--html", file.toString());
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).isEqualTo("Preview: " + file + "\n");
        Document page = Xml.parse(Files.readString(file));
        assertThat(ReportPageTest.text(ReportPageTest.byId(page, "diagnostics")))
                .contains("warning", "colour", "two.yaml:3:1");
    }
}
