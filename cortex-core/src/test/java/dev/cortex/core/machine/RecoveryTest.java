package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.RunEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a journal ends, another engine goes on from there, and the run ends as if nothing had happened. */
class RecoveryTest {
    static Stream<Story> stories() {
        return Stories.all();
    }

    /** The world checks that nobody who is done works again, and that what was active goes first. */
    @ParameterizedTest
    @MethodSource("stories")
    void when_theEngineDiesAfterAnyEvent_then_theNextOneComesToTheSameEnd(Story story) {
        World undisturbed = story.play();

        for (int events = 1; events < undisturbed.journal().size(); events++) {
            List<RunEvent> history = List.copyOf(undisturbed.journal().subList(0, events));
            World world = story.playAfter(history);

            assertThat(world.standings())
                    .as(() ->
                            "after \"" + Told.of(history.get(history.size() - 1).fact()) + "\":\n"
                                    + String.join("\n", world.told()))
                    .isEqualTo(undisturbed.standings());
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void when_theMachineIsThrownAwayBeforeEachDecision_then_anotherOneDecidesTheSame(Story story) {
        World forgetful = story.forgetful();

        assertThat(forgetful.told()).isEqualTo(story.play().told());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void view_isTheFoldOfTheEvents(Story story) {
        World world = story.play();
        RunMachine folded = RunMachine.of("r1", story.plan());
        world.journal().forEach(folded::apply);

        assertThat(folded.view()).isEqualTo(world.machine().view());
    }
}
