package dev.cortex.testkit;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.RunView;
import dev.cortex.api.run.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A person who answers what runs ask people: whether a gate may start, whether a criterion is met that nobody could judge,
 * whether a phase may be rolled back. It answers what a test has written down; what nothing was written for is approved at
 * once. It is a listener of the engine, acts through {@code run.as(actor)} like anybody else, and keeps a record of it:
 *
 * <pre>{@code
 * ScriptedOperator anna = new ScriptedOperator(new Actor("anna"), time).rejects("publish", "too long");
 * Cortex cortex = Cortex.builder().agents(agents).listener(anna).time(time).executor(time).build();
 * anna.attachTo(cortex);
 * }</pre>
 *
 * <p>Something is written for a phase, or for the text of a criterion, which counts first. What is written several times is
 * for one question after the other, and the last one is for all that follow.
 *
 * <p>Safe for use by many threads.
 */
public final class ScriptedOperator implements RunListener {
    private enum Verb {
        APPROVE,
        REJECT,
        COMPLETE,
        SKIP
    }

    private record Answer(Verb verb, String reason) {}

    /** What a run asks. The number of a criterion; 0 where it asks for a start. */
    private record Question(String runId, String phase, int criterion) {}

    private static final Reply<Answer> YES = Reply.of(new Answer(Verb.APPROVE, ""));

    private final Actor actor;
    private final Scripts<Question, Answer> scripts;
    private final List<String> log = new ArrayList<>();
    private final Queue<RunEvent> heard = new ArrayDeque<>();
    /** How many events the run had when it was seen to ask. */
    private final Map<Question, Long> asked = new HashMap<>();

    private @Nullable Engine engine;
    private boolean answering;

    /**
     * A person in a test's time.
     *
     * @param actor in whose name it acts
     * @param time the time in which it takes its own
     */
    public ScriptedOperator(Actor actor, Time time) {
        this.actor = Objects.requireNonNull(actor, "actor");
        this.scripts = new Scripts<>(time);
    }

    /**
     * Says where the runs are. An engine is given its listeners before it exists, so this comes after; what was asked
     * before is answered now.
     *
     * @param runs the engine that this listens to
     * @return this operator
     * @throws IllegalStateException if there is another engine already
     */
    public ScriptedOperator attachTo(Engine runs) {
        synchronized (this) {
            if (engine != null && engine != runs) {
                throw new IllegalStateException("an operator is attached to one engine, and was already: " + engine);
            }
            engine = runs;
        }
        answer();
        return this;
    }

    /**
     * Starts a gate, or the rollback of a phase; confirms criteria.
     *
     * @param which a phase, or the text of a criterion
     * @return this operator
     */
    public ScriptedOperator approves(String which) {
        return write(which, YES);
    }

    /**
     * Refuses to start a gate; says that criteria are not met.
     *
     * @param which a phase, or the text of a criterion
     * @param reason why
     * @return this operator
     */
    public ScriptedOperator rejects(String which, String reason) {
        return write(which, Reply.of(new Answer(Verb.REJECT, reason)));
    }

    /**
     * Declares a phase done, in place of an answer.
     *
     * @param which a phase, or the text of a criterion
     * @param reason why
     * @return this operator
     */
    public ScriptedOperator completes(String which, String reason) {
        return write(which, Reply.of(new Answer(Verb.COMPLETE, reason)));
    }

    /**
     * Leaves a phase out, in place of an answer.
     *
     * @param which a phase, or the text of a criterion
     * @param reason why
     * @return this operator
     */
    public ScriptedOperator skips(String which, String reason) {
        return write(which, Reply.of(new Answer(Verb.SKIP, reason)));
    }

    /**
     * Does not answer, so that the run waits.
     *
     * @param which a phase, or the text of a criterion
     * @return this operator
     */
    public ScriptedOperator leaves(String which) {
        return write(which, Reply.never());
    }

    /**
     * Says how long answers take; none unless said here.
     *
     * @param which a phase, or the text of a criterion
     * @param durations at least one, for one question after the other; none is negative
     * @return this operator
     * @throws IllegalArgumentException if there are none, or one is negative
     */
    public ScriptedOperator takes(String which, Duration... durations) {
        scripts.take(which, List.of(durations));
        return this;
    }

    private ScriptedOperator write(String which, Reply<Answer> reply) {
        scripts.reply(which, question -> reply);
        return this;
    }

    /**
     * What was done so far, in order.
     *
     * @return texts such as {@code start publish}, {@code reject publish}, {@code confirm draft 1},
     *     {@code confirm draft 1 unmet}, {@code complete draft}, {@code skip draft}; what was refused is followed by a text
     *     that begins with {@code refused: }
     */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    List<String> unasked() {
        return scripts.unasked();
    }

    private synchronized void note(String done) {
        log.add(done);
    }

    @Override
    public void onEvent(RunEvent event) {
        synchronized (this) {
            heard.add(event);
        }
        answer();
    }

    /** One thread at a time, and no lock held while the engine is asked. */
    private void answer() {
        Engine runs;
        synchronized (this) {
            if (engine == null || answering) {
                return;
            }
            runs = engine;
            answering = true;
        }
        for (RunEvent event = next(); event != null; event = next()) {
            boolean ended = false;
            try {
                hear(runs, event);
                ended = true;
            } finally {
                if (!ended) {
                    stopAnswering();
                }
            }
        }
    }

    private synchronized @Nullable RunEvent next() {
        RunEvent event = heard.poll();
        answering = event != null;
        return event;
    }

    private synchronized void stopAnswering() {
        answering = false;
    }

    private void hear(Engine runs, RunEvent event) {
        Fact fact = event.fact();
        if (fact instanceof Fact.GateOpened gate) {
            opened(runs, event, gate.phase());
        } else if (fact instanceof Fact.CompensationGateOpened gate) {
            opened(runs, event, gate.phase());
        } else if (fact instanceof Fact.PhaseVerifying verifying) {
            forget(event, verifying.phase());
            runs.find(event.runId()).ifPresent(run -> look(run, run.view(), verifying.phase()));
        } else if (fact instanceof Fact.CriterionJudged judged) {
            runs.find(event.runId()).ifPresent(run -> look(run, run.view(), judged.phase()));
        } else if (fact instanceof Fact.RunTaken) {
            runs.find(event.runId()).ifPresent(this::look);
        }
    }

    private void opened(Engine runs, RunEvent event, String phase) {
        Question question = new Question(event.runId(), phase, 0);
        if (isNew(question, event.number())) {
            runs.find(event.runId()).ifPresent(run -> ask(run, question, List.of(phase)));
        }
    }

    /** What an earlier owner of the run has left unanswered. */
    private void look(Run run) {
        RunView view = run.view();
        for (PhaseView phase : view.phases()) {
            if (phase.state() == PhaseState.WAITING) {
                askOnce(run, view, phase.name());
            }
            look(run, view, phase.name());
        }
        view.blockers().stream()
                .filter(blocker -> blocker.kind() == Blocker.Kind.COMPENSATION)
                .map(Blocker::phase)
                .forEach(phase -> askOnce(run, view, phase));
    }

    private void askOnce(Run run, RunView view, String phase) {
        Question question = new Question(run.id(), phase, 0);
        if (isFirst(question, view)) {
            ask(run, question, List.of(phase));
        }
    }

    private void look(Run run, RunView view, String phase) {
        List<CriterionView> criteria =
                view.phase(phase).map(PhaseView::criteria).orElse(List.of());
        for (CriterionView criterion : criteria) {
            Question question = new Question(run.id(), phase, criterion.number());
            if (criterion.waiting() && isFirst(question, view)) {
                ask(run, question, List.of(criterion.criterion().text(), phase));
            }
        }
    }

    private synchronized boolean isFirst(Question question, RunView view) {
        return asked.putIfAbsent(question, view.standing().events()) == null;
    }

    /** Not if it was seen in a view that had this event already. */
    private synchronized boolean isNew(Question question, long number) {
        Long before = asked.get(question);
        asked.put(question, before == null ? number : Math.max(before, number));
        return before == null || before < number;
    }

    private synchronized void forget(RunEvent event, String phase) {
        asked.entrySet()
                .removeIf(one -> one.getKey().runId().equals(event.runId())
                        && one.getKey().phase().equals(phase)
                        && one.getKey().criterion() > 0
                        && one.getValue() < event.number());
    }

    private void ask(Run run, Question question, List<String> names) {
        var unused = scripts.ask(names, question, YES, Cancellation.never(), new Answer(Verb.APPROVE, ""))
                .thenAccept(answer -> act(run, question, answer));
    }

    private void act(Run run, Question question, Answer answer) {
        String phase = question.phase();
        Operator operator = run.as(actor);
        boolean met = answer.verb() == Verb.APPROVE;
        var unused = switch (answer.verb()) {
            case COMPLETE -> noted("complete " + phase, operator.complete(phase, answer.reason()));
            case SKIP -> noted("skip " + phase, operator.skip(phase, answer.reason()));
            case APPROVE, REJECT -> {
                if (question.criterion() > 0) {
                    yield noted(
                            "confirm " + phase + " " + question.criterion() + (met ? "" : " unmet"),
                            operator.confirm(phase, question.criterion(), met, answer.reason()));
                }
                yield met
                        ? noted("start " + phase, operator.start(phase, answer.reason()))
                        : noted("reject " + phase, operator.reject(phase, answer.reason()));
            }
        };
    }

    private CompletionStage<Void> noted(String what, CompletionStage<Void> act) {
        note(what);
        return act.whenComplete((done, thrown) -> {
            if (thrown != null) {
                note("refused: " + thrown.getMessage());
            }
        });
    }
}
