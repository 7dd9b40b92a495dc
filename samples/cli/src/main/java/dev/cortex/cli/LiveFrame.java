package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run as a block of a terminal's rows: how it stands, and each phase with its mark, age, criteria and agents. Nothing
 * ages in it while nobody is at work, so that a block which waits for a person stands still.
 */
final class LiveFrame {
    /** Rows that are never taken: the question below the block, and one for what scrolls above it. */
    private static final int SPARE = 2;

    private static final int NARROW = 30;
    private static final int SHORT = 60;
    private static final List<String> BEATS = List.of("[.]", "[o]", "[O]", "[o]");

    private final Kind kind;
    private final RunView view;
    private final Instant now;
    private final int beat;
    private final Tty.Size size;
    private final Map<String, Blocker> blockers = new LinkedHashMap<>();

    private LiveFrame(Kind kind, RunView view, Instant now, int beat, Tty.Size size) {
        this.kind = kind;
        this.view = view;
        this.now = now;
        this.beat = beat;
        this.size = size;
        view.blockers().forEach(blocker -> blockers.putIfAbsent(blocker.phase(), blocker));
    }

    /**
     * The rows, each narrower than the terminal.
     *
     * @param beat how often the marks of what is at work have changed
     */
    static List<String> of(Kind kind, RunView view, Instant now, int beat, Tty.Size size) {
        return new LiveFrame(kind, view, now, beat, size).rows();
    }

    /** {@return whether somebody is at work, so that the frame changes by itself} */
    static boolean moves(RunView view) {
        return view.status() == RunStatus.STOPPING || view.phases().stream().anyMatch(LiveFrame::atWork);
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.add(head());
        int room = Math.max(0, size.rows() - SPARE - 1);
        if (view.phases().size() <= room) {
            rows.addAll(phases(view.phases()));
        } else if (room > 0) {
            List<PhaseView> shown = chosen(room - 1);
            rows.addAll(phases(shown));
            rows.add("  ... " + rest(shown));
        }
        // The last column stays free: what a terminal does behind it differs from one to the next.
        return rows.stream().map(row -> Cells.cut(row, size.columns() - 1)).toList();
    }

    private String head() {
        long done =
                view.phases().stream().filter(phase -> phase.state().ended()).count();
        String counted = size.columns() < SHORT
                ? done + "/" + view.phases().size() + " done"
                : done + " of " + view.phases().size() + " " + kind.part() + "s done";
        String age = moves(view) ? ", " + Ages.between(view.standing().startedAt(), now) : "";
        String tail = ": " + view.status().text() + ", " + counted + age;
        int room = Math.max(8, size.columns() - 1 - tail.length());
        return Cells.cutMiddle(Visible.of(view.scenario()), room) + tail;
    }

    /** {@return what wants to be seen most, in listed order} */
    private List<PhaseView> chosen(int room) {
        List<PhaseView> all = view.phases();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).name(), i);
        }
        Comparator<PhaseView> place = Comparator.comparingInt(phase -> places.getOrDefault(phase.name(), 0));
        // Of what has ended the last is news, of what is to come the first.
        Comparator<PhaseView> near =
                (a, b) -> a.state().ended() && b.state().ended() ? place.compare(b, a) : place.compare(a, b);
        return all.stream()
                .sorted(Comparator.comparingInt(LiveFrame::rank).thenComparing(near))
                .limit(room)
                .sorted(place)
                .toList();
    }

    private static int rank(PhaseView phase) {
        if (atWork(phase)) {
            return 0;
        } else if (phase.waitsForPerson() && !phase.state().ended()) {
            return 1;
        } else if (phase.state() == PhaseState.FAILED) {
            return 2;
        }
        return phase.state().ended() ? 4 : 3;
    }

    private String rest(List<PhaseView> shown) {
        Set<String> names = shown.stream().map(PhaseView::name).collect(Collectors.toSet());
        Map<String, Long> counts = view.phases().stream()
                .filter(phase -> !names.contains(phase.name()))
                .collect(Collectors.groupingBy(LiveFrame::word, LinkedHashMap::new, Collectors.counting()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return all + " more: "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String word(PhaseView phase) {
        if (atWork(phase)) {
            return "at work";
        }
        return phase.waitsForPerson() && !phase.state().ended()
                ? "waiting"
                : phase.state().text();
    }

    private List<String> phases(List<PhaseView> shown) {
        int longest = shown.stream()
                .mapToInt(phase -> Cells.of(Visible.of(phase.name())))
                .max()
                .orElse(0);
        int name = Math.min(longest, Math.max(12, size.columns() / 3));
        int criteria =
                shown.stream().mapToInt(phase -> criteria(phase).length()).max().orElse(0);
        List<String> rows = new ArrayList<>();
        for (PhaseView phase : shown) {
            StringBuilder row = new StringBuilder("  ");
            row.append(mark(phase)).append(' ').append(Cells.fit(Visible.of(phase.name()), name));
            row.append("  ").append(Cells.fit(age(phase), 3));
            if (criteria > 0 && size.columns() >= NARROW) {
                row.append("  ").append(Cells.fit(criteria(phase), criteria));
            }
            row.append("  ").append(note(phase));
            rows.add(row.toString().stripTrailing());
        }
        return rows;
    }

    private String mark(PhaseView phase) {
        return atWork(phase) ? BEATS.get(beat % BEATS.size()) : Marks.of(phase);
    }

    private String age(PhaseView phase) {
        return atWork(phase)
                ? phase.since().map(since -> Ages.between(since, now)).orElse("")
                : "";
    }

    private static String criteria(PhaseView phase) {
        if (phase.criteria().isEmpty()) {
            return "";
        }
        long met = phase.criteria().stream()
                .filter(criterion ->
                        criterion.verdict().map(Verdict::result).orElse(Verdict.Result.UNKNOWN) == Verdict.Result.MET)
                .count();
        return met + "/" + phase.criteria().size() + " met";
    }

    private String note(PhaseView phase) {
        if (phase.ending().isPresent()) {
            return Visible.of(EndingText.of(phase.ending().get()));
        } else if (phase.state() == PhaseState.WAITING) {
            return "waits for you to start it";
        } else if (phase.criteria().stream().anyMatch(CriterionView::waiting)) {
            return "waits for you to confirm a criterion";
        } else if (!phase.working().isEmpty()) {
            return phase.working().stream().map(LiveFrame::agent).collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(blockers.get(phase.name()))
                .filter(LiveFrame::says)
                .map(blocker -> Visible.of(blocker.reason()))
                .orElse(phase.state().text().replace('_', ' '));
    }

    private static boolean says(Blocker blocker) {
        return switch (blocker.kind()) {
            case LANE, MAX_PARALLEL, PREDECESSOR, BACKOFF -> true;
            case GATE, CONFIRMATION, WORK, FAILED, SKIPPED, COMPENSATION, NO_OWNER -> false;
        };
    }

    private static String agent(AgentView agent) {
        return Visible.of(agent.agent()) + (agent.attempt() > 1 ? " (attempt " + agent.attempt() + ")" : "");
    }

    private static boolean atWork(PhaseView phase) {
        return phase.state() == PhaseState.IN_PROGRESS
                || (phase.state() == PhaseState.VERIFYING && !phase.waitsForPerson());
    }
}
