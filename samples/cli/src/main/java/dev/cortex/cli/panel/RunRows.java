package dev.cortex.cli.panel;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.Ages;
import dev.cortex.cli.EndingText;
import dev.cortex.cli.Marks;
import dev.cortex.cli.Visible;
import dev.tamboui.text.CharWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lines about one run, or about what could be run. */
final class RunRows {
    private static final int BAR = 20;
    private static final int LONGEST_NAME = 32;

    /** What state and ending say already. */
    private static final Set<Blocker.Kind> TOLD =
            EnumSet.of(Blocker.Kind.WORK, Blocker.Kind.FAILED, Blocker.Kind.SKIPPED);

    private final RunView view;
    private final Instant now;

    RunRows(RunView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    // ---- the run as a whole

    /** How it stands, how far it is and how long it has taken; always three lines. */
    List<Row> head() {
        Row status = Row.of("Status: ", Tone.PLAIN)
                .add(view.status().text(), Tone.of(view.status()))
                .add(
                        "  started " + Ages.between(view.standing().startedAt(), now) + " ago by "
                                + view.standing().startedBy().name(),
                        Tone.PLAIN);
        if (view.status().ended()) {
            status.add(
                    "  took "
                            + Ages.between(
                                    view.standing().startedAt(), view.standing().changedAt()),
                    Tone.PLAIN);
        } else if (view.status() == RunStatus.WAITING && !asking().isEmpty()) {
            status.add("  waits for you: " + String.join(", ", asking()), Tone.ASKING);
        }
        long done =
                view.phases().stream().filter(phase -> phase.state().ended()).count();
        int full =
                view.phases().isEmpty() ? 0 : (int) (BAR * done / view.phases().size());
        Row progress = Row.of("[" + "#".repeat(full) + ".".repeat(BAR - full) + "] ", Tone.STRONG)
                .add(done + "/" + view.phases().size() + " ended", Tone.PLAIN);
        lane().ifPresent(holder -> progress.add("  lane: " + holder, Tone.FAINT));
        List<String> agents =
                view.working().stream().map(AgentView::agent).distinct().toList();
        Row badges = agents.isEmpty()
                ? atRest()
                : Row.of("At work: ", Tone.PLAIN).add("{" + String.join("} {", agents) + "}", Tone.BUSY);
        return List.of(status, progress, badges);
    }

    /** Why nobody is at work in a run that is not over, and that nothing is lost by it. */
    private Row atRest() {
        if (view.status().ended()
                || view.status() == RunStatus.WAITING
                || view.standing().driven()) {
            return new Row();
        }
        String reason = view.standing().reason().strip();
        return Row.of(
                "R has it go on; agents that are done are not asked again"
                        + (reason.isEmpty() ? "" : ". Reason: " + Visible.reason(reason)),
                Tone.ASKING);
    }

    private List<String> asking() {
        return view.phases().stream()
                .filter(phase -> phase.waitsForPerson() && !phase.state().ended())
                .map(PhaseView::name)
                .toList();
    }

    /** Who holds the lane; a phase that waits for a person does not. */
    private Optional<String> lane() {
        List<String> takers = view.plan().lane();
        return view.phases().stream()
                .filter(phase -> phase.state() == PhaseState.IN_PROGRESS || phase.state() == PhaseState.VERIFYING)
                .filter(phase -> takers.contains(phase.name()) && !phase.waitsForPerson())
                .map(PhaseView::name)
                .findFirst();
    }

    // ---- its phases

    List<Row> phases(int chosen) {
        int longest = view.phases().stream()
                .mapToInt(phase -> CharWidth.of(Visible.of(phase.name())))
                .max()
                .orElse(0);
        int width = Math.min(longest, LONGEST_NAME);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < view.phases().size(); i++) {
            rows.add(phase(view.phases().get(i), i == chosen, width));
        }
        return rows;
    }

    private Row phase(PhaseView phase, boolean chosen, int width) {
        Tone tone = Tone.of(phase);
        Row row = Row.of(chosen ? "> " : "  ", Tone.STRONG)
                .add(Marks.of(phase) + " ", tone)
                .cell(phase.name(), width, chosen ? Tone.CHOSEN : Tone.PLAIN)
                .add(" " + state(phase), tone);
        List<String> agents = phase.working().stream().map(AgentView::agent).toList();
        if (!agents.isEmpty()) {
            row.add(" {" + String.join(", ", agents) + "}", Tone.STRONG);
        }
        return row;
    }

    private String state(PhaseView phase) {
        String text = phase.ending().map(Ending::text).orElse(phase.state().text());
        if (phase.state() == PhaseState.PENDING) {
            return text;
        }
        return text.replace('_', ' ') + age(phase) + (phase.state().ended() ? " ago" : "");
    }

    private String age(PhaseView phase) {
        return phase.since().map(since -> " " + Ages.between(since, now)).orElse("");
    }

    // ---- one of them

    /** All about a phase. */
    List<Row> details(PhaseView phase, Tails tails) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(phase.name(), Tone.STRONG)
                .add("  " + phase.phase().conditionText(), Tone.FAINT)
                .add(phase.phase().parallel() ? "  parallel" : "", Tone.FAINT)
                .add(phase.round() > 1 ? "  round " + phase.round() : "", Tone.FAINT));
        phase.ending()
                .filter(ending -> ending instanceof Ending.Failed || ending instanceof Ending.Skipped)
                .ifPresent(ending -> rows.add(Row.of(EndingText.of(ending), Tone.of(phase))));
        for (Blocker blocker : view.blockers()) {
            if (blocker.phase().equals(phase.name()) && !TOLD.contains(blocker.kind())) {
                rows.add(Row.of("why: ", Tone.ASKING).add(Visible.reason(blocker.reason()), Tone.PLAIN));
                blocker.root()
                        .filter(root -> !root.equals(phase.name()))
                        .ifPresent(root -> rows.add(Row.of("  begins with " + root, Tone.FAINT)));
            }
        }
        if (!phase.criteria().isEmpty()) {
            rows.add(Row.of("Success criteria", Tone.STRONG));
            phase.criteria().forEach(criterion -> criterion(criterion, rows));
        }
        List<String> workers = phase.phase().workers();
        for (String agent : workers) {
            agent(phase, agent, tails, rows);
        }
        return rows;
    }

    private static void criterion(CriterionView criterion, List<Row> rows) {
        String mark = criterion.waiting()
                ? "[?]"
                : criterion
                        .verdict()
                        .map(verdict -> switch (verdict.result()) {
                            case MET -> "[x]";
                            case UNMET -> "[!]";
                            case UNKNOWN -> "[~]";
                        })
                        .orElse("[ ]");
        Tone tone = switch (mark) {
            case "[!]" -> Tone.BAD;
            case "[x]" -> Tone.GOOD;
            case "[?]" -> Tone.ASKING;
            default -> Tone.PLAIN;
        };
        rows.add(Row.of(mark, tone).add(" " + criterion.criterion().text(), Tone.PLAIN));
        criterion
                .verdict()
                .filter(verdict -> !verdict.evidence().isBlank())
                .ifPresent(verdict -> rows.add(Row.of("    " + Visible.reason(verdict.evidence()), Tone.FAINT)));
    }

    private void agent(PhaseView phase, String agent, Tails tails, List<Row> rows) {
        Row row = Row.of("Agent ", Tone.PLAIN).add("{" + agent + "}", Tone.STRONG);
        phase.working().stream()
                .filter(one -> one.agent().equals(agent))
                .findFirst()
                .ifPresent(one -> row.add(
                        "  at work " + Ages.between(one.since(), now)
                                + (one.attempt() > 1 ? ", attempt " + one.attempt() : ""),
                        Tone.BUSY));
        rows.add(row);
        tails.of(phase.name(), agent).forEach(line -> rows.add(Row.of("  " + line, Tone.FAINT)));
    }

    // ---- what has not been run

    /** What is known of something without a run: what is wrong with it, or its phases. */
    static List<Row> definition(Listed one) {
        List<Row> rows = new ArrayList<>();
        one.problems().forEach(problem -> rows.add(Row.of(problem, Tone.BAD)));
        one.plan().ifPresent(plan -> {
            if (one.problems().isEmpty()) {
                rows.add(Row.of("It has not been run: r runs it", Tone.FAINT));
            }
            rows.add(Row.of(plan.scenario().description(), Tone.PLAIN));
            rows.add(new Row());
            plan.phases()
                    .forEach(phase -> rows.add(Row.of("[ ] " + phase.name(), Tone.PLAIN)
                            .add("  " + phase.phase().conditionText(), Tone.FAINT)
                            .add(phase.phase().parallel() ? "  parallel" : "", Tone.FAINT)
                            .add("  {" + String.join(", ", phase.phase().workers()) + "}", Tone.FAINT)));
        });
        return rows;
    }
}
