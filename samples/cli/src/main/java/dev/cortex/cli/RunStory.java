package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to each phase from when to when: one pass over the events of a run. */
final class RunStory {
    /** What a phase does during a span. */
    enum Stage {
        /** Waits for somebody to start it. */
        GATE,
        /** Is in progress. */
        PROGRESS,
        /** Its criteria are judged. */
        VERIFYING,
        /** Waits for somebody to say whether criteria are met. */
        CONFIRMING,
        /** Is rolled back. */
        COMPENSATION
    }

    /**
     * A time in the life of a phase.
     *
     * @param to empty while it lasts
     * @param end how it ended, in words; empty text where there is nothing to say
     */
    record Span(Stage stage, Instant from, Optional<Instant> to, String end) {}

    /**
     * An attempt of an agent.
     *
     * @param to empty while it lasts
     * @param end how it ended
     */
    record Work(Fact.Attempt attempt, Instant from, Optional<Instant> to, Optional<Fact.WorkEnded> end) {}

    /** A verdict, and the round in which it was given. */
    record Judged(int criterion, int round, Instant at, Verdict verdict) {}

    /**
     * What a person did.
     *
     * @param byHand whether it was written into the journal
     */
    record Act(Instant at, Fact.Acted acted, boolean byHand) {}

    /** Something that went wrong beside the phases. */
    record Trouble(Instant at, Optional<String> phase, String text) {}

    /** One phase. */
    static final class Chapter {
        private final List<Span> spans = new ArrayList<>();
        private final Map<Fact.Attempt, Work> works = new LinkedHashMap<>();
        private final List<Judged> verdicts = new ArrayList<>();
        private int round;
        private @Nullable Instant gate;
        private @Nullable Instant progress;
        private @Nullable Instant verifying;
        private @Nullable Instant compensation;
        private @Nullable Instant last;

        List<Span> spans() {
            return spans;
        }

        List<Work> works() {
            return List.copyOf(works.values());
        }

        List<Judged> verdicts() {
            return verdicts;
        }

        /** {@return how often it was cut short, or an agent failed and was asked again, or it was repeated} */
        long retries() {
            return works.values().stream()
                    .filter(work ->
                            work.attempt().number() > 1 || work.attempt().round() > 1)
                    .count();
        }

        /** {@return when it was first in progress} */
        Optional<Instant> started() {
            return spans.stream()
                    .filter(span -> span.stage() == Stage.PROGRESS)
                    .map(Span::from)
                    .findFirst();
        }

        /** {@return how long it was in progress, all in all} */
        Duration spent(Instant end) {
            return spans.stream()
                    .filter(span -> span.stage() == Stage.PROGRESS)
                    .map(span -> Duration.between(span.from(), span.to().orElse(end)))
                    .reduce(Duration.ZERO, Duration::plus);
        }

        private void gateOver(Instant at, String how) {
            gate = over(Stage.GATE, gate, at, how);
        }

        private void progressOver(Instant at, String how) {
            verifying = over(Stage.VERIFYING, verifying, at, "");
            progress = over(Stage.PROGRESS, progress, at, how);
        }

        private @Nullable Instant over(Stage stage, @Nullable Instant from, Instant at, String how) {
            if (from != null) {
                spans.add(new Span(stage, from, Optional.of(at), how));
            }
            return null;
        }

        private void open(Stage stage, @Nullable Instant from) {
            if (from != null) {
                spans.add(new Span(stage, from, Optional.empty(), ""));
            }
        }
    }

    private final Map<String, Chapter> chapters = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Map<Long, Fact.Acted> written = new HashMap<>();

    private RunStory() {}

    /** {@return the story that the events of a run tell} */
    static RunStory of(List<RunEvent> events) {
        RunStory story = new RunStory();
        events.forEach(story::hear);
        story.chapters.values().forEach(chapter -> {
            chapter.open(Stage.GATE, chapter.gate);
            chapter.open(Stage.PROGRESS, chapter.progress);
            chapter.open(Stage.VERIFYING, chapter.verifying);
            chapter.open(Stage.COMPENSATION, chapter.compensation);
        });
        return story;
    }

    /** {@return what happened to a phase} */
    Chapter of(String phase) {
        return chapters.computeIfAbsent(phase, any -> new Chapter());
    }

    /** {@return what people did, oldest first} */
    List<Act> acts() {
        return acts;
    }

    /** {@return what went wrong beside the phases, oldest first} */
    List<Trouble> troubles() {
        return troubles;
    }

    private void hear(RunEvent event) {
        Instant at = event.at();
        Fact fact = event.fact();
        if (fact instanceof Fact.Acted acted) {
            acted(at, acted, false);
        } else if (fact instanceof Fact.Handwritten line) {
            line.act().ifPresent(act -> written.put(event.number(), act));
        } else if (fact instanceof Fact.Adopted adopted) {
            Fact.Acted act = written.get(adopted.number());
            if (act != null) {
                acted(at, act, true);
            }
        } else if (fact instanceof Fact.PhasesReset reset) {
            reset.phases().forEach(phase -> {
                of(phase).gateOver(at, "");
                of(phase).progressOver(at, "");
            });
        } else {
            phase(at, fact);
            trouble(event);
        }
        fact.subject().ifPresent(phase -> of(phase).last = at);
    }

    private void phase(Instant at, Fact fact) {
        if (fact instanceof Fact.GateOpened gate) {
            of(gate.phase()).gate = at;
        } else if (fact instanceof Fact.PhaseStarted started) {
            Chapter chapter = of(started.phase());
            chapter.gateOver(at, "");
            chapter.progressOver(at, "");
            chapter.progress = at;
            chapter.round = started.round();
        } else if (fact instanceof Fact.PhaseVerifying verifying) {
            of(verifying.phase()).verifying = at;
        } else if (fact instanceof Fact.PhaseRepeated again) {
            Chapter chapter = of(again.phase());
            chapter.verifying = chapter.over(Stage.VERIFYING, chapter.verifying, at, "");
            chapter.round = again.round();
        } else if (fact instanceof Fact.PhaseClosing closing) {
            Chapter chapter = of(closing.phase());
            chapter.verifying = chapter.over(Stage.VERIFYING, chapter.verifying, at, "");
        } else if (fact instanceof Fact.PhaseInterrupted cut) {
            of(cut.phase()).progressOver(at, "cut short");
        } else if (fact instanceof Fact.PhaseEnded ended) {
            of(ended.phase()).gateOver(at, "");
            of(ended.phase()).progressOver(at, ended.ending().text());
        } else if (fact instanceof Fact.CriterionJudged judged) {
            Chapter chapter = of(judged.phase());
            chapter.verdicts.add(new Judged(judged.criterion(), chapter.round, at, judged.verdict()));
        } else if (fact instanceof Fact.WorkStarted started) {
            of(started.attempt().phase())
                    .works
                    .put(started.attempt(), new Work(started.attempt(), at, Optional.empty(), Optional.empty()));
        } else if (fact instanceof Fact.WorkEnded ended) {
            Map<Fact.Attempt, Work> works = of(ended.attempt().phase()).works;
            Work begun = works.get(ended.attempt());
            works.put(
                    ended.attempt(),
                    new Work(ended.attempt(), begun == null ? at : begun.from(), Optional.of(at), Optional.of(ended)));
        } else if (fact instanceof Fact.CompensationStarted started) {
            of(started.phase()).compensation = at;
        } else if (fact instanceof Fact.CompensationEnded ended) {
            Chapter chapter = of(ended.phase());
            chapter.compensation = chapter.over(
                    Stage.COMPENSATION, chapter.compensation, at, ended.success() ? "rolled back" : "not rolled back");
        }
    }

    private void acted(Instant at, Fact.Acted acted, boolean byHand) {
        acts.add(new Act(at, acted, byHand));
        acted.action().subject().ifPresent(phase -> {
            Chapter chapter = of(phase);
            if (acted.action() instanceof OperatorAction.Confirm) {
                if (chapter.verifying != null && chapter.last != null) {
                    chapter.spans.add(new Span(Stage.CONFIRMING, chapter.last, Optional.of(at), ""));
                }
            } else {
                chapter.gateOver(at, answer(acted));
            }
        });
    }

    private static String answer(Fact.Acted acted) {
        String verb = acted.action().verb();
        String done = switch (verb) {
            case "start", "reject" -> verb + "ed";
            case "complete" -> "completed";
            case "skip" -> "skipped";
            default -> verb;
        };
        return done + " by " + Visible.clip(acted.actor().name())
                + (acted.reason().isBlank()
                        ? ""
                        : ": " + Visible.clip(acted.reason().strip()));
    }

    private void trouble(RunEvent event) {
        Fact fact = event.fact();
        boolean wrong =
                (fact instanceof Fact.Activated activated && activated.problem().isPresent())
                        || (fact instanceof Fact.Deactivated deactivated
                                && deactivated.problem().isPresent())
                        || (fact instanceof Fact.CallDropped dropped && dropped.abandoned())
                        || (fact instanceof Fact.WorkEnded ended && ended.abandoned())
                        || fact instanceof Fact.Refused
                        || fact instanceof Fact.RunTimedOut
                        || (fact instanceof Fact.CompensationEnded undone && !undone.success());
        if (wrong) {
            troubles.add(new Trouble(event.at(), fact.subject(), EventText.of(fact)));
        }
    }
}
