package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.journal.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report on a run as one page that needs nothing else. The same run at the same moment is the same page. */
final class ReportPage {
    private final RunView view;
    private final List<RunEvent> events;
    private final RunStory story;
    private final Moments moments;
    private final Instant now;
    private final Instant end;
    private final RunCommands commands;

    /**
     * A report.
     *
     * @param events all that happened
     * @param now when it is written
     * @param zone the readers' own
     * @param commands about this run
     */
    ReportPage(RunView view, List<RunEvent> events, Instant now, ZoneId zone, RunCommands commands) {
        this.view = view;
        this.events = events;
        this.story = RunStory.of(events);
        this.now = now;
        Instant last = view.standing().changedAt();
        boolean goesOn = switch (view.status()) {
            case RUNNING, WAITING, STOPPING -> true;
            case STOPPED, COMPLETED, FAILED, INTERRUPTED -> false;
        };
        this.end = goesOn && now.isAfter(last) ? now : last;
        this.moments = new Moments(zone, view.standing().startedAt(), end);
        this.commands = commands;
    }

    void write(Appendable out) {
        ReportTables tables = new ReportTables(view, events, story, moments, end, commands);
        new Page(
                        view.scenario() + ": " + view.status().text(),
                        this::header,
                        "Written by cortex at " + moments.full(now) + ", from " + LongText.count(events.size(), "event")
                                + " of run " + view.id() + ".")
                .section("glance", "At a glance", new ReportGlance(view, story, end, new Advice(view, commands))::draw)
                .section("graph", "Graph", this::graph)
                .section("timeline", "Timeline", new TimelineChart(view, story, moments, end)::draw)
                .section("phases", "Phases", tables::phases)
                .section("criteria", "Criteria", tables::criteria)
                .section("work", "Work", tables::work)
                .section("people", "People", tables::people)
                .section("diagnostics", "Diagnostics", tables::diagnostics)
                .section("journal", "Journal", tables::journal)
                .write(out);
    }

    private void header(Markup to) {
        Scenario scenario = view.plan().scenario();
        to.open("div", "class", "title").leaf("h1", scenario.name());
        Badge.of(view.status()).write(to);
        to.closeLine();
        if (!scenario.description().isBlank()) {
            to.leaf("p", Visible.clip(scenario.description().strip()), "class", "lead said");
        }
        if (!view.standing().reason().isBlank()) {
            to.leaf("p", Visible.reason(view.standing().reason()), "class", "said");
        }
        Page.facts(
                to,
                "Run",
                view.id(),
                "Started",
                moments.full(view.standing().startedAt()),
                "By",
                Visible.clip(view.standing().startedBy().name()),
                "Last event",
                moments.full(view.standing().changedAt()),
                "Took",
                Moments.span(Duration.between(view.standing().startedAt(), end)),
                "Driven by",
                view.standing()
                        .owner()
                        .map(owner -> "process " + owner.pid() + " on " + Visible.clip(owner.host()))
                        .orElse(""),
                "Inputs",
                view.inputs().isEmpty()
                        ? ""
                        : Visible.clip(Json.write((Object) view.inputs().map())),
                "Usage",
                usage());
    }

    /** All that agents have said that they used; costs of different currencies stay apart. */
    private String usage() {
        long in = 0;
        long out = 0;
        Map<String, BigDecimal> costs = new TreeMap<>();
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.WorkEnded ended
                    && ended.result().usage().isPresent()) {
                in += ended.result().usage().get().inputTokens();
                out += ended.result().usage().get().outputTokens();
                String currency = ended.result().usage().get().currency();
                ended.result().usage().get().cost().ifPresent(cost -> costs.merge(currency, cost, BigDecimal::add));
            }
        }
        if (in + out == 0 && costs.isEmpty()) {
            return "";
        }
        String cost = costs.entrySet().stream()
                .map(entry -> Visible.clip(entry.getValue().toPlainString() + " " + entry.getKey()))
                .limit(5)
                .collect(Collectors.joining(", "));
        return LongText.number(in) + " tokens in, " + LongText.number(out) + " out"
                + (cost.isEmpty() ? "" : ", " + cost);
    }

    private void graph(Markup to) {
        List<GraphPicture.Card> cards = view.plan().phases().stream()
                .map(phase -> card(view.phases().get(phase.index()), PhaseAnchor.of(phase.index())))
                .toList();
        GraphFigure.draw(to, view.plan(), cards, false);
    }

    private GraphPicture.Card card(PhaseView phase, String link) {
        Badge badge = Badge.of(phase);
        RunStory.Chapter chapter = story.of(phase.name());
        String took = chapter.started().isEmpty() ? "" : " \u00B7 " + Moments.span(chapter.spent(end));
        return new GraphPicture.Card(
                Badge.brief(phase).text() + took, badge.style(), phase.name() + ": " + badge.words() + took, link);
    }
}
