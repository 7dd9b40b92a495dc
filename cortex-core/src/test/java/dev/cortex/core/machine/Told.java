package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Facts and commands as short sentences, so that tests read and compare them. Moments are counted from the start. */
final class Told {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Map<Class<?>, Function<Object, String>> WORDS = new HashMap<>();

    static {
        on(Fact.RunStarted.class, f -> "run begun by " + f.by().name());
        on(Fact.RunTaken.class, f -> "run taken by " + f.owner().id());
        on(Fact.RunReleased.class, f -> "run released");
        on(Fact.RunEnded.class, f -> "run " + lower(f.outcome()) + (f.reason().isEmpty() ? "" : ": " + f.reason()));
        on(Fact.RunTimedOut.class, f -> "run timed out");
        on(Fact.GateOpened.class, f -> f.phase() + " waits");
        on(
                Fact.PhaseStarted.class,
                f -> f.phase() + " started" + (f.round() > 1 ? ", round " + f.round() : "")
                        + f.deadline().map(at -> ", until " + moment(at)).orElse(""));
        on(Fact.PhaseInterrupted.class, f -> f.phase() + " interrupted");
        on(Fact.PhaseVerifying.class, f -> f.phase() + " verifying");
        on(Fact.PhaseRepeated.class, f -> f.phase() + " repeated as round " + f.round() + " at " + moment(f.at()));
        on(Fact.PhaseClosing.class, f -> f.phase() + " closing, " + f.ending().text());
        on(Fact.PhaseEnded.class, f -> f.phase() + " " + f.ending().text());
        on(
                Fact.PhasesReset.class,
                f -> "reset " + String.join(", ", f.phases())
                        + (f.started().isEmpty() ? "" : "; started " + String.join(", ", f.started())));
        on(Fact.Activating.class, f -> "activating " + f.activation().name());
        on(
                Fact.Activated.class,
                f -> f.activation().name()
                        + f.problem().map(p -> " not active: " + p).orElse(" active"));
        on(Fact.Deactivating.class, f -> "deactivating " + f.activation().name());
        on(
                Fact.Deactivated.class,
                f -> f.activation().name() + " inactive"
                        + f.problem().map(p -> ": " + p).orElse(""));
        on(
                Fact.WorkStarted.class,
                f -> attempt(f.attempt()) + " works"
                        + f.deadline().map(at -> ", until " + moment(at)).orElse(""));
        on(Fact.WorkEnded.class, Told::workEnded);
        on(
                Fact.CallCancelled.class,
                f -> "asked to stop: " + f.call() + ", " + lower(f.why()) + ", until " + moment(f.until()));
        on(Fact.CallDropped.class, f -> "dropped " + f.call() + (f.abandoned() ? ", abandoned" : ""));
        on(
                Fact.CriterionJudged.class,
                f -> f.phase() + " criterion " + f.criterion() + " "
                        + f.verdict().result().text());
        on(
                Fact.Acted.class,
                f -> f.actor().name() + ": " + f.action().verb()
                        + f.action().subject().map(name -> " " + name).orElse(""));
        on(Fact.Handwritten.class, f -> "by hand, " + f.act().map(Told::of).orElse("nonsense"));
        on(Fact.Adopted.class, f -> "line " + f.number() + " adopted");
        on(Fact.Refused.class, f -> "line " + f.number() + " refused: " + f.reason());
        on(Fact.CompensationGateOpened.class, f -> f.phase() + " compensation waits");
        on(Fact.CompensationStarted.class, f -> f.phase() + " compensation started");
        on(
                Fact.CompensationEnded.class,
                f -> f.phase() + (f.success() ? " compensated" : " not compensated: " + f.summary()));
        on(Fact.Warned.class, f -> "warned: " + f.message());
    }

    private Told() {}

    private static <F extends Fact> void on(Class<F> kind, Function<F, String> words) {
        WORDS.put(kind, fact -> words.apply(kind.cast(fact)));
    }

    static String of(Fact fact) {
        return Optional.ofNullable(WORDS.get(fact.getClass())).orElseThrow().apply(fact);
    }

    static List<String> of(List<RunEvent> events) {
        return events.stream().map(event -> of(event.fact())).toList();
    }

    /** Calls are told by their names; a request to stop or to forget one says so. */
    static String of(Command command) {
        if (command instanceof Command.Cancel) {
            return "cancel " + command.call();
        }
        return (command instanceof Command.Abandon ? "abandon " : "") + command.call();
    }

    static List<String> ofCommands(List<Command> commands) {
        return commands.stream().map(Told::of).toList();
    }

    private static String workEnded(Fact.WorkEnded fact) {
        return attempt(fact.attempt()) + " " + lower(fact.outcome()) + (fact.abandoned() ? ", abandoned" : "")
                + fact.retryAt().map(at -> ", again at " + moment(at)).orElse("");
    }

    private static String attempt(Fact.Attempt attempt) {
        return attempt.phase() + "/" + attempt.agent() + " #" + attempt.number();
    }

    private static String moment(Instant at) {
        return "+" + Duration.between(START, at).toSeconds() + "s";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
