package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Given.plan;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.deny;
import static dev.cortex.core.machine.Signals.reject;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.stop;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs in which calls fail, hang, are stopped, judged and undone. */
final class TroubledStories {
    private static final Policy STRICT = Policy.STANDARD.with(Verification.STRICT);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TroubledStories() {}

    static Stream<Story> all() {
        return Stream.of(stops(), work(), activations(), criteria(), rollbacks())
                .flatMap(List::stream);
    }

    private static List<Story> stops() {
        Plan plan = plan(
                bare("a").auto().agents("X", "Y").profiles("dev").parallel(),
                bare("b").auto().agents("X").criteria("one", "two"),
                after("c", "a", "b"),
                always("z", "a"));
        return List.of(
                stopped("stopped at work", plan, "work/a/1/1"),
                stopped("stopped while judging", plan, "judge/b/1/1/2"),
                stopped("stopped while activating", plan, "activate/agent/X"),
                stopped("stopped while deactivating", plan, "deactivate/agent/Y"),
                Story.of(
                                "stopped, and an agent does not stop",
                                plan,
                                () -> Replies.good().deaf("work/a/1/0/1"))
                        .settle()
                        .act(stop())
                        .run()
                        .resume(),
                stoppedTwice("stopped twice at work", plan, "work/a/1/0/1"),
                stoppedTwice("stopped twice while activating", plan, "activate/agent/X/1"),
                stoppedTwice("stopped twice while judging", plan, "judge/b/1/1/1"),
                stoppedTwice("stopped twice while deactivating", plan, "deactivate/agent/Y/1"),
                Story.of(
                                "stopped in a pause",
                                plan(auto("a").retry(Retry.attempts(2).withBackoff(MINUTE)), after("b", "a")),
                                () -> Replies.good().work("a", false, true))
                        .settle()
                        .act(stop())
                        .run()
                        .resume());
    }

    private static Story stopped(String name, Plan plan, String call) {
        return Story.of(name, plan, () -> Replies.good().holds(call))
                .settle()
                .act(stop())
                .run()
                .letGo(call)
                .resume();
    }

    private static Story stoppedTwice(String name, Plan plan, String call) {
        return Story.of(name, plan, () -> Replies.good().deaf(call))
                .settle()
                .act(stop())
                .settle()
                .act(stop())
                .settle()
                .letGo(call)
                .resume();
    }

    private static List<Story> work() {
        Retry twice = Retry.attempts(2).withBackoff(MINUTE);
        return List.of(
                Story.of(
                        "an agent that succeeds at last",
                        plan(bare("a").auto().agents("X", "Y").retry(twice), after("b", "a")),
                        () -> Replies.good().work("a/X", false, true).work("a/Y", false, true)),
                Story.of(
                        "an agent that fails for good beside another",
                        plan(bare("a").auto().agents("X", "Y").agentMode(AgentMode.PARALLEL), after("b", "a")),
                        () -> Replies.good().work("a/X", false).holds("work/a/1/1")),
                Story.of(
                        "agents that break and agents that take too long",
                        plan(
                                auto("a").parallel().timeout(MINUTE).retry(twice),
                                auto("b").parallel().timeout(MINUTE),
                                auto("c").parallel().timeout(MINUTE),
                                onFailure("h", "a", "b", "c")),
                        () -> Replies.good().breaks("work/a").holds("work/b").deaf("work/c")));
    }

    private static List<Story> activations() {
        Plan plan = plan(
                bare("a").auto().agents("X", "Y").profiles("dev").parallel(),
                bare("b").auto().agents("Y").parallel(),
                onFailure("h", "a"));
        Plan timed = plan(bare("a").auto().agents("X", "Y").timeout(MINUTE), onFailure("h", "a"));
        return List.of(
                Story.of("nobody activates profiles", plan, () -> Replies.good().bare()),
                Story.of(
                        "an agent cannot be activated",
                        plan,
                        () -> Replies.good().breaks("activate/agent/Y")),
                Story.of("deactivation breaks", plan, () -> Replies.good().breaks("deactivate/agent/Y")),
                Story.of("deactivation hangs", plan, () -> Replies.good().deaf("deactivate/agent/Y")),
                Story.of("activation hangs", timed, () -> Replies.good().deaf("activate/agent/Y")),
                Story.of(
                        "activation takes too long", timed, () -> Replies.good().holds("activate/agent/Y")));
    }

    private static List<Story> criteria() {
        Plan strict = plan(STRICT, auto("a").criteria("one", "two", "three"), after("b", "a"), onFailure("h", "a"));
        Plan twice = plan(
                STRICT,
                auto("a").criteria("one").retry(Retry.attempts(2).withBackoff(MINUTE)),
                after("b", "a"),
                auto("c"));
        Plan timed = plan(auto("a").criteria("one").timeout(MINUTE), onFailure("h", "a"));
        return List.of(
                Story.of("confirmed by a person", strict, TroubledStories::unknown)
                        .run()
                        .act(confirm("a", 3))
                        .act(confirm("a", 2)),
                Story.of("denied by a person", strict, TroubledStories::unknown)
                        .run()
                        .act(deny("a", 2)),
                Story.of("rejected by a person", strict, TroubledStories::unknown)
                        .run()
                        .act(reject("a")),
                Story.of("skipped while it waits for a person", strict, TroubledStories::unknown)
                        .run()
                        .act(skip("a")),
                Story.of("not met, then met", twice, () -> Replies.good().verdicts("a", 1, Result.UNMET, Result.MET)),
                Story.of("not met, twice", twice, () -> Replies.good().verdicts("a", 1, Result.UNMET)),
                Story.of("denied, then met", twice, () -> Replies.good().verdicts("a", 1, Result.UNKNOWN, Result.MET))
                        .settle()
                        .act(deny("a", 1)),
                Story.of("judging takes too long", timed, () -> Replies.good().holds("judge")),
                Story.of("judging hangs", timed, () -> Replies.good().deaf("judge")),
                Story.of("judging breaks", timed, () -> Replies.good().breaks("judge")),
                Story.of(
                        "nobody asks",
                        plan(Policy.STANDARD.with(Verification.OFF), auto("a").criteria("one"), after("b", "a"))));
    }

    private static Replies unknown() {
        return Replies.good().verdicts("a", 2, Result.UNKNOWN).verdicts("a", 3, Result.UNKNOWN);
    }

    private static List<Story> rollbacks() {
        return List.of(
                Story.of(
                        "rolled back",
                        rolledBack("automatic"),
                        () -> Replies.good().fails("c").breaks("compensate/b")),
                Story.of(
                                "nobody rolls back",
                                rolledBack("automatic"),
                                () -> Replies.good().fails("c").bare())
                        .run()
                        .act(retry())
                        .resume(),
                Story.of(
                                "rolled back phase by phase",
                                rolledBack("phased"),
                                () -> Replies.good().fails("c"))
                        .run()
                        .act(start("b"))
                        .run()
                        .act(start("a")),
                rollbackStopped("rollback stopped", Replies.good().holds("compensate/b/1/1")),
                rollbackStopped(
                        "rollback stopped that does not stop", Replies.good().deaf("compensate/b/1/1")));
    }

    private static Story rollbackStopped(String name, Replies replies) {
        return Story.of(name, rolledBack("automatic"), () -> replies.fails("c"))
                .settle()
                .act(stop())
                .run()
                .resume();
    }

    private static Plan rolledBack(String strategy) {
        UnaryOperator<Scenario.Builder> rollback =
                scenario -> scenario.rollback(new Rollback(true, strategy, Values.none()));
        return plan(rollback, auto("a"), after("b", "a"), after("c", "b"));
    }
}
