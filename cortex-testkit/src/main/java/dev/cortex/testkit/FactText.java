package dev.cortex.testkit;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts in words, without what differs from one run to the next. Not thread-safe: it counts engines. */
final class FactText {
    private static final int COLUMN = 10;

    private final RunNames names;
    private final Instant start;
    private final Map<Class<? extends Fact>, Function<Fact, String>> words = new LinkedHashMap<>();

    FactText(RunEvent first) {
        this.names = new RunNames(first.runId());
        this.start = first.at();
        sayOfRuns();
        sayOfPhases();
        sayOfActivations();
        sayOfWork();
        sayOfPeople();
    }

    /** When, and what. */
    String line(RunEvent event) {
        String when = at(event.at());
        String padding = " ".repeat(Math.max(1, COLUMN - when.length()));
        return names.clean(when + padding + of(event.fact())).stripTrailing();
    }

    String of(Fact fact) {
        Function<Fact, String> some = words.get(fact.getClass());
        if (some == null) {
            throw new IllegalStateException("no words for " + fact.getClass());
        }
        return some.apply(fact);
    }

    private <F extends Fact> void say(Class<F> type, Function<F, String> what) {
        words.put(type, fact -> what.apply(type.cast(fact)));
    }

    private void sayOfRuns() {
        say(
                Fact.RunStarted.class,
                f -> "run of " + f.scenario().name() + " started by " + f.by().name() + data(f.inputs()));
        say(Fact.RunTaken.class, f -> "driven by " + names.engine(f.owner()));
        say(Fact.RunReleased.class, f -> "let go while it waits for a person");
        say(Fact.RunEnded.class, f -> "run " + lower(f.outcome()) + because(f.reason()));
        say(Fact.RunTimedOut.class, f -> "the run's time is over");
        say(Fact.Warned.class, f -> f.phase().map(phase -> phase + ": ").orElse("") + "warning: " + f.message());
    }

    private void sayOfPhases() {
        say(Fact.GateOpened.class, f -> f.phase() + ": waits for a start");
        say(Fact.PhaseStarted.class, f -> f.phase() + ": started" + round(f.round()) + until(f.deadline()));
        say(Fact.PhaseInterrupted.class, f -> f.phase() + ": cut short, pending again");
        say(Fact.PhaseVerifying.class, f -> f.phase() + ": verifying");
        say(Fact.PhaseRepeated.class, f -> f.phase() + ": repeated" + round(f.round()) + ", at " + at(f.at()));
        say(Fact.PhaseClosing.class, f -> f.phase() + ": will be " + ending(f.ending()));
        say(Fact.PhaseEnded.class, f -> f.phase() + ": " + ending(f.ending()));
        say(
                Fact.PhasesReset.class,
                f -> "pending again: " + String.join(", ", f.phases())
                        + (f.started().isEmpty() ? "" : "; to start: " + String.join(", ", f.started())));
        say(
                Fact.CriterionJudged.class,
                f -> f.phase() + ": criterion " + f.criterion() + " is "
                        + f.verdict().result().text() + ", says " + f.verdict().judge()
                        + because(f.verdict().evidence()));
        say(Fact.CompensationGateOpened.class, f -> f.phase() + ": rollback waits for a start");
        say(Fact.CompensationStarted.class, f -> f.phase() + ": rollback started");
        say(
                Fact.CompensationEnded.class,
                f -> f.phase() + (f.success() ? ": rolled back" : ": not rolled back") + because(f.summary()));
    }

    private void sayOfActivations() {
        say(Fact.Activating.class, f -> "activating " + name(f.activation()));
        say(
                Fact.Activated.class,
                f -> f.problem()
                        .map(why -> "not activated " + name(f.activation()) + because(why))
                        .orElseGet(() -> "activated " + name(f.activation())));
        say(Fact.Deactivating.class, f -> "deactivating " + name(f.activation()) + until(Optional.of(f.until())));
        say(
                Fact.Deactivated.class,
                f -> "deactivated " + name(f.activation()) + because(f.problem().orElse("")));
        say(
                Fact.CallCancelled.class,
                f -> "asked to stop (" + lower(f.why()) + "): " + f.call() + until(Optional.of(f.until())));
        say(Fact.CallDropped.class, f -> (f.abandoned() ? "abandoned: " : "stopped: ") + f.call());
    }

    private void sayOfWork() {
        say(Fact.WorkStarted.class, f -> attempt(f.attempt()) + " works" + until(f.deadline()));
        say(
                Fact.WorkEnded.class,
                f -> attempt(f.attempt()) + " " + lower(f.outcome()) + (f.abandoned() ? ", abandoned" : "")
                        + result(f.result())
                        + f.retryAt().map(at -> "; again at " + at(at)).orElse(""));
    }

    private void sayOfPeople() {
        say(Fact.Acted.class, this::act);
        say(
                Fact.Handwritten.class,
                f -> "by hand: "
                        + f.act().map(this::act).orElseGet(() -> f.problem().orElse("")));
        say(Fact.Adopted.class, f -> "line " + f.number() + ", written by hand, is adopted");
        say(Fact.Refused.class, f -> "line " + f.number() + ", written by hand, is refused" + because(f.reason()));
    }

    private String act(Fact.Acted act) {
        OperatorAction action = act.action();
        String what = action instanceof OperatorAction.Confirm confirm
                ? confirm.phase() + " " + confirm.criterion() + (confirm.met() ? " met" : " unmet")
                : action.subject().orElse("");
        return act.actor().name() + ": " + (action.verb() + " " + what).strip() + because(act.reason());
    }

    private static String ending(Ending ending) {
        return ending.text() + (ending instanceof Ending.Failed failed ? because(failed.reason()) : "");
    }

    private static String attempt(Fact.Attempt attempt) {
        return attempt.phase() + ": " + attempt.agent() + " #" + attempt.number();
    }

    private static String result(AgentResult result) {
        return because(result.summary())
                + data(result.outputs())
                + (result.evidence().isEmpty() ? "" : " evidence " + plain(result.evidence()))
                + result.usage()
                        .map(usage -> " tokens " + usage.inputTokens() + "+" + usage.outputTokens()
                                + usage.cost()
                                        .map(cost -> " cost " + cost.toPlainString() + " " + usage.currency())
                                        .orElse(""))
                        .orElse("");
    }

    private static String name(Activation activation) {
        return lower(activation.kind()) + " " + activation.name();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }

    private static String round(int round) {
        return round > 1 ? ", round " + round : "";
    }

    private String until(Optional<Instant> moment) {
        return moment.map(at -> ", until " + at(at)).orElse("");
    }

    private String at(Instant moment) {
        return "+" + text(Duration.between(start, moment));
    }

    /** Such as {@code 1h5m}, {@code 0.25s}. */
    static String text(Duration time) {
        StringBuilder text = new StringBuilder(time.isNegative() ? "-" : "");
        Duration rest = time.abs();
        part(text, rest.toDays(), "d");
        part(text, rest.toHoursPart(), "h");
        part(text, rest.toMinutesPart(), "m");
        if (rest.toSecondsPart() > 0 || rest.toNanosPart() > 0 || rest.isZero()) {
            String nanos =
                    String.format(Locale.ROOT, "%09d", rest.toNanosPart()).replaceAll("0+$", "");
            text.append(rest.toSecondsPart())
                    .append(nanos.isEmpty() ? "" : "." + nanos)
                    .append('s');
        }
        return text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    private static String data(Values values) {
        return values.map().isEmpty() ? "" : " " + plain(values.map());
    }

    /** Maps by their keys in order: equal data has equal text. */
    private static String plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, part) -> sorted.put(String.valueOf(key), plain(part)));
            return sorted.toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(FactText::plain).toList().toString()
                : String.valueOf(value);
    }
}
