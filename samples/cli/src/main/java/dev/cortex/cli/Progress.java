package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a person what happens while it happens: one line for each event that matters. */
final class Progress implements RunListener {
    private final Printer printer;
    private final String prefix;
    private final boolean quiet;
    private final boolean verbose;
    private final List<RunEvent> early = new ArrayList<>();
    private Optional<Consumer<RunEvent>> listener = Optional.empty();
    private Optional<Plan> plan = Optional.empty();
    private long seen;
    private boolean shown;
    private String failure = "";

    /**
     * A teller of events.
     *
     * @param prefix what each line begins with
     * @param quiet whether to tell nothing
     * @param verbose whether to tell everything
     */
    Progress(Printer printer, String prefix, boolean quiet, boolean verbose) {
        this.printer = printer;
        this.prefix = prefix;
        this.quiet = quiet;
        this.verbose = verbose;
    }

    /**
     * Begins to tell, with what has happened so far; before, the command's own first lines are written.
     *
     * @param from how many events are no news
     * @param elsewhere whether a person sees elsewhere what waits and who works
     * @param next hears of each event after it was told
     */
    synchronized void begin(Plan told, long from, boolean elsewhere, Consumer<RunEvent> next) {
        plan = Optional.of(told);
        shown = elsewhere;
        seen = from;
        listener = Optional.of(next);
        early.forEach(this::onEvent);
        early.clear();
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (listener.isEmpty()) {
            early.add(event);
            return;
        }
        if (event.number() <= seen) {
            return;
        }
        seen = event.number();
        if (!quiet && (verbose || (matters(event.fact()) && !(shown && isSeen(event.fact()))))) {
            printer.line(prefix + mark(event.fact()) + " " + text(event.fact()));
        }
        listener.get().accept(event);
    }

    /** {@return how many events were told} */
    synchronized long seen() {
        return seen;
    }

    /** What happened; a criterion by its own words, and with the evidence where that says more than the verdict. */
    private String text(Fact fact) {
        if (fact instanceof Fact.WorkEnded ended && !ended.result().success()) {
            failure = ended.result().summary();
        }
        if (fact instanceof Fact.PhaseEnded ended && ended.ending() instanceof Ending.Failed failed) {
            // What the agent has just said needs no repetition.
            boolean said = !failure.isBlank() && failed.reason().contains(failure);
            return ended.phase() + ": " + (said ? failed.text() : EndingText.of(failed));
        }
        if (verbose || !(fact instanceof Fact.CriterionJudged judged)) {
            return EventText.of(fact);
        }
        Verdict verdict = judged.verdict();
        String evidence =
                verdict.result() == Verdict.Result.MET || verdict.evidence().isBlank()
                        ? ""
                        : " (" + Visible.clip(verdict.evidence().strip()) + ")";
        return judged.phase() + ": " + verdict.result().text() + ": " + criterion(judged) + evidence;
    }

    private String criterion(Fact.CriterionJudged judged) {
        return plan.flatMap(known -> known.phase(judged.phase()))
                .map(known -> known.phase().criteria())
                .filter(criteria -> judged.criterion() <= criteria.size())
                .map(criteria ->
                        Visible.clip(criteria.get(judged.criterion() - 1).text()))
                .orElse("criterion " + judged.criterion());
    }

    /** {@return whether people want to know of it unless they ask for everything} */
    static boolean matters(Fact fact) {
        return fact instanceof Fact.GateOpened
                || fact instanceof Fact.CompensationGateOpened
                || fact instanceof Fact.CompensationEnded
                || fact instanceof Fact.PhaseStarted
                || fact instanceof Fact.PhaseRepeated
                || fact instanceof Fact.PhaseInterrupted
                || fact instanceof Fact.PhaseEnded
                || fact instanceof Fact.WorkStarted
                || fact instanceof Fact.WorkEnded
                || fact instanceof Fact.CriterionJudged
                || fact instanceof Fact.RunTimedOut
                || fact instanceof Fact.Acted
                || fact instanceof Fact.Warned;
    }

    /** {@return whether the block of a run that is shown live says it} */
    private static boolean isSeen(Fact fact) {
        return fact instanceof Fact.GateOpened
                || fact instanceof Fact.CompensationGateOpened
                || fact instanceof Fact.PhaseStarted
                || fact instanceof Fact.WorkStarted;
    }

    /** {@return the mark in front of it; blanks for none} */
    static String mark(Fact fact) {
        if (fact instanceof Fact.PhaseEnded ended) {
            if (ended.ending() instanceof Ending.Completed) {
                return "[x]";
            }
            return ended.ending() instanceof Ending.Failed ? "[!]" : "[-]";
        } else if (fact instanceof Fact.GateOpened || fact instanceof Fact.CompensationGateOpened) {
            return "[?]";
        } else if (fact instanceof Fact.PhaseStarted) {
            return "[>]";
        }
        return "   ";
    }
}
