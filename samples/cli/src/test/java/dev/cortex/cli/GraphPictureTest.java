package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GraphPictureTest {
    @TempDir
    Path home;

    private static Plan plan() {
        return plan(Scenario.named("mixed")
                .description("Ways of all kinds")
                .phase("start", p -> p.auto().agents("a"))
                .phase("build", p -> p.after("start").agents("a", "b", "c"))
                .phase("docs", p -> p.after("start").parallel().agents("b"))
                .phase("release", p -> p.after("build", "docs").manual().agents("a"))
                .phase("undo", p -> p.onFailure("release", "build").agents("a"))
                .phase("clean", p -> p.always("release", "undo"))
                .phase("alone", p -> p.auto().parallel())
                .build());
    }

    private static Plan plan(Scenario scenario) {
        return Planner.plan(scenario, Policy.STANDARD).orElseThrow();
    }

    private static String svg(Plan plan) {
        StringBuilder text = new StringBuilder();
        new GraphPicture(plan, PlanCards.of(plan, false), true).drawAlone(new Markup(text));
        return text.toString();
    }

    @Test
    void drawAlone_eachPhase_isABoxWithItsNameAndWhatItIs() {
        Document picture = Xml.parse(svg(plan()));
        List<Element> boxes = Xml.withClass(picture, "box");
        assertThat(boxes.stream().map(box -> text(box, "name")))
                .containsExactly("start", "build", "docs", "release", "undo", "clean", "alone");
        assertThat(boxes.stream().map(box -> text(box, "status")))
                .containsExactly("a", "a + 2 more", "b", "a", "a", "nobody works", "nobody works");
        assertThat(boxes.stream().map(box -> text(box, "tag")))
                .containsExactly("", "", "parallel", "gate", "", "", "parallel");
    }

    @Test
    void drawAlone_eachWay_isALineThatSaysWhenItIsTaken() {
        Document picture = Xml.parse(svg(plan()));
        assertThat(Xml.withClass(picture, "way")).hasSize(8);
        assertThat(Xml.withClass(picture, "dashed")).hasSize(4);
        assertThat(Xml.withClass(picture, "taken").stream().map(Element::getTextContent))
                .containsExactly("on failure", "on failure", "always", "always");
    }

    @Test
    void drawAlone_theCriticalPath_isMarkedOnBoxesAndWays() {
        Plan plan = plan();
        List<Element> marked = Xml.withClass(Xml.parse(svg(plan)), "critical");
        assertThat(marked.stream()
                        .filter(element -> element.getAttribute("class").contains("box"))
                        .map(box -> text(box, "name")))
                .containsExactlyElementsOf(plan.criticalPath());
        assertThat(marked.stream().filter(way -> way.getAttribute("class").contains("way")))
                .hasSize(plan.criticalPath().size() - 1);
    }

    @Test
    void drawAlone_boxesOfAWave_standInOneRowAndOverlapNowhere() {
        Plan plan = plan();
        List<double[]> boxes = Xml.withClass(Xml.parse(svg(plan)), "back").stream()
                .map(back -> new double[] {
                    number(back, "x"), number(back, "y"), number(back, "width"), number(back, "height")
                })
                .toList();
        boolean across = new GraphPicture(plan, PlanCards.of(plan, false), true).fitsAcross();
        Map<Integer, List<Double>> rows = new TreeMap<>();
        plan.phases()
                .forEach(phase -> rows.computeIfAbsent(phase.wave(), any -> new ArrayList<>())
                        .add(boxes.get(phase.index())[across ? 0 : 1]));
        assertThat(rows.values()).allSatisfy(row -> assertThat(row).containsOnly(row.get(0)));
        assertThat(rows.values().stream().map(row -> row.get(0)).toList()).isSorted();
        for (double[] one : boxes) {
            for (double[] other : boxes) {
                boolean apart = one[0] + one[2] <= other[0]
                        || other[0] + other[2] <= one[0]
                        || one[1] + one[3] <= other[1]
                        || other[1] + other[3] <= one[1];
                assertThat(apart || one == other).isTrue();
            }
        }
    }

    @Test
    void drawAlone_aRootThatIsNeededLate_andPartsApart_standInTheirWaves() {
        Scenario.Builder scenario = Scenario.named("apart")
                .description("x")
                .phase("a", p -> p.auto())
                .phase("b", p -> p.after("a"))
                .phase("c", p -> p.after("b"))
                .phase("late", p -> p.auto())
                .phase("d", p -> p.after("c", "late"));
        for (int i = 0; i < 6; i++) {
            String first = "x" + i;
            scenario.phase(first, p -> p.auto()).phase("y" + i, p -> p.after(first));
        }
        Plan plan = plan(scenario.build());
        List<Element> backs = Xml.withClass(Xml.parse(svg(plan)), "back");
        boolean across = new GraphPicture(plan, PlanCards.of(plan, false), true).fitsAcross();
        plan.phases().forEach(phase -> {
            String first = plan.waves().get(phase.wave()).get(0);
            int same = plan.phase(first).orElseThrow().index();
            assertThat(number(backs.get(phase.index()), across ? "x" : "y"))
                    .as(phase.name())
                    .isEqualTo(number(backs.get(same), across ? "x" : "y"));
        });
    }

    @Test
    void drawAlone_hostileNames_areText() {
        Scenario.Builder scenario = Scenario.named(Hostile.TEXTS.get(0)).description("x");
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String name = Hostile.TEXTS.get(i);
            scenario.phase(Phase.named(i + name).auto().agents(name).build());
        }
        String svg = svg(plan(scenario.build()));
        Document picture = Xml.parse(svg);
        assertThat(Xml.withClass(picture, "box")).hasSize(Hostile.TEXTS.size());
        assertThat(Xml.all(picture, "*").stream().map(Element::getTagName).distinct())
                .containsExactlyInAnyOrder("svg", "title", "desc", "style", "rect", "text", "g", "path");
        assertThat(svg).doesNotContain("\u202E", "\u001b", "<script", "<img");
    }

    @Test
    void drawAlone_equalPlans_areEqualPictures() {
        assertThat(svg(plan())).isEqualTo(svg(plan()));
    }

    @Test
    void graphCommand_svg_isThePicture() {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("worker")
                .with(
                        "scenarios/two.yaml",
                        "name: two",
                        "description: Two phases",
                        "phases:",
                        "  - {name: one, condition: auto, agents: [worker]}",
                        "  - {name: next, condition: after:one, agents: [worker]}");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "graph", "two", "--format", "svg");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(Xml.withClass(Xml.parse(outcome.out()), "box")).hasSize(2);
    }

    @Test
    void graphCommand_tooLarge_saysSoAndWhatHelps() {
        List<String> lines = new ArrayList<>(List.of("name: large", "description: Too large", "phases:"));
        for (int i = 0; i <= 2_000; i++) {
            lines.add("  - {name: p" + i + ", condition: auto, prompt: x}");
        }
        Sandbox sandbox = new Sandbox(home).with("scenarios/large.yaml", lines.toArray(String[]::new));
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "graph", "large", "--format", "svg");
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err()).contains("large is too large for a picture: 2001 phases", "--format dot");
        assertThat(outcome.out()).isEmpty();
    }

    private static String text(Element box, String style) {
        return Xml.all(box, "text").stream()
                .filter(text -> text.getAttribute("class").equals(style))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
