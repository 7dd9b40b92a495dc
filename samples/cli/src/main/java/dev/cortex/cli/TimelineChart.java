package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who did what when: a row for each phase and below it one for each of its agents, with bars, and with the same in words.
 * Lengths are percentages of whatever room the page has, so nothing is distorted.
 */
final class TimelineChart {
    private static final int MOST_ROWS = 600;
    private static final int MOST_PHASES = 2_000;
    private static final double HEIGHT = 26;
    private static final double TALLEST = 200;
    private static final double TOO_NEAR = 9;
    private static final double LEFT = 0.8;
    private static final double SHARE = 0.95;
    private static final double THINNEST = 0.35;

    /** From these widths on there is room for a mark in a bar, and for its middle. */
    private static final double ROOM_FOR_MARK = 6;

    private static final double ROOM_FOR_LETTER = 1.6;

    private final RunView view;
    private final RunStory story;
    private final Moments moments;
    private final Instant end;
    private final TimeScale scale;
    private final List<TimeScale.Tick> ticks;
    private final Map<String, String> anchors = new HashMap<>();

    /**
     * The timeline of a run.
     *
     * @param end how far it goes
     */
    TimelineChart(RunView view, RunStory story, Moments moments, Instant end) {
        this.view = view;
        this.story = story;
        this.moments = moments;
        this.end = end;
        this.scale = scale();
        this.ticks = scale.ticks(moments.zone());
        view.plan().phases().forEach(phase -> anchors.put(phase.name(), PhaseAnchor.of(phase.index())));
    }

    private TimeScale scale() {
        List<Instant> cuts = new ArrayList<>();
        List<TimeScale.Interval> work = new ArrayList<>();
        story.acts().forEach(act -> cuts.add(act.at()));
        for (PhaseView phase : view.phases()) {
            RunStory.Chapter chapter = story.of(phase.name());
            for (RunStory.Span span : chapter.spans()) {
                cuts.add(span.from());
                span.to().ifPresent(cuts::add);
                boolean asksNobody = chapter.spans().stream()
                        .noneMatch(other -> other.stage() == RunStory.Stage.CONFIRMING
                                && !other.from().isBefore(span.from()));
                if (span.stage() == RunStory.Stage.VERIFYING && asksNobody && !phase.waitsForPerson()) {
                    work.add(new TimeScale.Interval(span.from(), span.to().orElse(end)));
                }
            }
            for (RunStory.Work attempt : chapter.works()) {
                cuts.add(attempt.from());
                attempt.to().ifPresent(cuts::add);
                work.add(new TimeScale.Interval(attempt.from(), attempt.to().orElse(end)));
            }
        }
        return new TimeScale(view.standing().startedAt(), end, cuts, work);
    }

    void draw(Markup to) {
        List<PhaseView> begun = view.phases().stream()
                .filter(phase -> !story.of(phase.name()).spans().isEmpty()
                        || phase.ending().isPresent())
                .toList();
        if (begun.isEmpty()) {
            Page.note(to, "Nothing has begun yet.");
            return;
        }
        long rows = begun.stream()
                .mapToLong(phase -> 1 + byAgent(story.of(phase.name())).size())
                .sum();
        boolean all = rows <= MOST_ROWS;
        intro(to, all);
        to.open("div", "class", "scroll");
        to.open("table", "class", "time-line", "role", "table").leaf("caption", "Timeline of phases and agents");
        to.open("thead", "role", "rowgroup").open("tr", "role", "row");
        to.leaf("th", "Phase and agents", "class", "who", "scope", "col", "role", "columnheader");
        to.open("th", "class", "bars", "scope", "col", "role", "columnheader", "aria-label", "When");
        axis(to);
        to.close();
        to.leaf("th", "In words", "class", "words", "scope", "col", "role", "columnheader");
        to.close().closeLine().open("tbody", "role", "rowgroup");
        people(to);
        for (PhaseView phase : begun.subList(0, Math.min(MOST_PHASES, begun.size()))) {
            phase(to, phase, all);
        }
        to.close().close().closeLine();
        if (begun.size() > MOST_PHASES) {
            Page.note(to, LongText.count(begun.size() - MOST_PHASES, "phase") + " more have no row here.");
        }
        if (view.phases().size() > begun.size()) {
            Page.note(to, LongText.count(view.phases().size() - begun.size(), "phase") + " had not begun.");
        }
    }

    private void intro(Markup to, boolean all) {
        StringBuilder text = new StringBuilder("Times are in " + moments.note() + ". Light bars are phases in progress,"
                + " solid ones agents at work, dashed ones gates that waited for a start, dotted lines pauses before the"
                + " next attempt.");
        if (!scale.gaps().isEmpty()) {
            text.append(" Shaded columns are times without work; they are drawn shorter than they were.");
        }
        if (!all) {
            text.append(" Agents have no rows of their own here, because there are too many; all their attempts are"
                    + " listed under Work.");
        }
        Page.note(to, text.toString());
    }

    private void axis(Markup to) {
        to.open("svg", "height", "24", "width", "100%", "aria-hidden", "true");
        gaps(to, 24);
        for (TimeScale.Gap gap : scale.gaps()) {
            if (named(gap)) {
                String length = "\u2026 " + Ages.between(Instant.EPOCH, Instant.EPOCH.plus(gap.time()));
                text(to, "tick", length, (gap.from() + gap.to()) / 2, 16, "middle");
            }
        }
        for (TimeScale.Tick tick : ticks) {
            if (scale.gaps().stream()
                    .anyMatch(gap -> named(gap) && Math.abs(tick.at() - (gap.from() + gap.to()) / 2) < TOO_NEAR)) {
                continue;
            }
            text(
                    to,
                    "tick",
                    moments.tick(tick.moment(), tick.fine()),
                    tick.at(),
                    16,
                    tick.at() < 3 ? "start" : "middle");
        }
        to.close();
    }

    /** Whether there is room to say how long it was. */
    private static boolean named(TimeScale.Gap gap) {
        return gap.to() - gap.from() >= 4;
    }

    private void people(Markup to) {
        if (story.acts().isEmpty()) {
            return;
        }
        to.open("tr", "class", "phase people", "role", "row");
        to.leaf("th", "People", "class", "who", "scope", "row", "role", "rowheader");
        bars(
                to,
                () -> story.acts().stream()
                        .limit(MOST_PHASES)
                        .forEach(act -> text(to, "bar-mark is-waiting", "\u25B2", scale.at(act.at()), 18, "middle")));
        to.open("td", "class", "words", "role", "cell");
        to.leaf("a", LongText.count(story.acts().size(), "action"), "href", "#people")
                .close()
                .closeLine();
    }

    private void phase(Markup to, PhaseView phase, boolean agents) {
        RunStory.Chapter chapter = story.of(phase.name());
        Badge badge = Badge.of(phase);
        to.open("tr", "class", "phase", "role", "row");
        to.open("th", "class", "who", "scope", "row", "role", "rowheader");
        to.leaf("a", phase.name(), "href", "#" + anchors.getOrDefault(phase.name(), "phases"))
                .close();
        bars(to, () -> phaseBars(to, phase, chapter, badge));
        to.open("td", "class", "words", "role", "cell");
        Badge.brief(phase).write(to);
        to.text(phaseWords(phase, chapter)).close().closeLine();
        if (agents) {
            byAgent(chapter).forEach((agent, works) -> agent(to, agent, works));
        }
    }

    private String phaseWords(PhaseView phase, RunStory.Chapter chapter) {
        StringBuilder words = new StringBuilder();
        Duration spent = chapter.spent(end);
        if (chapter.started().isPresent()) {
            words.append(" \u00B7 ").append(Moments.span(spent));
        }
        Duration waited = chapter.spans().stream()
                .filter(span -> span.stage() == RunStory.Stage.GATE || span.stage() == RunStory.Stage.CONFIRMING)
                .map(span -> Duration.between(span.from(), span.to().orElse(end)))
                .reduce(Duration.ZERO, Duration::plus);
        if (chapter.spans().stream().anyMatch(span -> span.stage() == RunStory.Stage.GATE)) {
            words.append(" \u00B7 gate ").append(Moments.span(waited));
        }
        if (phase.round() > 1) {
            words.append(" \u00B7 ").append(phase.round()).append(" rounds");
        }
        return words.toString();
    }

    private void phaseBars(Markup to, PhaseView phase, RunStory.Chapter chapter, Badge badge) {
        double last = -1;
        for (RunStory.Span span : chapter.spans()) {
            double from = scale.at(span.from());
            double until = scale.at(span.to().orElse(end));
            last = Math.max(last, until);
            switch (span.stage()) {
                case GATE, CONFIRMING -> bar(to, "bar gate", from, until, 7, 12);
                case PROGRESS -> bar(to, "bar progress " + badge.style(), from, until, 7, 12);
                case VERIFYING -> {
                    if (until - from >= THINNEST) {
                        bar(to, "bar verifying " + badge.style(), from, until, 7, 12);
                    }
                }
                case COMPENSATION -> bar(to, "bar verifying is-skipped", from, until, 7, 12);
            }
            boolean answered = span.stage() == RunStory.Stage.GATE || span.stage() == RunStory.Stage.CONFIRMING;
            if (answered) {
                text(to, "bar-mark is-waiting", "[?]", from, 17, "start", "3");
            }
            if (answered && span.to().isPresent()) {
                upright(to, "answer", until, HEIGHT);
            }
        }
        if (phase.ending().isPresent() && phase.since().isPresent()) {
            double at = Math.max(last, scale.at(phase.since().get()));
            text(to, "bar-mark " + badge.style(), badge.mark(), at, 17, "start", "4");
        }
    }

    private static Map<String, List<RunStory.Work>> byAgent(RunStory.Chapter chapter) {
        Map<String, List<RunStory.Work>> agents = new LinkedHashMap<>();
        chapter.works()
                .forEach(work -> agents.computeIfAbsent(work.attempt().agent(), any -> new ArrayList<>())
                        .add(work));
        return agents;
    }

    private void agent(Markup to, String agent, List<RunStory.Work> works) {
        to.open("tr", "class", "agent", "role", "row");
        to.leaf("th", agent, "class", "who", "scope", "row", "role", "rowheader");
        bars(to, () -> {
            for (int i = 0; i < works.size(); i++) {
                attempt(to, works.get(i), i + 1 < works.size() ? Optional.of(works.get(i + 1)) : Optional.empty());
            }
        });
        to.open("td", "class", "words", "role", "cell")
                .text(words(works))
                .close()
                .closeLine();
    }

    private void attempt(Markup to, RunStory.Work work, Optional<RunStory.Work> next) {
        Badge badge = Badge.of(work.end());
        double from = scale.at(work.from());
        double until = Math.max(scale.at(work.to().orElse(end)), from + THINNEST);
        bar(to, "bar " + badge.style(), from, until, 6, 14);
        boolean told = next.isPresent()
                || work.attempt().number() > 1
                || !badge.style().equals("is-done");
        if (told && until - from >= ROOM_FOR_LETTER) {
            String mark =
                    until - from >= ROOM_FOR_MARK ? badge.mark() : badge.mark().substring(1, 2);
            text(to, "bar-mark inside", mark, from, 17, "start", "4");
        } else if (told && next.isEmpty()) {
            text(to, "bar-mark " + badge.style(), badge.mark(), until, 17, "start", "3");
        }
        Optional<Instant> again = work.end().flatMap(Fact.WorkEnded::retryAt);
        if (again.isPresent()) {
            double resumed = next.map(RunStory.Work::from).map(scale::at).orElse(scale.at(again.get()));
            to.open(
                            "line",
                            "class",
                            "pause",
                            "x1",
                            percent(until),
                            "x2",
                            percent(Math.max(until, resumed)),
                            "y1",
                            "13",
                            "y2",
                            "13")
                    .close();
        }
    }

    private String words(List<RunStory.Work> works) {
        Duration time = works.stream()
                .map(work -> Duration.between(work.from(), work.to().orElse(end)))
                .reduce(Duration.ZERO, Duration::plus);
        if (works.size() == 1) {
            return Badge.of(works.get(0).end()).text() + " \u00B7 " + Moments.span(time);
        }
        String last = Badge.of(works.get(works.size() - 1).end()).text();
        return last + " \u00B7 " + Moments.span(time) + " in " + works.size() + " attempts";
    }

    // ---- drawing

    private void bars(Markup to, Runnable content) {
        to.open("td", "class", "bars", "role", "cell");
        to.open("svg", "height", GraphPicture.number(HEIGHT), "width", "100%", "aria-hidden", "true");
        if (view.phases().size() <= MOST_ROWS) {
            // Words beside it may make the row higher.
            gaps(to, TALLEST);
            ticks.forEach(tick -> upright(to, "grid", tick.at(), TALLEST));
        }
        content.run();
        to.close().close();
    }

    private void gaps(Markup to, double height) {
        for (TimeScale.Gap gap : scale.gaps()) {
            bar(to, "gap", gap.from(), gap.to(), 0, height);
        }
    }

    private static void upright(Markup to, String style, double at, double height) {
        to.open(
                        "line",
                        "class",
                        style,
                        "x1",
                        percent(at),
                        "x2",
                        percent(at),
                        "y1",
                        "0",
                        "y2",
                        GraphPicture.number(height))
                .close();
    }

    private static void bar(Markup to, String style, double from, double until, double y, double height) {
        to.open(
                        "rect",
                        "class",
                        style,
                        "x",
                        percent(from),
                        "width",
                        length(Math.max(THINNEST, until - from)),
                        "y",
                        GraphPicture.number(y),
                        "height",
                        GraphPicture.number(height),
                        "rx",
                        style.equals("gap") ? "0" : "3")
                .close();
    }

    private static void text(Markup to, String style, String text, double at, double y, String anchor) {
        text(to, style, text, at, y, anchor, "0");
    }

    private static void text(Markup to, String style, String text, double at, double y, String anchor, String dx) {
        to.leaf(
                "text",
                text,
                "class",
                style,
                "x",
                percent(at),
                "dx",
                dx,
                "y",
                GraphPicture.number(y),
                "text-anchor",
                anchor);
    }

    /** Where something is, with some room at both sides. */
    private static String percent(double value) {
        return hundredths(LEFT + SHARE * Math.max(0, Math.min(100, value)));
    }

    /** How long something is. */
    private static String length(double value) {
        return hundredths(SHARE * Math.max(0, Math.min(100, value)));
    }

    private static String hundredths(double value) {
        return Math.round(value * 100) / 100.0 + "%";
    }
}
