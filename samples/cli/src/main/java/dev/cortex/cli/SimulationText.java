package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a simulation came to, as text and as JSON. The same outcome is the same text, byte for byte. */
final class SimulationText {
    private final Simulation.Outcome outcome;
    private final RunView view;
    private final List<RunEvent> events;
    private final Set<RunEvent> crashes;

    SimulationText(Simulation.Outcome outcome) {
        this.outcome = outcome;
        this.view = outcome.view();
        this.crashes = crashes(outcome.events());
        this.events = outcome.events().stream()
                .filter(event -> Progress.matters(event.fact()) || crashes.contains(event))
                .toList();
    }

    /** The beginnings of those who took the run though nobody had let it go. */
    private static Set<RunEvent> crashes(List<RunEvent> events) {
        Set<RunEvent> crashes = new HashSet<>();
        boolean driven = false;
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.RunTaken) {
                if (driven) {
                    crashes.add(event);
                }
                driven = true;
            } else if (event.fact() instanceof Fact.RunEnded || event.fact() instanceof Fact.RunReleased) {
                driven = false;
            }
        }
        return crashes;
    }

    private String at(Instant moment) {
        return "+" + Spans.of(outcome.since(moment));
    }

    private String end() {
        return at(view.standing().changedAt()).substring(1);
    }

    // ---- for people

    List<String> lines(CommandLines commands) {
        List<String> lines = new ArrayList<>();
        lines.add("Simulated scenario: " + Visible.clip(view.scenario()));
        lines.add("");
        Columns timeline = new Columns();
        events.forEach(
                event -> timeline.row(at(event.at()), Progress.mark(event.fact()) + " " + happened(event.fact())));
        lines.addAll(timeline.lines());
        lines.addAll(List.of("", "Phases:"));
        lines.addAll(phases());
        if (!outcome.waits().isEmpty()) {
            lines.addAll(List.of("", "Who Waited For Whom:"));
            lines.addAll(waits());
        }
        List<String> questions =
                new Advice(view, new RunCommands(commands, Kind.SCENARIO, view.scenario(), List.of())).questions();
        if (!questions.isEmpty()) {
            lines.addAll(List.of("", "A run would wait for:"));
            questions.forEach(question -> lines.add("  - " + question));
        }
        String reason = view.standing().reason();
        lines.add("");
        lines.add("After " + end() + ": " + view.status().text()
                + (reason.isBlank() ? "" : ": " + Visible.reason(reason)) + ". A run would exit with "
                + ExitCode.of(view.status()) + ".");
        return lines;
    }

    private String happened(Fact fact) {
        if (fact instanceof Fact.RunTaken) {
            return "the process crashes, and another one resumes the run";
        } else if (fact instanceof Fact.WorkEnded ended && ended.retryAt().isPresent()) {
            Fact.WorkEnded plain = new Fact.WorkEnded(
                    ended.attempt(), ended.outcome(), ended.abandoned(), ended.result(), Optional.empty());
            return EventText.of(plain) + " (again at " + at(ended.retryAt().get()) + ")";
        } else if (fact instanceof Fact.CriterionJudged judged) {
            return judged.phase() + ": " + judged.verdict().result().text() + ": " + Visible.clip(criterion(judged));
        }
        return EventText.of(fact);
    }

    private String criterion(Fact.CriterionJudged judged) {
        return view.phase(judged.phase())
                .orElseThrow()
                .phase()
                .criteria()
                .get(judged.criterion() - 1)
                .text();
    }

    private List<String> phases() {
        Columns table = new Columns();
        for (PhaseView phase : view.phases()) {
            String ending =
                    phase.ending().map(EndingText::of).orElse(phase.state().text());
            table.row(
                    "  " + Marks.of(phase) + " " + phase.name(),
                    started(phase.name()).map(this::at).orElse(""),
                    ended(phase).map(this::at).orElse(""),
                    ending);
        }
        return table.lines();
    }

    private Optional<Instant> started(String phase) {
        return outcome.events().stream()
                .filter(event -> event.fact() instanceof Fact.PhaseStarted started
                        && started.phase().equals(phase))
                .map(RunEvent::at)
                .findFirst();
    }

    private static Optional<Instant> ended(PhaseView phase) {
        return phase.ending().isPresent() ? phase.since() : Optional.empty();
    }

    private List<String> waits() {
        Map<String, List<String>> byPhase = new LinkedHashMap<>();
        for (Waits.Wait wait : outcome.waits()) {
            String time = wait.open() ? "from " + from(wait) + " on" : Spans.of(wait.time());
            byPhase.computeIfAbsent(wait.phase(), any -> new ArrayList<>())
                    .add(time + " for " + wait.reason().text());
        }
        List<String> lines = new ArrayList<>();
        byPhase.forEach((phase, reasons) -> lines.add("  - " + phase + ": " + String.join(", then ", reasons)));
        return lines;
    }

    private String from(Waits.Wait wait) {
        return at(view.standing().changedAt().minus(wait.time()));
    }

    // ---- for programs

    Map<String, @Nullable Object> json() {
        return Printer.fields(
                "scenario", view.scenario(),
                "status", view.status().text(),
                "reason", view.standing().reason(),
                "exit", ExitCode.of(view.status()),
                "took", iso(view.standing().changedAt()),
                "timeline", events.stream().map(this::event).toList(),
                "phases", view.phases().stream().map(this::phase).toList(),
                "waits", outcome.waits().stream().map(SimulationText::wait).toList());
    }

    private String iso(Instant moment) {
        return outcome.since(moment).toString();
    }

    private Map<String, @Nullable Object> event(RunEvent event) {
        return Printer.fields(
                "at", iso(event.at()),
                "event", event.fact().getClass().getSimpleName(),
                "phase", event.fact().subject().orElse(null),
                "text", happened(event.fact()));
    }

    private Map<String, @Nullable Object> phase(PhaseView phase) {
        return Printer.fields(
                "name", phase.name(),
                "state", phase.state().text(),
                "ending", phase.ending().map(EndingText::of).orElse(null),
                "started", started(phase.name()).map(this::iso).orElse(null),
                "ended", ended(phase).map(this::iso).orElse(null));
    }

    private static Map<String, @Nullable Object> wait(Waits.Wait wait) {
        return Printer.fields(
                "phase", wait.phase(),
                "kind", wait.reason().kind().name().toLowerCase(java.util.Locale.ROOT),
                "for", wait.reason().root().orElse(null),
                "time", wait.time().toString(),
                "open", wait.open());
    }
}
