package dev.cortex.cli;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.event.Fact;
import java.util.Optional;

/** What happened, in one line. Takes the sealed type apart; a test proves that no fact is missing. */
final class EventText {
    private EventText() {}

    static String of(Fact fact) {
        return ofRun(fact)
                .or(() -> ofPhase(fact))
                .or(() -> ofActivation(fact))
                .or(() -> ofWork(fact))
                .or(() -> ofCompensation(fact))
                .orElseThrow(() -> new IllegalStateException("no words for " + fact.getClass()));
    }

    private static Optional<String> ofRun(Fact fact) {
        if (fact instanceof Fact.RunStarted started) {
            return Optional.of("run started by " + Visible.clip(started.by().name()));
        } else if (fact instanceof Fact.RunTaken taken) {
            return Optional.of("run driven by process " + taken.owner().pid() + " on "
                    + taken.owner().host());
        } else if (fact instanceof Fact.RunReleased) {
            return Optional.of("run let go while it waits for a person");
        } else if (fact instanceof Fact.RunEnded ended) {
            return Optional.of("run " + lower(ended.outcome()) + because(ended.reason()));
        } else if (fact instanceof Fact.RunTimedOut) {
            return Optional.of("the time for the run is over");
        } else if (fact instanceof Fact.Acted acted) {
            return Optional.of(acted(acted));
        } else if (fact instanceof Fact.Handwritten line) {
            return Optional.of("by hand: " + line.act().map(EventText::acted).orElse("a line that is no act"));
        } else if (fact instanceof Fact.Adopted adopted) {
            return Optional.of("line " + adopted.number() + ", written by hand, adopted");
        } else if (fact instanceof Fact.Refused refused) {
            return Optional.of(
                    "line " + refused.number() + ", written by hand, refused: " + Visible.clip(refused.reason()));
        } else if (fact instanceof Fact.Warned warned) {
            return Optional.of("warning"
                    + warned.phase().map(p -> " about " + p).orElse("") + ": " + Visible.clip(warned.message()));
        }
        return Optional.empty();
    }

    private static String acted(Fact.Acted acted) {
        String what = switch (acted.action().verb()) {
            case "confirm" -> confirmed((dev.cortex.api.event.OperatorAction.Confirm) acted.action());
            default ->
                acted.action().verb()
                        + acted.action().subject().map(phase -> " " + phase).orElse("");
        };
        return Visible.clip(acted.actor().name()) + " asked: " + what + because(acted.reason());
    }

    private static String confirmed(dev.cortex.api.event.OperatorAction.Confirm confirm) {
        return "criterion " + confirm.criterion() + " of " + confirm.phase() + " is "
                + (confirm.met() ? "met" : "unmet");
    }

    private static Optional<String> ofPhase(Fact fact) {
        if (fact instanceof Fact.GateOpened gate) {
            return Optional.of(gate.phase() + ": waiting for a start");
        } else if (fact instanceof Fact.PhaseStarted started) {
            return Optional.of(started.phase() + ": started" + round(started.round()));
        } else if (fact instanceof Fact.PhaseInterrupted cut) {
            return Optional.of(cut.phase() + ": cut short, pending again");
        } else if (fact instanceof Fact.PhaseVerifying verifying) {
            return Optional.of(verifying.phase() + ": verifying");
        } else if (fact instanceof Fact.PhaseRepeated again) {
            return Optional.of(again.phase() + ": repeated because a criterion is unmet" + round(again.round()));
        } else if (fact instanceof Fact.PhaseClosing closing) {
            return Optional.of(
                    closing.phase() + ": closing, " + closing.ending().text());
        } else if (fact instanceof Fact.PhaseEnded ended) {
            return Optional.of(ended.phase() + ": " + EndingText.of(ended.ending()));
        } else if (fact instanceof Fact.PhasesReset reset) {
            return Optional.of("pending again: " + Visible.clip(String.join(", ", reset.phases())));
        } else if (fact instanceof Fact.CriterionJudged judged) {
            return Optional.of(judged.phase() + ": criterion " + judged.criterion() + " "
                    + judged.verdict().result().text() + ", says "
                    + judged.verdict().judge() + because(judged.verdict().evidence()));
        }
        return Optional.empty();
    }

    private static Optional<String> ofActivation(Fact fact) {
        if (fact instanceof Fact.Activating activating) {
            return Optional.of("activating " + name(activating.activation()));
        } else if (fact instanceof Fact.Activated activated) {
            return Optional.of(activated
                    .problem()
                    .map(why -> name(activated.activation()) + ": " + Visible.clip(why))
                    .orElse("activated " + name(activated.activation())));
        } else if (fact instanceof Fact.Deactivating deactivating) {
            return Optional.of("deactivating " + name(deactivating.activation()));
        } else if (fact instanceof Fact.Deactivated deactivated) {
            return Optional.of("deactivated " + name(deactivated.activation())
                    + because(deactivated.problem().orElse("")));
        } else if (fact instanceof Fact.CallCancelled cancelled) {
            return Optional.of(
                    "asked to stop: " + Visible.clip(cancelled.call()) + " (" + lower(cancelled.why()) + ")");
        } else if (fact instanceof Fact.CallDropped dropped) {
            return Optional.of((dropped.abandoned() ? "abandoned: " : "stopped: ") + Visible.clip(dropped.call()));
        }
        return Optional.empty();
    }

    private static String name(Activation activation) {
        return lower(activation.kind()) + " " + activation.name();
    }

    private static Optional<String> ofWork(Fact fact) {
        if (fact instanceof Fact.WorkStarted started) {
            return Optional.of(
                    started.attempt().phase() + ": " + started.attempt().agent() + " at work"
                            + attempt(started.attempt().number()));
        } else if (fact instanceof Fact.WorkEnded ended) {
            return Optional.of(ended.attempt().phase() + ": " + ended.attempt().agent() + " " + lower(ended.outcome())
                    + attempt(ended.attempt().number())
                    + (ended.abandoned() ? ", abandoned" : "")
                    + because(ended.result().summary())
                    + ended.retryAt().map(at -> " (again at " + at + ")").orElse(""));
        }
        return Optional.empty();
    }

    private static Optional<String> ofCompensation(Fact fact) {
        if (fact instanceof Fact.CompensationGateOpened gate) {
            return Optional.of(gate.phase() + ": rollback waiting for a start");
        } else if (fact instanceof Fact.CompensationStarted started) {
            return Optional.of(started.phase() + ": rolling back");
        } else if (fact instanceof Fact.CompensationEnded ended) {
            return Optional.of(ended.phase()
                    + (ended.success() ? ": rolled back" : ": not rolled back")
                    + because(ended.summary()));
        }
        return Optional.empty();
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + Visible.reason(reason);
    }

    private static String round(int round) {
        return round > 1 ? " (round " + round + ")" : "";
    }

    private static String attempt(int number) {
        return number > 1 ? " (attempt " + number + ")" : "";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
