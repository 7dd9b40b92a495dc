package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a reader wants to know first: how many phases stand how, and everything that did not simply go well. */
final class ReportGlance {
    private static final int MOST = 8;

    private record Item(String title, String link, String why) {}

    private final RunView view;
    private final RunStory story;
    private final Instant end;
    private final Advice advice;
    private final Map<String, String> links = new LinkedHashMap<>();

    ReportGlance(RunView view, RunStory story, Instant end, Advice advice) {
        this.view = view;
        this.story = story;
        this.end = end;
        this.advice = advice;
        view.plan().phases().forEach(phase -> links.put(phase.name(), PhaseAnchor.of(phase.index())));
    }

    void draw(Markup to) {
        shares(to);
        List<Item> failed = failed();
        List<Item> unmet = unmet();
        List<Item> unknown = unknown();
        List<Item> skipped = skipped();
        List<Item> retries = retries();
        List<Item> gates = gates();
        List<Item> questions = advice.questions().stream()
                .map(question -> new Item("", "", question))
                .toList();
        to.open("div", "class", "cards");
        card(to, "[!]", "failed", "is-failed", failed, "phase");
        card(to, "[!]", "unmet", "is-failed", unmet, "criterion");
        card(to, "[?]", "to be answered by you", "is-waiting", questions, "question");
        card(to, "[ ]", "not verified", "is-pending", unknown, "criterion");
        card(to, "[-]", "skipped", "is-skipped", skipped, "phase");
        card(to, "", "tried again", "is-running", retries, "piece of work");
        card(to, "[?]", "asked a person", "is-waiting", gates, "gate");
        to.closeLine();
        if (failed.isEmpty()
                && unmet.isEmpty()
                && skipped.isEmpty()
                && view.status().ended()) {
            to.leaf("p", "Nothing failed, and nothing was skipped.");
        }
        int more = view.warnings().size() + story.troubles().size();
        if (more > 0) {
            to.open("p", "class", "note").text("Beside that: ");
            to.leaf("a", LongText.count(more, "line") + " of diagnostics", "href", "#diagnostics")
                    .text(".")
                    .closeLine();
        }
    }

    private void shares(Markup to) {
        Map<Badge, Long> counts = new LinkedHashMap<>();
        for (PhaseState state : List.of(
                PhaseState.COMPLETED,
                PhaseState.FAILED,
                PhaseState.SKIPPED,
                PhaseState.IN_PROGRESS,
                PhaseState.VERIFYING,
                PhaseState.WAITING,
                PhaseState.PENDING)) {
            for (PhaseView phase : view.phases()) {
                if (phase.state() == state) {
                    counts.merge(Badge.brief(phase), 1L, Long::sum);
                }
            }
        }
        to.open("svg", "class", "share", "aria-hidden", "true");
        double at = 0;
        for (Map.Entry<Badge, Long> count : counts.entrySet()) {
            double size = 100.0 * count.getValue() / view.phases().size();
            to.open("rect", "class", count.getKey().style(), "x", percent(at), "width", percent(size), "height", "12")
                    .close();
            at += size;
        }
        to.closeLine();
        to.open("ul", "class", "key", "aria-label", "Phases by state");
        counts.forEach((badge, count) -> {
            to.open("li");
            new Badge(badge.mark(), LongText.number(count) + " " + badge.words(), badge.style()).write(to);
            to.close();
        });
        to.closeLine();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    private static void card(Markup to, String mark, String what, String style, List<Item> items, String one) {
        if (items.isEmpty()) {
            return;
        }
        to.open("div", "class", "card " + style);
        to.open("h3");
        new Badge(mark, counted(items.size(), one) + " " + what, style).write(to);
        to.close().open("ul");
        for (Item item : items.subList(0, Math.min(MOST, items.size()))) {
            to.open("li");
            if (!item.title().isEmpty()) {
                to.leaf("a", Visible.clip(item.title()), "href", "#" + item.link());
            }
            if (!item.why().isEmpty()) {
                // The rest of it is below.
                String first = item.why().strip().lines().findFirst().orElse("");
                to.leaf("span", Visible.clip(first), "class", "why said");
            }
            to.close();
        }
        if (items.size() > MOST) {
            to.leaf("li", "and " + LongText.number(items.size() - MOST) + " more, below", "class", "soft");
        }
        to.close().closeLine();
    }

    private static String counted(int number, String one) {
        return switch (one) {
            case "criterion" -> LongText.number(number) + (number == 1 ? " criterion" : " criteria");
            case "piece of work" -> LongText.number(number) + (number == 1 ? " piece of work" : " pieces of work");
            default -> LongText.count(number, one);
        };
    }

    private String link(PhaseView phase) {
        return links.getOrDefault(phase.name(), "phases");
    }

    private List<Item> failed() {
        List<Item> items = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            if (phase.ending().orElse(null) instanceof Ending.Failed failed) {
                items.add(new Item(
                        phase.name(),
                        link(phase),
                        failed.text() + (failed.reason().isBlank() ? "" : ": " + failed.reason())));
            }
        }
        return items;
    }

    private List<Item> skipped() {
        return view.phases().stream()
                .filter(phase -> phase.state() == PhaseState.SKIPPED)
                .map(phase -> new Item(
                        phase.name(),
                        link(phase),
                        phase.ending().map(Ending::text).orElse("")))
                .toList();
    }

    private List<Item> unmet() {
        return judged(Verdict.Result.UNMET);
    }

    /** What nobody could judge, of phases that are done. */
    private List<Item> unknown() {
        return judged(Verdict.Result.UNKNOWN);
    }

    private List<Item> judged(Verdict.Result result) {
        List<Item> items = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            for (CriterionView criterion : phase.criteria()) {
                Optional<Verdict> found = criterion.verdict().filter(verdict -> verdict.result() == result);
                if (found.isPresent() && !criterion.waiting()) {
                    items.add(new Item(
                            phase.name() + ": " + criterion.criterion().text(),
                            link(phase) + "-" + criterion.number(),
                            proof(found.get())));
                }
            }
        }
        return items;
    }

    private static String proof(Verdict verdict) {
        return verdict.evidence().isBlank()
                ? "says " + verdict.judge()
                : verdict.evidence().strip().lines().findFirst().orElse("") + " (" + verdict.judge() + ")";
    }

    private List<Item> retries() {
        List<Item> items = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            Map<String, List<RunStory.Work>> agents = new LinkedHashMap<>();
            story.of(phase.name())
                    .works()
                    .forEach(work -> agents.computeIfAbsent(work.attempt().agent(), any -> new ArrayList<>())
                            .add(work));
            agents.forEach((agent, works) -> {
                if (works.size() > 1) {
                    items.add(new Item(phase.name() + ": " + agent, link(phase), attempts(works)));
                }
            });
        }
        return items;
    }

    private static String attempts(List<RunStory.Work> works) {
        List<String> told = new ArrayList<>();
        for (RunStory.Work work : works.subList(0, Math.min(3, works.size()))) {
            String why = work.end()
                    .filter(ended -> !ended.result().success())
                    .map(ended -> ended.result().summary().strip())
                    .filter(text -> !text.isEmpty())
                    .map(text -> " (" + text.lines().findFirst().orElse("") + ")")
                    .orElse("");
            told.add(Badge.of(work.end()).words() + why);
        }
        return String.join(", then ", told) + (works.size() > 3 ? ", and so on" : "");
    }

    private List<Item> gates() {
        List<Item> items = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            for (RunStory.Span span : story.of(phase.name()).spans()) {
                if (span.stage() == RunStory.Stage.GATE) {
                    String waited =
                            Moments.span(Duration.between(span.from(), span.to().orElse(end)));
                    String how = span.to().isEmpty()
                            ? "waits for " + waited + " now"
                            : "waited " + waited + (span.end().isEmpty() ? "" : ", " + span.end());
                    items.add(new Item(phase.name(), link(phase), how));
                }
            }
        }
        return items;
    }
}
