package dev.cortex.testkit;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.run.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A judge that says of criteria what a test has written down, and keeps a record of what it was asked. What nothing was
 * written for it cannot tell, so that the evaluators behind it are asked.
 *
 * <p>Something is written for the text of a criterion, or for every criterion of a phase; what is written for the text
 * counts first. Several verdicts, or times, are for one question after the other, and the last one is for all that follow;
 * what is written later comes behind those that were not used yet.
 *
 * <p>Safe for use by many threads.
 */
public final class ScriptedCriteria implements CriterionEvaluator {
    /** Who judged, by name, in the verdicts of {@link #met} and {@link #unmet}. */
    public static final String JUDGE = "script";

    private final Scripts<CriterionCheck, Verdict> scripts;
    private final List<CriterionCheck> checks = new ArrayList<>();

    /**
     * A judge that lives in a test's time.
     *
     * @param time the time in which it takes its own
     */
    public ScriptedCriteria(Time time) {
        this.scripts = new Scripts<>(time);
    }

    /**
     * Says that criteria are met.
     *
     * @param which the text of a criterion, or a phase
     * @return this judge
     */
    public ScriptedCriteria met(String which) {
        return on(which, Verdict.met("", JUDGE));
    }

    /**
     * Says that criteria are not met.
     *
     * @param which the text of a criterion, or a phase
     * @param evidence what speaks against it
     * @return this judge
     */
    public ScriptedCriteria unmet(String which, String evidence) {
        return on(which, Verdict.unmet(evidence, JUDGE));
    }

    /**
     * Says what the verdicts are.
     *
     * @param which the text of a criterion, or a phase
     * @param verdicts at least one, for one question after the other
     * @return this judge
     * @throws IllegalArgumentException if there are none
     */
    public ScriptedCriteria on(String which, Verdict... verdicts) {
        Scripts.atLeastOne(which, verdicts.length);
        for (Verdict verdict : verdicts) {
            scripts.reply(which, asked -> Reply.of(verdict));
        }
        return this;
    }

    /**
     * Says what happens when it is asked, misbehaviour included.
     *
     * @param which the text of a criterion, or a phase
     * @param replies at least one, for one question after the other
     * @return this judge
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    public final ScriptedCriteria on(String which, Reply<Verdict>... replies) {
        Scripts.atLeastOne(which, replies.length);
        for (Reply<Verdict> reply : replies) {
            scripts.reply(which, asked -> reply);
        }
        return this;
    }

    /**
     * Says how long verdicts take, unless a reply says so itself.
     *
     * @param which the text of a criterion, or a phase
     * @param durations at least one, for one question after the other; none is negative
     * @return this judge
     * @throws IllegalArgumentException if there are none, or one is negative
     */
    public ScriptedCriteria takes(String which, Duration... durations) {
        scripts.take(which, List.of(durations));
        return this;
    }

    /** {@return the questions so far, in order} */
    public synchronized List<CriterionCheck> checks() {
        return List.copyOf(checks);
    }

    List<String> unasked() {
        return scripts.unasked();
    }

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        synchronized (this) {
            checks.add(check);
        }
        return scripts.ask(
                List.of(check.criterion().text(), check.phase().name()),
                check,
                Reply.of(Verdict.unknown("nothing was written for it", JUDGE)),
                cancellation,
                Verdict.unknown("stopped", JUDGE));
    }
}
