package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * How something stands: a mark and words, as on a terminal, and a colour that says nothing that they do not.
 *
 * @param mark such as {@code [x]}; empty text for none
 * @param words such as {@code completed}
 * @param style the class of its colour
 */
record Badge(String mark, String words, String style) {
    /** {@return how a run stands} */
    static Badge of(RunStatus status) {
        return switch (status) {
            case COMPLETED -> new Badge("[x]", status.text(), "is-done");
            case FAILED -> new Badge("[!]", status.text(), "is-failed");
            case INTERRUPTED -> new Badge("[!]", status.text(), "is-waiting");
            case WAITING -> new Badge("[?]", status.text(), "is-waiting");
            case STOPPED -> new Badge("[-]", status.text(), "is-skipped");
            case RUNNING, STOPPING -> new Badge("[>]", status.text(), "is-running");
        };
    }

    /** {@return how a phase stands, and if it has ended, how} */
    static Badge of(PhaseView phase) {
        return new Badge(
                Marks.of(phase),
                phase.ending().map(Ending::text).orElse(phase.state().text()),
                style(phase));
    }

    /** {@return how a phase stands, in one word} */
    static Badge brief(PhaseView phase) {
        return new Badge(Marks.of(phase), phase.state().text(), style(phase));
    }

    private static String style(PhaseView phase) {
        if (phase.waitsForPerson() && !phase.state().ended()) {
            return "is-waiting";
        }
        return switch (phase.state()) {
            case PENDING -> "is-pending";
            case WAITING -> "is-waiting";
            case IN_PROGRESS, VERIFYING -> "is-running";
            case COMPLETED -> "is-done";
            case FAILED -> "is-failed";
            case SKIPPED -> "is-skipped";
        };
    }

    /** {@return how an attempt went; it is under way if nothing is known of its end} */
    static Badge of(Optional<Fact.WorkEnded> end) {
        if (end.isEmpty()) {
            return new Badge("[>]", "at work", "is-running");
        }
        String words = end.get().outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (end.get().outcome()) {
            case SUCCEEDED -> new Badge("[x]", words, "is-done");
            case FAILED, BROKE, TIMED_OUT -> new Badge("[!]", words, "is-failed");
            case INTERRUPTED, CANCELLED -> new Badge("[-]", words, "is-skipped");
        };
    }

    /** {@return a verdict} */
    static Badge of(Verdict.Result result) {
        return switch (result) {
            case MET -> new Badge("[x]", result.text(), "is-done");
            case UNMET -> new Badge("[!]", result.text(), "is-failed");
            case UNKNOWN -> new Badge("[ ]", result.text(), "is-pending");
        };
    }

    /** {@return what is known of a criterion} */
    static Badge of(CriterionView criterion) {
        if (criterion.waiting()) {
            return new Badge("[?]", "waiting", "is-waiting");
        }
        return criterion
                .verdict()
                .map(verdict -> of(verdict.result()))
                .orElse(new Badge("[ ]", "not judged", "is-pending"));
    }

    /** {@return mark and words} */
    String text() {
        return mark + " " + words;
    }

    void write(Markup to) {
        to.open("span", "class", "badge " + style);
        if (!mark.isEmpty()) {
            to.leaf("span", mark, "class", "mark").text(" ");
        }
        to.text(words).close();
    }
}
