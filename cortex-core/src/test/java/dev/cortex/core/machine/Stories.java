package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Given.plan;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.reject;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Runs that together go through everything a run can go through. */
final class Stories {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Stories() {}

    static Stream<Story> all() {
        return Stream.concat(
                Stream.of(conditions(), gates(), acts(), retries()).flatMap(List::stream), TroubledStories.all());
    }

    private static List<Story> conditions() {
        return List.of(
                Story.of("a chain with one agent for all", chain()),
                Story.of(
                        "branches, handlers and clean-up",
                        plan(
                                auto("a").parallel(),
                                auto("b").parallel(),
                                after("c", "a", "b"),
                                onFailure("h", "a", "b"),
                                onFailure("u", "b"),
                                always("z", "c", "h"),
                                after("last", "u", "b")),
                        () -> Replies.good().fails("a")),
                Story.of(
                        "fail fast",
                        plan(
                                Scenario.Builder::failFast,
                                auto("a").parallel(),
                                auto("b").parallel().retry(Retry.attempts(2)),
                                auto("c"),
                                after("d", "b"),
                                gate("g"),
                                onFailure("h", "a")),
                        () -> Replies.good().fails("a").work("b", false, true)),
                Story.of(
                        "two at once and no more",
                        plan(
                                scenario -> scenario.maxParallel(2),
                                auto("a").parallel(),
                                auto("b").parallel(),
                                auto("c").parallel(),
                                auto("d"),
                                auto("e"))),
                Story.of(
                                "the time of the scenario is over",
                                plan(
                                        scenario -> scenario.timeout(MINUTE),
                                        auto("a").parallel(),
                                        auto("b").parallel(),
                                        after("c", "a"),
                                        gate("g"),
                                        onFailure("h", "a")),
                                () -> Replies.good().holds("work/b"))
                        .settle());
    }

    private static Plan chain() {
        return plan(
                bare("a").auto().agents("X", "Y").profiles("dev").outputs("promised"),
                bare("b").after("a").agents("X").profiles("dev"),
                bare("c").after("b").agents("Y", "X").criteria("tested"));
    }

    private static List<Story> gates() {
        Plan plan = plan(
                gate("a"), bare("b").after("a").manual(), bare("c").after("b").manual(), onFailure("h", "c"));
        return List.of(
                Story.of("gates that are started, early too", plan)
                        .settle()
                        .act(start("b"))
                        .act(start("a"))
                        .run()
                        .act(start("c")),
                Story.of("a gate that is refused", plan)
                        .settle()
                        .act(start("a"))
                        .run()
                        .act(start("b"))
                        .run()
                        .act(reject("c")),
                Story.of("a run that is let go at its gate", plan)
                        .settle()
                        .release()
                        .act(start("a"))
                        .resume()
                        .run()
                        .release()
                        .resume()
                        .act(start("b"))
                        .run()
                        .act(start("c")));
    }

    private static List<Story> acts() {
        Plan plan = plan(
                bare("a").auto().agents("X", "Y"),
                after("b", "a"),
                onFailure("h", "a"),
                gate("open"),
                after("end", "b"));
        return List.of(
                Story.of("skipped at work", plan, () -> Replies.good().holds("work/a"))
                        .settle()
                        .act(skip("a"))
                        .run()
                        .act(start("open")),
                Story.of("completed before it began", plan, () -> Replies.good().holds("work/a"))
                        .settle()
                        .act(complete("b"))
                        .act(complete("open"))
                        .letGo("work/a"),
                Story.of("completed at work", plan, () -> Replies.good().holds("work/a"))
                        .settle()
                        .act(complete("a"))
                        .run()
                        .act(start("open")),
                Story.of(
                                "completed at work that does not stop",
                                plan,
                                () -> Replies.good().deaf("work/a"))
                        .settle()
                        .act(complete("a"))
                        .run()
                        .act(start("open")),
                Story.of(
                                "completed after it has failed",
                                plan,
                                () -> Replies.good().fails("a"))
                        .run()
                        .act(complete("a"))
                        .run()
                        .act(start("open")),
                Story.of(
                                "completed after it was skipped",
                                plan,
                                () -> Replies.good().fails("a"))
                        .run()
                        .act(complete("b"))
                        .run()
                        .act(skip("open")),
                Story.of(
                                "completed after all is over",
                                plan,
                                () -> Replies.good().fails("a"))
                        .run()
                        .act(start("open"))
                        .run()
                        .act(complete("a"))
                        .resume());
    }

    private static List<Story> retries() {
        Plan plan = plan(auto("a"), after("b", "a"), onFailure("h", "b"), after("c", "b"), always("z", "c"));
        return List.of(
                Story.of(
                                "tried again from the failed phase",
                                plan,
                                () -> Replies.good().work("b", false, true))
                        .run()
                        .act(retry())
                        .resume(),
                Story.of(
                                "tried again from the beginning",
                                plan,
                                () -> Replies.good().work("b", false, true))
                        .run()
                        .act(retry("a"))
                        .resume(),
                Story.of(
                                "tried again after fail fast",
                                plan(Scenario.Builder::failFast, auto("a"), auto("b"), gate("g"), always("z", "b")),
                                () -> Replies.good().work("a", false, true))
                        .run()
                        .act(retry())
                        .resume()
                        .run()
                        .act(start("g")));
    }
}
