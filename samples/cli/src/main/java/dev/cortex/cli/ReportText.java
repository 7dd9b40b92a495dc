package dev.cortex.cli;

import dev.cortex.api.agent.Usage;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run on paper: how each phase went and how long it took, what was verified by whom, what each agent said, who acted. */
final class ReportText {
    private final Kind kind;
    private final RunView view;
    private final List<RunEvent> events;
    private final List<String> lines = new ArrayList<>();

    private ReportText(Kind kind, RunView view, List<RunEvent> events) {
        this.kind = kind;
        this.view = view;
        this.events = events;
    }

    static List<String> of(Kind kind, RunView view, List<RunEvent> events) {
        ReportText text = new ReportText(kind, view, events);
        text.head();
        text.phases();
        text.criteria();
        text.work();
        text.people();
        return text.lines;
    }

    private void head() {
        lines.add("# " + escaped(view.scenario()) + ": " + view.status().text());
        lines.add("");
        lines.add("- Run: " + view.id());
        lines.add("- Started: " + view.standing().startedAt() + " by "
                + escaped(view.standing().startedBy().name()));
        lines.add("- Last event: " + view.standing().changedAt());
        view.inputs()
                .map()
                .forEach((name, value) -> lines.add("- Input " + escaped(name) + ": " + escaped(value + "")));
        view.warnings().forEach(warning -> lines.add("- Warning: " + escaped(warning)));
    }

    private void phases() {
        Map<String, Duration> spent = spent();
        table(kind.partTitle() + "s", kind.partTitle(), "State", "Rounds", "In progress");
        for (PhaseView phase : view.phases()) {
            row(
                    phase.name(),
                    phase.ending().map(EndingText::of).orElse(phase.state().text()),
                    String.valueOf(phase.round()),
                    seconds(spent.getOrDefault(phase.name(), Duration.ZERO)));
        }
    }

    /** For each phase the time from each start to the end, or to the interruption, that followed. */
    private Map<String, Duration> spent() {
        Map<String, Instant> started = new LinkedHashMap<>();
        Map<String, Duration> spent = new LinkedHashMap<>();
        for (RunEvent event : events) {
            Fact fact = event.fact();
            if (fact instanceof Fact.PhaseStarted phase) {
                started.putIfAbsent(phase.phase(), event.at());
            } else if (fact instanceof Fact.PhaseEnded || fact instanceof Fact.PhaseInterrupted) {
                String name = fact.subject().orElseThrow();
                Instant from = started.remove(name);
                if (from != null) {
                    spent.merge(name, Duration.between(from, event.at()), Duration::plus);
                }
            }
        }
        return spent;
    }

    private void criteria() {
        if (view.phases().stream().allMatch(phase -> phase.criteria().isEmpty())) {
            return;
        }
        table("Criteria", kind.partTitle(), "Criterion", "Verdict", "Judge", "Evidence");
        for (PhaseView phase : view.phases()) {
            for (CriterionView criterion : phase.criteria()) {
                row(
                        phase.name(),
                        criterion.criterion().text(),
                        criterion.verdict().map(v -> v.result().text()).orElse("not judged"),
                        criterion.verdict().map(v -> v.judge()).orElse(""),
                        criterion.verdict().map(v -> v.evidence()).orElse(""));
            }
        }
    }

    private void work() {
        table("Work", kind.partTitle(), "Agent", "Attempt", "Outcome", "Summary", "Usage");
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.WorkEnded ended) {
                row(
                        ended.attempt().phase(),
                        ended.attempt().agent(),
                        String.valueOf(ended.attempt().number()),
                        ended.outcome()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '),
                        ended.result().summary(),
                        ended.result().usage().map(ReportText::usage).orElse(""));
            }
        }
    }

    private static String usage(Usage usage) {
        return usage.inputTokens() + " in, " + usage.outputTokens() + " out"
                + usage.cost()
                        .map(cost -> ", " + cost.toPlainString() + " " + usage.currency())
                        .orElse("");
    }

    private void people() {
        if (events.stream().noneMatch(event -> event.fact() instanceof Fact.Acted)) {
            return;
        }
        table("People", "When", "What");
        events.stream()
                .filter(event -> event.fact() instanceof Fact.Acted)
                .forEach(event -> row(event.at().toString(), EventText.of(event.fact())));
    }

    private void table(String title, String... columns) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + " --- |".repeat(columns.length));
    }

    private void row(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(escaped(cell)).append(" |");
        }
        lines.add(line.toString());
    }

    private static String seconds(Duration span) {
        return span.isZero() ? "" : String.format(java.util.Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }

    /** Text that means itself in Markdown, on one line. */
    private static String escaped(String text) {
        return Visible.clip(text.strip().replaceAll("\\R", " ")).replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
    }
}
