package dev.cortex.testkit;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a test expects of a run, as sentences:
 *
 * <pre>{@code
 * assertThat(run).is(RunStatus.FAILED)
 *         .failed("backend", Cause.AGENT)
 *         .skipped("integration", SkipCause.UPSTREAM_FAILED)
 *         .overlapped("backend", "frontend")
 *         .worked("backend/coder", 3);
 * }</pre>
 *
 * <p>It is about the run as it was when the assertion was made, and works for every run that can be read, finished or not.
 * Each method throws an {@link AssertionError} if the expectation is not met; its message says what was expected, what is
 * the case, and shows the {@link Timeline} of the run. A name that is in no phase of the plan is an error too, so that a
 * slip of the pen cannot pass for something that has not happened. Needs no library of assertions. Immutable.
 */
public final class RunAssert {
    private static final int LONGEST_LINE = 200;
    private static final int HEAD = 40;
    private static final int TAIL = 160;

    private final RunView view;
    private final List<RunEvent> events;
    private final PhaseSpans spans;

    private RunAssert(RunView view, List<RunEvent> events) {
        this.view = Objects.requireNonNull(view, "view");
        this.events = List.copyOf(events);
        this.spans = new PhaseSpans(this.events);
    }

    /**
     * Begins to say what is expected of a run as it is now.
     *
     * @param run the run; its journal is read
     * @return the assertion
     */
    public static RunAssert assertThat(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return new RunAssert(run.view(), events);
    }

    /**
     * Begins to say what is expected of a run as it was.
     *
     * @param view how it stood
     * @param events its events, in order, as an {@link EventRecorder} has them; copied
     * @return the assertion
     */
    public static RunAssert assertThat(RunView view, List<RunEvent> events) {
        return new RunAssert(view, events);
    }

    // ---- how it stands

    /**
     * The run stands so.
     *
     * @param status the status
     * @return this
     */
    public RunAssert is(RunStatus status) {
        return check(
                view.status() == status,
                "the run is " + status.text(),
                "it is " + view.status().text());
    }

    /**
     * A phase stands so.
     *
     * @param phase the phase
     * @param state its state
     * @return this
     */
    public RunAssert phase(String phase, PhaseState state) {
        PhaseView one = one(phase);
        return check(one.state() == state, "phase " + phase + " is " + state.text(), text(one));
    }

    /**
     * Phases are completed, whatever stands behind it.
     *
     * @param phases the phases
     * @return this
     */
    public RunAssert completed(String... phases) {
        for (String phase : phases) {
            phase(phase, PhaseState.COMPLETED);
        }
        return this;
    }

    /**
     * A phase is completed.
     *
     * @param phase the phase
     * @param proof what stands behind it
     * @return this
     */
    public RunAssert completed(String phase, Ending.Proof proof) {
        return ended(
                phase,
                new Ending.Completed(proof).text(),
                one(phase)
                        .ending()
                        .filter(ending -> ending instanceof Ending.Completed completed && completed.proof() == proof));
    }

    /**
     * A phase has failed.
     *
     * @param phase the phase
     * @param cause why
     * @return this
     */
    public RunAssert failed(String phase, Ending.Cause cause) {
        return ended(
                phase,
                new Ending.Failed(cause, "").text(),
                one(phase)
                        .ending()
                        .filter(ending -> ending instanceof Ending.Failed failed && failed.cause() == cause));
    }

    /**
     * A phase was skipped.
     *
     * @param phase the phase
     * @param cause why
     * @return this
     */
    public RunAssert skipped(String phase, Ending.SkipCause cause) {
        return ended(
                phase,
                new Ending.Skipped(cause, Optional.empty()).text(),
                one(phase)
                        .ending()
                        .filter(ending -> ending instanceof Ending.Skipped skipped && skipped.why() == cause));
    }

    private RunAssert ended(String phase, String how, Optional<Ending> ending) {
        return check(ending.isPresent(), "phase " + phase + " is " + how, text(one(phase)));
    }

    private static String text(PhaseView phase) {
        return "it is "
                + phase.ending()
                        .map(ending -> ending.text()
                                + (ending instanceof Ending.Failed failed ? " (" + failed.reason() + ")" : ""))
                        .orElse(phase.state().text());
    }

    /**
     * Exactly these phases wait for a person, to start them or to confirm a criterion.
     *
     * @param phases the phases, in listed order; none if nobody is waited for
     * @return this
     */
    public RunAssert waitsFor(String... phases) {
        List<String> waiting = view.phases().stream()
                .filter(PhaseView::waitsForPerson)
                .map(PhaseView::name)
                .toList();
        return same("a person is waited for by", known(phases), waiting);
    }

    /**
     * A criterion was judged so, in the phase's present round.
     *
     * @param phase the phase
     * @param criterion the criterion's text
     * @param result the verdict that stands
     * @return this
     */
    public RunAssert judged(String phase, String criterion, Verdict.Result result) {
        List<CriterionView> criteria = one(phase).criteria();
        CriterionView one = criteria.stream()
                .filter(some -> some.criterion().text().equals(criterion))
                .findFirst()
                .orElseThrow(() -> failure(
                        "phase " + phase + " has a criterion " + criterion,
                        "it has "
                                + criteria.stream()
                                        .map(some -> some.criterion().text())
                                        .toList()));
        return check(
                one.verdict().filter(said -> said.result() == result).isPresent(),
                "criterion " + criterion + " of phase " + phase + " is " + result.text(),
                one.verdict()
                        .map(said ->
                                "it is " + said.result().text() + " (" + said.judge() + ": " + said.evidence() + ")")
                        .orElse("it has no verdict"));
    }

    /**
     * A phase has produced an output.
     *
     * @param phase the phase
     * @param name the output's name
     * @param value its value, a plain JSON value
     * @return this
     */
    public RunAssert output(String phase, String name, Object value) {
        Values outputs = one(phase).outputs();
        return check(
                Objects.equals(outputs.map().get(name), Values.normal(value)),
                "phase " + phase + " has an output " + name + " that is " + value,
                "its outputs are " + outputs.map());
    }

    // ---- how it came to that

    /**
     * Exactly these phases have started, in this order.
     *
     * @param phases the phases; one that started again is there again
     * @return this
     */
    public RunAssert started(String... phases) {
        return same("phases started in this order:", known(phases), spans.starts());
    }

    /**
     * Phases have not started, ever.
     *
     * @param phases the phases
     * @return this
     */
    public RunAssert neverStarted(String... phases) {
        for (String phase : known(phases)) {
            check(!spans.starts().contains(phase), "phase " + phase + " never started", "it did");
        }
        return this;
    }

    /**
     * A phase has started, and each time only after others had ended.
     *
     * @param later the phase
     * @param earlier the phases before it
     * @return this
     */
    public RunAssert startedAfter(String later, String... earlier) {
        String expected = "phase " + one(later).name() + " started after the end of " + String.join(", ", earlier);
        check(spans.starts().contains(later), expected, "it never started");
        spans.notBefore(later, known(earlier)).ifPresent(phase -> {
            throw failure(expected, phase + " had not ended when it did");
        });
        return this;
    }

    /**
     * There was a moment at which all of these phases were under way: started, and neither ended nor cut short. Two that
     * began and ended one after the other within one moment of the clock have not overlapped.
     *
     * @param phases two or more
     * @return this
     */
    public RunAssert overlapped(String... phases) {
        return check(
                spans.overlapped(Set.copyOf(known(phases))),
                "phases " + String.join(", ", phases) + " overlapped",
                "there was no moment at which all of them were under way");
    }

    /**
     * An agent was asked to work so often; each attempt counts.
     *
     * @param who {@code phase/agent}, an agent in any phase, or any agent of a phase
     * @param times how often, 0 for never
     * @return this
     */
    public RunAssert worked(String who, long times) {
        List<Fact.Attempt> attempts = events.stream()
                .filter(event -> event.fact() instanceof Fact.WorkStarted)
                .map(event -> ((Fact.WorkStarted) event.fact()).attempt())
                .filter(attempt -> names(attempt.phase(), attempt.agent()).anyMatch(who::equals))
                .toList();
        boolean known = !attempts.isEmpty()
                || view.phases().stream()
                        .anyMatch(phase -> phase.name().equals(who)
                                || phase.phase().agents().stream()
                                        .anyMatch(agent ->
                                                names(phase.name(), agent).anyMatch(who::equals)));
        return check(known, who + " is an agent or a phase", "the plan has none of that name")
                .check(attempts.size() == times, who + " worked " + times + " times", "it was " + attempts.size());
    }

    private static Stream<String> names(String phase, String agent) {
        return Stream.of(phase + "/" + agent, agent, phase);
    }

    /**
     * Exactly these phases have asked a person, in this order: for a start, for the confirmation of criteria, or for the
     * start of a rollback.
     *
     * @param phases the phases; one that asked again is there again; none if nobody was asked
     * @return this
     */
    public RunAssert asked(String... phases) {
        return same("people were asked by", known(phases), Questions.in(view.plan(), events));
    }

    /**
     * The run has lasted so long, from its start to its last event, pauses included.
     *
     * @param time how long, by the clock of the engine
     * @return this
     */
    public RunAssert took(Duration time) {
        Duration all =
                Duration.between(view.standing().startedAt(), view.standing().changedAt());
        return check(all.equals(time), "the run took " + FactText.text(time), "it took " + FactText.text(all));
    }

    /**
     * The {@link Timeline} of the run is the text of a file, line for line.
     *
     * <p>A file that differs, or is not there, is a failure that shows the lines in question and names the command that writes
     * the file: the same test with the system property {@code golden.update} set to {@code true}. Nothing is written without
     * it, and nothing at all where the environment variable {@code CI} is set, as it is on servers that build.
     *
     * <p>For runs in {@link ManualTime}; in others the moments differ each time.
     *
     * @param file where the text is, such as {@code src/test/resources/runs/approved.txt}: from the folder of the module
     *     when Maven or Gradle runs the test
     * @return this
     * @throws java.io.UncheckedIOException if the file can be neither read nor written
     */
    public RunAssert hasTimeline(Path file) {
        return golden("the timeline in ", file, Timeline.of(events).lines());
    }

    /**
     * The journal of the run is the text of a file: every event, a line each, with all that is recorded of it. Where a
     * {@link Timeline} tells a person what happened, this shows everything that a later engine will read, such as rounds,
     * deadlines and the policy.
     *
     * <pre>{@code
     *  3  +0s     phase-started  phase: draft, round: 1, deadline: +10m
     *  4  +0s     activating  activation: {runId: RUN, kind: agent, name: writer}
     * }</pre>
     *
     * <p>A line has the number of the event, the time since the first one, the kind, and each part that has a value. What
     * differs from one run to the next is replaced: the run's id by {@code RUN}, engines by {@code engine 1} and so on, moments
     * by the time since the first event, and the folder of the process, of temporary files and of the user by {@code DIR},
     * {@code TMP} and {@code HOME}. Of the scenario there is the name.
     *
     * <p>The file is compared and written as that of {@link #hasTimeline} is.
     *
     * @param file where the text is
     * @return this
     * @throws java.io.UncheckedIOException if the file can be neither read nor written
     */
    public RunAssert hasJournal(Path file) {
        return golden("the journal in ", file, JournalText.of(events));
    }

    private RunAssert golden(String what, Path file, List<String> actual) {
        GoldenFile.compare(file, actual).ifPresent(difference -> {
            throw failure(what + file, difference);
        });
        return this;
    }

    // ---- failing

    private PhaseView one(String phase) {
        return view.phase(phase)
                .orElseThrow(() -> failure(
                        "there is a phase " + phase,
                        "the plan has "
                                + view.phases().stream().map(PhaseView::name).toList()));
    }

    private List<String> known(String... phases) {
        return Stream.of(phases).map(phase -> one(phase).name()).toList();
    }

    private RunAssert same(String what, List<String> expected, List<String> actual) {
        return check(expected.equals(actual), what + " " + expected, "it is " + actual);
    }

    private RunAssert check(boolean met, String expected, String actual) {
        if (!met) {
            throw failure(expected, actual);
        }
        return this;
    }

    private AssertionError failure(String expected, String actual) {
        StringBuilder message = new StringBuilder("expected: " + expected + "\n but was: " + actual + "\n");
        message.append("run ").append(view.id()).append(" of ").append(view.scenario());
        message.append(" is ").append(view.status().text()).append(":\n");
        List<String> lines = Timeline.of(events).lines();
        for (int i = 0; i < lines.size(); i++) {
            if (i < HEAD || i >= lines.size() - TAIL) {
                message.append("  ").append(clipped(lines.get(i))).append('\n');
            } else if (i == HEAD) {
                message.append("  … ").append(lines.size() - HEAD - TAIL).append(" more\n");
            }
        }
        return new AssertionError(message.toString());
    }

    private static String clipped(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
