package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run as it stands, the way {@code status} shows it. */
final class StatusText {
    private final Kind kind;
    private final RunView view;
    private final Instant now;
    private final Advice advice;
    private final boolean verbose;
    private final List<String> lines = new ArrayList<>();

    private StatusText(Kind kind, RunView view, Instant now, RunCommands commands, boolean verbose) {
        this.kind = kind;
        this.view = view;
        this.now = now;
        this.advice = new Advice(view, commands);
        this.verbose = verbose;
    }

    /**
     * The whole report: how the run and each phase stand, who works, and then whatever wants a person's attention.
     *
     * @param commands makes the commands that answer what waits
     * @param verbose whether to tell ids, attempts and each criterion
     */
    static List<String> of(Kind kind, RunView view, Instant now, RunCommands commands, boolean verbose) {
        StatusText text = new StatusText(kind, view, now, commands, verbose);
        text.head();
        text.phases();
        text.agents();
        text.failures();
        if (verbose) {
            text.criteria();
        } else {
            text.unverified();
        }
        text.list("Waiting For You:", text.advice.questions());
        text.list("Blocked:", text.advice.blocked());
        text.list("Warnings:", view.warnings().stream().map(Visible::clip).toList());
        return text.lines;
    }

    /** {@return how the run and each phase stand, and no more} */
    static List<String> brief(Kind kind, RunView view, Instant now) {
        StatusText text = new StatusText(
                kind,
                view,
                now,
                new RunCommands(new CommandLines(Optional.empty()), kind, view.scenario(), List.of()),
                false);
        text.head();
        text.phases();
        return text.lines;
    }

    private void head() {
        lines.add(kind.title() + ": " + view.scenario());
        lines.add("Status: " + view.status().text());
        if (verbose) {
            lines.add("Run: " + view.id());
            lines.add("Started: " + view.standing().startedAt() + " by "
                    + Visible.clip(view.standing().startedBy().name()));
            view.standing()
                    .owner()
                    .ifPresent(owner -> lines.add(
                            "Owner: " + owner.host() + ", process " + owner.pid() + ", since " + owner.since()));
            if (!view.standing().reason().isBlank()) {
                lines.add("Reason: " + Visible.clip(view.standing().reason()));
            }
        }
    }

    private void phases() {
        lines.add("");
        lines.add(kind.partTitle() + " Status:");
        int width = view.phases().stream()
                        .mapToInt(phase -> Columns.length(Visible.of(phase.name())))
                        .max()
                        .orElse(0)
                + 2;
        for (PhaseView phase : view.phases()) {
            lines.add("  " + Marks.of(phase) + " " + Columns.pad(Visible.of(phase.name()), width) + "- "
                    + standing(phase));
        }
    }

    private String standing(PhaseView phase) {
        String round = verbose && phase.round() > 1 ? ", round " + phase.round() : "";
        String age = phase.since().map(since -> Ages.between(since, now)).orElse("");
        if (phase.ending().isPresent()) {
            Ending ending = phase.ending().get();
            return ended(ending)
                    + (ending instanceof Ending.Skipped || age.isEmpty() ? "" : " (" + age + " ago" + round + ")");
        }
        boolean since = phase.state() != PhaseState.PENDING && !age.isEmpty();
        return phase.state().text() + (since ? " (" + age + round + ")" : "");
    }

    private static String ended(Ending ending) {
        return ending instanceof Ending.Completed ? "completed" : ending.text();
    }

    private void failures() {
        List<String> found = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            if (phase.ending().orElse(null) instanceof Ending.Failed failed
                    && !failed.reason().isBlank()) {
                found.add(phase.name() + ": " + Visible.reason(failed.reason()));
                unmet(phase).forEach(why -> found.add(phase.name() + ": " + why));
            }
        }
        list("Failures:", found);
    }

    /** {@return each criterion of a phase that is not met and says why, with that} */
    static List<String> unmet(PhaseView phase) {
        return phase.criteria().stream()
                .filter(criterion -> verdict(criterion) == Verdict.Result.UNMET)
                .filter(criterion -> criterion
                        .verdict()
                        .filter(verdict -> !verdict.evidence().isBlank())
                        .isPresent())
                .map(criterion -> "unmet: " + Visible.clip(criterion.criterion().text())
                        + criterion.verdict().map(StatusText::proof).orElse(""))
                .toList();
    }

    private void agents() {
        List<String> working = new ArrayList<>();
        for (AgentView agent : view.working()) {
            working.add(agent.agent() + " (" + agent.phase() + ")"
                    + (verbose ? ", attempt " + agent.attempt() + ", " + Ages.between(agent.since(), now) : ""));
        }
        list("Active Agents:", working);
    }

    private void unverified() {
        List<String> found = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            if (phase.ending().equals(Optional.of(new Ending.Completed(Ending.Proof.UNVERIFIED)))) {
                phase.criteria().stream()
                        .filter(criterion -> verdict(criterion) == Verdict.Result.UNKNOWN)
                        .forEach(criterion -> found.add(phase.name() + ": "
                                + Visible.clip(criterion.criterion().text())));
            }
        }
        list("Unverified Criteria:", found);
    }

    private void criteria() {
        List<String> found = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            for (CriterionView criterion : phase.criteria()) {
                found.add(phase.name() + " " + criterion.number() + ": " + word(criterion) + ": "
                        + Visible.clip(criterion.criterion().text())
                        + criterion.verdict().map(StatusText::proof).orElse(""));
            }
        }
        list("Criteria:", found);
    }

    private static String word(CriterionView criterion) {
        return criterion.waiting()
                ? "waiting"
                : criterion.verdict().map(v -> v.result().text()).orElse("not judged");
    }

    private static String proof(Verdict verdict) {
        return verdict.evidence().isBlank()
                ? " (" + verdict.judge() + ")"
                : " (" + verdict.judge() + ": " + Visible.clip(verdict.evidence()) + ")";
    }

    private static Verdict.Result verdict(CriterionView criterion) {
        return criterion.verdict().map(Verdict::result).orElse(Verdict.Result.UNKNOWN);
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add(title);
            items.forEach(item -> lines.add("  - " + item));
        }
    }
}
