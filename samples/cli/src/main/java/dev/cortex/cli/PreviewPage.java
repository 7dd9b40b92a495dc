package dev.cortex.cli;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a run would do, as one page that needs nothing else: the graph with waves and critical path, and all phases. */
final class PreviewPage {
    private static final int MOST_ROWS = 5_000;

    private final Plan plan;
    private final List<Diagnostic> findings;
    private final Instant now;
    private final ZoneId zone;

    /**
     * A preview.
     *
     * @param findings what was found in the definition
     * @param now when it is written
     * @param zone the readers' own
     */
    PreviewPage(Plan plan, List<Diagnostic> findings, Instant now, ZoneId zone) {
        this.plan = plan;
        this.findings = List.copyOf(findings);
        this.now = now;
        this.zone = zone;
    }

    void write(Appendable out) {
        Page page = new Page(
                        plan.scenario().name() + ": preview",
                        this::header,
                        "Written by cortex at " + new Moments(zone, now, now).full(now) + ". Nothing has been run.")
                .section("graph", "Graph", this::graph)
                .section("waves", "Waves", this::waves)
                .section("phases", "Phases", this::phases);
        if (!findings.isEmpty()) {
            page.section("diagnostics", "Diagnostics", this::diagnostics);
        }
        page.write(out);
    }

    private void header(Markup to) {
        Scenario scenario = plan.scenario();
        to.open("div", "class", "title").leaf("h1", scenario.name());
        new Badge("[ ]", "preview", "is-pending").write(to);
        to.closeLine();
        if (!scenario.description().isBlank()) {
            to.leaf("p", Visible.clip(scenario.description().strip()), "class", "lead said");
        }
        Page.facts(
                to,
                "Phases",
                LongText.number(plan.phases().size()),
                "Waves",
                LongText.number(plan.waves().size()),
                "Gates",
                plan.gates().isEmpty() ? "none" : Visible.clip(String.join(", ", plan.gates())),
                "Agents",
                LongText.number(plan.phases().stream()
                        .flatMap(phase -> phase.phase().workers().stream())
                        .distinct()
                        .count()),
                "Priority",
                scenario.priority().text(),
                "Type",
                scenario.type().map(Visible::clip).orElse(""),
                "Version",
                scenario.version().map(Visible::clip).orElse(""),
                "Timeout",
                scenario.timeout().map(Spans::of).orElse(""),
                "At once at most",
                scenario.maxParallel().isPresent()
                        ? LongText.count(scenario.maxParallel().getAsInt(), "phase")
                        : "",
                "After a failure",
                scenario.failFast() ? "nothing new starts" : "",
                "Inputs",
                inputs(scenario));
    }

    private static String inputs(Scenario scenario) {
        List<String> inputs = new ArrayList<>();
        scenario.inputs()
                .forEach(input -> inputs.add(input.name()
                        + input.fallback().map(value -> " = " + value).orElse(" (has to be given)")));
        return Visible.clip(String.join(", ", inputs));
    }

    private void graph(Markup to) {
        to.open("p", "class", "note");
        to.text(
                "A phase starts when those that lead to it are done. The strong line is the critical path, a longest way"
                        + " through the graph: ");
        to.leaf("span", Visible.clip(String.join(" \u2192 ", plan.criticalPath())), "class", "said")
                .text(".");
        to.closeLine();
        GraphFigure.draw(to, plan, PlanCards.of(plan, true), true);
    }

    private void waves(Markup to) {
        Page.note(
                to,
                "A wave has the phases with the same number of phases before them. Those that are not parallel run one"
                        + " at a time.");
        Table table = new Table(to, "stack", "Waves", "Wave", "Phases", "Together");
        List<List<String>> waves = plan.waves();
        for (int i = 0; i < Math.min(MOST_ROWS, waves.size()); i++) {
            List<String> wave = waves.get(i);
            table.row(
                    "",
                    "",
                    Table.Cell.text(String.valueOf(i + 1)),
                    Table.Cell.said(String.join(", ", wave)),
                    Table.Cell.said(together(wave)));
        }
        table.end();
        left(to, waves.size(), "wave");
    }

    private String together(List<String> wave) {
        List<String> sets = new ArrayList<>();
        for (List<String> set : plan.opportunities()) {
            if (wave.contains(set.get(0))) {
                sets.add(String.join(" + ", set));
            }
        }
        return String.join("; ", sets);
    }

    private void phases(Markup to) {
        Table table = new Table(to, "stack", "Phases", "Phase", "Condition", "Agents", "Criteria", "Rules");
        for (PlannedPhase planned :
                plan.phases().subList(0, Math.min(MOST_ROWS, plan.phases().size()))) {
            Phase phase = planned.phase();
            table.row(
                    "",
                    PhaseAnchor.of(planned.index()),
                    cell -> name(cell, phase),
                    cell -> condition(cell, phase),
                    Table.Cell.said(String.join(", ", phase.workers())),
                    cell -> criteria(cell, phase.criteria()),
                    Table.Cell.said(rules(phase)));
        }
        table.end();
        left(to, plan.phases().size(), "phase");
    }

    private static void name(Markup to, Phase phase) {
        to.text(phase.name());
        if (!phase.description().isBlank()) {
            to.leaf("div", Visible.clip(phase.description().strip()), "class", "about said");
        }
    }

    private static void condition(Markup to, Phase phase) {
        String condition = phase.conditionText();
        to.leaf("code", Visible.clip(condition.substring(1, condition.length() - 1)));
        if (phase.gate()) {
            to.text(" ");
            new Badge("[?]", "gate", "is-waiting").write(to);
        }
    }

    private static void criteria(Markup to, List<Criterion> criteria) {
        for (Criterion criterion : criteria) {
            to.open("div");
            LongText.write(to, criterion.text());
            to.close();
        }
    }

    private static String rules(Phase phase) {
        List<String> rules = new ArrayList<>();
        if (phase.parallel()) {
            rules.add("parallel");
        }
        phase.timeout().ifPresent(limit -> rules.add("timeout " + Spans.of(limit)));
        if (phase.retry().maxAttempts() > 1) {
            rules.add(phase.retry().maxAttempts() + " attempts");
        }
        if (phase.continueOnFailure()) {
            rules.add("a failure stops nobody");
        }
        if (!phase.profiles().isEmpty()) {
            rules.add("profiles " + String.join(", ", phase.profiles()));
        }
        return String.join(", ", rules);
    }

    private void diagnostics(Markup to) {
        Table table = new Table(to, "stack", "Diagnostics", "Severity", "What", "Where", "What helps");
        for (Diagnostic finding : findings.subList(0, Math.min(MOST_ROWS, findings.size()))) {
            table.row(
                    "",
                    "",
                    Table.Cell.text(finding.severity().name().toLowerCase(java.util.Locale.ROOT)),
                    Table.Cell.said(finding.message()),
                    Table.Cell.text(Visible.clip(finding.position()
                            .map(at -> FindingText.fileName(at.file()) + ":" + at.line() + ":" + at.column())
                            .orElse(finding.path()))),
                    Table.Cell.said(finding.hint().orElse("")));
        }
        table.end();
        left(to, findings.size(), "finding");
    }

    private static void left(Markup to, int all, String one) {
        if (all > MOST_ROWS) {
            Page.note(
                    to,
                    "The first " + LongText.number(MOST_ROWS) + " are here; " + LongText.number(all - MOST_ROWS)
                            + " more " + one + "s are left out. All of it: preview --json");
        }
    }
}
