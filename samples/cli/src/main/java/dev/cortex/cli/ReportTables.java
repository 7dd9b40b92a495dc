package dev.cortex.cli;

import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.core.journal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All of a run, as tables: phases, criteria with evidence, work, what people did, diagnostics, the journal. */
final class ReportTables {
    private static final int MOST_ROWS = 5_000;
    private static final int FIRST_EVENTS = 1_000;
    private static final int MOST_OPEN = 300;

    private final RunView view;
    private final List<RunEvent> events;
    private final RunStory story;
    private final Moments moments;
    private final Instant end;
    private final RunCommands commands;

    ReportTables(
            RunView view, List<RunEvent> events, RunStory story, Moments moments, Instant end, RunCommands commands) {
        this.view = view;
        this.events = events;
        this.story = story;
        this.moments = moments;
        this.end = end;
        this.commands = commands;
    }

    // ---- phases

    void phases(Markup to) {
        Table table = new Table(
                to, "stack", "Phases", "Phase", "State", "Condition", "Started", "In progress", "Attempts", "Outputs");
        for (int i = 0; i < Math.min(MOST_ROWS, view.phases().size()); i++) {
            PhaseView phase = view.phases().get(i);
            RunStory.Chapter chapter = story.of(phase.name());
            Badge badge = Badge.of(phase);
            table.row(
                    rowStyle(badge),
                    PhaseAnchor.of(i),
                    cell -> name(cell, phase),
                    cell -> state(cell, phase, badge),
                    cell -> condition(cell, phase),
                    cell -> chapter.started().ifPresent(at -> moments.write(cell, at)),
                    Table.Cell.text(chapter.started().isEmpty() ? "" : Moments.span(chapter.spent(end))),
                    Table.Cell.text(attempts(phase, chapter)),
                    cell -> outputs(cell, phase));
        }
        table.end();
        left(to, view.phases().size(), "phases");
    }

    private static String rowStyle(Badge badge) {
        return badge.style().equals("is-failed") ? badge.style() : "";
    }

    private static void name(Markup to, PhaseView phase) {
        to.text(phase.name());
        if (!phase.phase().description().isBlank()) {
            to.leaf("div", Visible.clip(phase.phase().description().strip()), "class", "about said");
        }
    }

    private static void state(Markup to, PhaseView phase, Badge badge) {
        badge.write(to);
        if (phase.ending().orElse(null) instanceof Ending.Failed failed
                && !failed.reason().isBlank()) {
            to.open("div");
            LongText.write(to, failed.reason());
            to.close();
        }
    }

    private static void condition(Markup to, PhaseView phase) {
        String condition = phase.phase().conditionText();
        to.leaf("code", Visible.clip(condition.substring(1, condition.length() - 1)));
        if (phase.phase().parallel()) {
            to.leaf("div", "parallel", "class", "soft");
        }
    }

    private static String attempts(PhaseView phase, RunStory.Chapter chapter) {
        int attempts = chapter.works().size();
        return attempts == 0 ? "" : attempts + (phase.round() > 1 ? " in " + phase.round() + " rounds" : "");
    }

    private static void outputs(Markup to, PhaseView phase) {
        if (!phase.outputs().isEmpty()) {
            LongText.write(to, Json.write((Object) phase.outputs().map()));
        }
    }

    // ---- criteria

    void criteria(Markup to) {
        List<PhaseView> judged = view.phases().stream()
                .filter(phase -> !phase.criteria().isEmpty())
                .toList();
        if (judged.isEmpty()) {
            Page.note(to, "No phase has success criteria.");
            return;
        }
        Table table = new Table(to, "stack", "Criteria", "Phase", "Criterion", "Verdict", "Evidence", "Judge", "When");
        int all = 0;
        for (int i = 0; i < view.phases().size(); i++) {
            PhaseView phase = view.phases().get(i);
            for (CriterionView criterion : phase.criteria()) {
                if (all++ < MOST_ROWS) {
                    criterion(table, phase, criterion, PhaseAnchor.of(i) + "-" + criterion.number());
                }
            }
        }
        table.end();
        left(to, all, "criteria");
    }

    private void criterion(Table table, PhaseView phase, CriterionView criterion, String id) {
        Badge badge = Badge.of(criterion);
        Optional<Verdict> verdict = criterion.verdict();
        table.row(
                rowStyle(badge),
                id,
                Table.Cell.text(phase.name()),
                cell -> {
                    cell.text(criterion.number() + ". ");
                    LongText.write(cell, criterion.criterion().text());
                    if (!criterion.criterion().check().isEmpty()) {
                        String check = Json.write(
                                (Object) criterion.criterion().check().map());
                        cell.open("div")
                                .leaf("code", Visible.clip(check), "class", "soft")
                                .close();
                    }
                },
                badge::write,
                cell -> evidence(cell, phase, criterion),
                Table.Cell.text(verdict.map(Verdict::judge).map(Visible::clip).orElse("")),
                cell -> criterion.at().ifPresent(at -> moments.write(cell, at)));
    }

    private void evidence(Markup to, PhaseView phase, CriterionView criterion) {
        criterion
                .verdict()
                .map(Verdict::evidence)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> LongText.write(to, text));
        for (RunStory.Judged judged : story.of(phase.name()).verdicts()) {
            if (judged.criterion() == criterion.number() && judged.round() < phase.round()) {
                to.open("div", "class", "soft").text("round " + judged.round() + ": ");
                Badge.of(judged.verdict().result()).write(to);
                to.text(" ");
                LongText.write(to, judged.verdict().evidence());
                to.close();
            }
        }
        for (RunStory.Work work : story.of(phase.name()).works()) {
            work.end()
                    .map(ended ->
                            ended.result().evidence().get(criterion.criterion().text()))
                    .ifPresent(said -> {
                        to.open("div");
                        to.leaf("span", "reported by " + work.attempt().agent() + ": ", "class", "soft");
                        LongText.write(to, said);
                        to.close();
                    });
        }
    }

    // ---- work

    void work(Markup to) {
        List<RunStory.Work> works = view.phases().stream()
                .flatMap(phase -> story.of(phase.name()).works().stream())
                .toList();
        if (works.isEmpty()) {
            Page.note(to, "No agent has worked.");
            return;
        }
        Table table = new Table(
                to, "stack", "Work", "Phase", "Agent", "Attempt", "Outcome", "Began", "Took", "What it said", "Usage");
        for (RunStory.Work work : works.subList(0, Math.min(MOST_ROWS, works.size()))) {
            Badge badge = Badge.of(work.end());
            int round = work.attempt().round();
            table.row(
                    rowStyle(badge),
                    "",
                    Table.Cell.text(work.attempt().phase()),
                    Table.Cell.text(work.attempt().agent()),
                    Table.Cell.text(work.attempt().number() + (round > 1 ? ", round " + round : "")),
                    badge::write,
                    cell -> moments.write(cell, work.from()),
                    Table.Cell.text(
                            Moments.span(Duration.between(work.from(), work.to().orElse(end)))),
                    cell -> said(cell, work),
                    Table.Cell.text(work.end()
                            .flatMap(ended -> ended.result().usage())
                            .map(ReportTables::usage)
                            .orElse("")));
        }
        table.end();
        left(to, works.size(), "attempts");
    }

    private void said(Markup to, RunStory.Work work) {
        work.end()
                .map(ended -> ended.result().summary())
                .filter(text -> !text.isBlank())
                .ifPresent(text -> LongText.write(to, text));
        work.end().flatMap(Fact.WorkEnded::retryAt).ifPresent(at -> {
            to.open("div", "class", "soft").text("again at ");
            moments.write(to, at);
            to.close();
        });
        if (work.end().filter(Fact.WorkEnded::abandoned).isPresent()) {
            to.leaf("div", "abandoned: it did not stop in time", "class", "soft");
        }
    }

    private static String usage(Usage usage) {
        return LongText.number(usage.inputTokens()) + " in, " + LongText.number(usage.outputTokens()) + " out"
                + usage.cost()
                        .map(cost -> ", " + Visible.clip(cost.toPlainString() + " " + usage.currency()))
                        .orElse("");
    }

    // ---- people

    void people(Markup to) {
        if (story.acts().isEmpty()) {
            Page.note(to, "Nobody has acted on the run since it was started.");
            return;
        }
        Table table = new Table(to, "stack", "What people did", "When", "Who", "Did", "Reason");
        for (RunStory.Act act :
                story.acts().subList(0, Math.min(MOST_ROWS, story.acts().size()))) {
            table.row(
                    "",
                    "",
                    cell -> moments.write(cell, act.at()),
                    Table.Cell.text(Visible.clip(act.acted().actor().name())),
                    Table.Cell.text(did(act.acted()) + (act.byHand() ? " (a line written by hand)" : "")),
                    Table.Cell.said(act.acted().reason()));
        }
        table.end();
        left(to, story.acts().size(), "actions");
    }

    private static String did(Fact.Acted acted) {
        if (acted.action() instanceof OperatorAction.Confirm confirm) {
            return "confirm " + confirm.phase() + " " + confirm.criterion() + (confirm.met() ? ": met" : ": unmet");
        }
        return acted.action().verb()
                + acted.action().subject().map(phase -> " " + phase).orElse("");
    }

    // ---- diagnostics

    void diagnostics(Markup to) {
        int all = view.blockers().size()
                + view.warnings().size()
                + story.troubles().size();
        if (all == 0) {
            Page.note(to, "There is nothing to say.");
            return;
        }
        Table table = new Table(to, "stack", "Diagnostics", "Kind", "Phase", "What", "What helps");
        Advice advice = new Advice(view, commands);
        for (Blocker blocker : first(view.blockers())) {
            table.row(
                    "",
                    "",
                    Table.Cell.text(view.status().ended() ? "not done" : "blocked"),
                    Table.Cell.text(blocker.phase()),
                    Table.Cell.said(blocker.reason()),
                    cell -> advice.remedy(blocker).ifPresent(command -> cell.leaf("code", command)));
        }
        for (String warning : first(view.warnings())) {
            Table.Cell nothing = Table.Cell.text("");
            table.row("", "", Table.Cell.text("warning"), nothing, Table.Cell.said(warning), nothing);
        }
        for (RunStory.Trouble trouble : first(story.troubles())) {
            table.row(
                    "",
                    "",
                    Table.Cell.text("trouble"),
                    Table.Cell.text(trouble.phase().orElse("")),
                    cell -> {
                        moments.write(cell, trouble.at());
                        cell.text(" ");
                        LongText.write(cell, trouble.text());
                    },
                    Table.Cell.text(""));
        }
        table.end();
        left(to, view.blockers().size(), "phases that are not done");
        left(to, view.warnings().size(), "warnings");
        left(to, story.troubles().size(), "lines of trouble");
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST_ROWS, all.size()));
    }

    // ---- journal

    void journal(Markup to) {
        int size = events.size();
        boolean all = size <= MOST_ROWS;
        List<RunEvent> first = all ? events : events.subList(0, FIRST_EVENTS);
        List<RunEvent> last = all ? List.of() : events.subList(size - MOST_ROWS + FIRST_EVENTS, size);
        if (!all) {
            Page.note(
                    to,
                    "Of " + LongText.number(size) + " events the first " + LongText.number(first.size())
                            + " and the last " + LongText.number(last.size()) + " are here; "
                            + LongText.number(size - MOST_ROWS) + " between them are left out.");
            history(to);
        }
        boolean shut = size > MOST_OPEN;
        if (shut) {
            to.open("details", "class", "long").leaf("summary", "Show the journal");
        }
        Table table = new Table(to, "journal", "Journal", "No.", "Time", "What happened");
        first.forEach(event -> event(table, event));
        if (!all) {
            table.row(
                    "",
                    "",
                    Table.Cell.text("\u2026"),
                    Table.Cell.text(""),
                    Table.Cell.text(LongText.number(size - MOST_ROWS) + " events are left out here"));
        }
        last.forEach(event -> event(table, event));
        table.end();
        if (shut) {
            to.closeLine();
        }
    }

    private void event(Table table, RunEvent event) {
        table.row(
                "",
                "",
                Table.Cell.text(String.valueOf(event.number())),
                cell -> moments.write(cell, event.at()),
                Table.Cell.text(happened(event.fact())));
    }

    /** In one line, with local times. */
    private String happened(Fact fact) {
        if (fact instanceof Fact.WorkEnded ended && ended.retryAt().isPresent()) {
            Fact.WorkEnded plain = new Fact.WorkEnded(
                    ended.attempt(), ended.outcome(), ended.abandoned(), ended.result(), Optional.empty());
            return EventText.of(plain) + " (again at "
                    + moments.brief(ended.retryAt().get()) + ")";
        }
        return EventText.of(fact);
    }

    private void left(Markup to, int all, String what) {
        if (all > MOST_ROWS) {
            Page.note(
                    to,
                    "The first " + LongText.number(MOST_ROWS) + " are here; " + LongText.number(all - MOST_ROWS)
                            + " more " + what + " are left out.");
            history(to);
        }
    }

    private void history(Markup to) {
        to.open("p", "class", "note").text("All of it: ");
        to.leaf("code", commands.of("history")).closeLine();
    }
}
