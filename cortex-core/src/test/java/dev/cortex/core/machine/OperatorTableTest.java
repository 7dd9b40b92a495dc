package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.deny;
import static dev.cortex.core.machine.Signals.reject;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.scenario.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state of a phase allows which act, and what follows: the whole table, each cell by a real run. */
class OperatorTableTest {
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # act    | p is             | p then                     | after:p                       | on_failure:p
            start    | waiting          | completed                  | completed                     | skipped: not needed
            start    | pending gate     | completed                  | completed                     | skipped: not needed
            start    | pending          | refused                    | is no gate                    |
            start    | in_progress      | refused                    | already started               |
            start    | judging          | refused                    | already started               |
            start    | confirming       | refused                    | already started               |
            start    | failed           | refused                    | retry                         |
            start    | skipped          | refused                    | complete                      |
            start    | completed        | refused                    | is completed                  |
            reject   | waiting          | failed: rejected           | skipped: upstream failed (p)  | completed
            reject   | pending gate     | refused                    | is pending                    |
            reject   | pending          | refused                    | is pending                    |
            reject   | in_progress      | refused                    | is in_progress                |
            reject   | judging          | refused                    | is verifying                  |
            reject   | confirming       | failed: criterion          | skipped: upstream failed (p)  | completed
            reject   | failed           | refused                    | failed: agent                 |
            reject   | skipped          | refused                    | skipped: upstream failed (r)  |
            reject   | completed        | refused                    | completed                     |
            complete | waiting          | completed: by an operator  | completed                     | skipped: not needed
            complete | pending gate     | completed: by an operator  | completed                     | skipped: not needed
            complete | pending          | completed: by an operator  | completed                     | skipped: not needed
            complete | in_progress      | completed: by an operator  | completed                     | skipped: not needed
            complete | judging          | completed: by an operator  | completed                     | skipped: not needed
            complete | confirming       | completed: by an operator  | completed                     | skipped: not needed
            complete | failed           | completed: by an operator  | completed                     | completed
            complete | skipped          | completed: by an operator  | completed                     | skipped: not needed
            complete | completed        | refused                    | completed already             |
            skip     | waiting          | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | pending gate     | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | pending          | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | in_progress      | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | judging          | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | confirming       | skipped: by an operator    | skipped: upstream skipped (p) | skipped: upstream skipped (p)
            skip     | failed           | refused                    | has ended: failed             |
            skip     | skipped          | refused                    | has ended: skipped            |
            skip     | completed        | refused                    | has ended: completed          |
            confirm  | waiting          | refused                    | not being judged              |
            confirm  | pending gate     | refused                    | not being judged              |
            confirm  | pending          | refused                    | not being judged              |
            confirm  | in_progress      | refused                    | not being judged              |
            confirm  | judging          | completed                  | completed                     | skipped: not needed
            confirm  | confirming       | completed                  | completed                     | skipped: not needed
            confirm  | failed           | refused                    | not being judged              |
            confirm  | skipped          | refused                    | not being judged              |
            confirm  | completed        | refused                    | not being judged              |
            deny     | waiting          | refused                    | not being judged              |
            deny     | pending gate     | refused                    | not being judged              |
            deny     | pending          | refused                    | not being judged              |
            deny     | in_progress      | refused                    | not being judged              |
            deny     | judging          | failed: criterion          | skipped: upstream failed (p)  | completed
            deny     | confirming       | failed: criterion          | skipped: upstream failed (p)  | completed
            deny     | failed           | refused                    | not being judged              |
            deny     | skipped          | refused                    | not being judged              |
            deny     | completed        | refused                    | not being judged              |
            """)
    void act_inAState_isRefusedOrFollowed(String act, String state, String then, String after, String onFailure) {
        World world = worldInWhichPIs(state);
        OperatorAction action = action(act);

        if (then.equals("refused")) {
            assertThat(world.machine().refusal(action)).isPresent();
            assertThat(world.machine().refusal(action).orElseThrow())
                    .contains("p")
                    .contains(after);
            return;
        }
        assertThat(world.machine().refusal(action)).isEmpty();
        world.act(action).run().letGo("work/slow").run();

        assertThat(world.standing("p")).isEqualTo(then);
        assertThat(world.standing("after")).isEqualTo(after);
        assertThat(world.standing("on-failure")).isEqualTo(onFailure);
        assertThat(world.standing("always")).isEqualTo("completed");
    }

    private static OperatorAction action(String act) {
        return switch (act) {
            case "start" -> start("p");
            case "reject" -> reject("p");
            case "complete" -> complete("p");
            case "skip" -> skip("p");
            case "confirm" -> confirm("p", 1);
            case "deny" -> deny("p", 1);
            default -> throw new IllegalArgumentException(act);
        };
    }

    private static World worldInWhichPIs(String state) {
        return switch (state) {
            case "waiting" -> world(Policy.STANDARD, Replies.good(), gate("p"));
            case "pending gate" ->
                world(
                        Policy.STANDARD,
                        Replies.good().holds("work/slow"),
                        bare("p").after("slow").manual());
            case "pending" -> world(Policy.STANDARD, Replies.good().holds("work/slow"), after("p", "slow"));
            case "in_progress" -> world(Policy.STANDARD, Replies.good().holds("work/p"), auto("p"));
            case "judging" ->
                world(
                        Policy.STANDARD,
                        Replies.good().holds("judge/p"),
                        auto("p").criteria("tested"));
            case "confirming" ->
                world(
                        Policy.STANDARD.with(Verification.STRICT),
                        Replies.good().verdicts("p", 1, Result.UNKNOWN),
                        auto("p").criteria("tested"));
            case "failed" -> world(Policy.STANDARD, Replies.good().fails("p"), auto("p"));
            case "skipped" -> world(Policy.STANDARD, Replies.good().fails("r"), after("p", "r"));
            case "completed" -> world(Policy.STANDARD, Replies.good(), auto("p"));
            default -> throw new IllegalArgumentException(state);
        };
    }

    /** The gate {@code open} keeps the run from ending. */
    private static World world(Policy policy, Replies replies, Phase.Builder p) {
        Plan plan = Given.plan(
                policy,
                auto("slow").parallel(),
                auto("r").parallel(),
                p,
                after("after", "p"),
                onFailure("on-failure", "p"),
                always("always", "p"),
                gate("open"));
        return World.of(plan, replies).begin().settle();
    }
}
