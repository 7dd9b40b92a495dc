package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.arbitraries.Scenarios;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every scenario, whatever its agents do. The world looks after the laws of each run meanwhile. */
class MachinePropertyTest {
    /** A scenario, and a seed for what its agents, judges and people do. */
    record Case(Plan plan, long seed) {
        /** The same for every order of answers. */
        Replies replies() {
            Replies replies = Replies.good();
            Random random = new Random(seed);
            for (Phase phase : plan.scenario().phases()) {
                if (random.nextInt(4) == 0) {
                    replies.work(phase.name(), random.nextBoolean(), random.nextBoolean());
                }
                if (random.nextInt(12) == 0) {
                    replies.breaks("work/" + phase.name() + "/");
                }
                for (int i = 1; i <= phase.criteria().size(); i++) {
                    replies.verdicts(phase.name(), i, verdict(random), verdict(random), verdict(random));
                }
            }
            if (random.nextInt(8) == 0) {
                replies.breaks("activate/agent/reviewer");
            }
            return replies;
        }

        private static Result verdict(Random random) {
            return random.nextInt(3) == 0 ? List.of(Result.values()).get(random.nextInt(3)) : Result.MET;
        }

        World world() {
            return World.of(plan, replies());
        }

        /** Runs to the end; where people are asked they start, reject, confirm or deny, always the same ones. */
        World play(World world) {
            world.run();
            Optional<PhaseView> next = asked(world);
            while (world.machine().outcome().isEmpty() && next.isPresent()) {
                answer(world, next.get());
                world.run();
                next = asked(world);
            }
            world.machine().view().blockers().stream()
                    .filter(blocker -> blocker.kind() == dev.cortex.api.run.Blocker.Kind.COMPENSATION)
                    .findFirst()
                    .ifPresent(blocker -> play(world.act(Signals.start(blocker.phase()))));
            return world;
        }

        private static Optional<PhaseView> asked(World world) {
            return world.machine().view().phases().stream()
                    .filter(PhaseView::waitsForPerson)
                    .findFirst();
        }

        private void answer(World world, PhaseView phase) {
            boolean yes = (phase.name().hashCode() + seed) % 4 != 0;
            phase.criteria().stream()
                    .filter(one -> one.waiting())
                    .findFirst()
                    .ifPresentOrElse(
                            one -> world.act(
                                    yes
                                            ? Signals.confirm(phase.name(), one.number())
                                            : Signals.deny(phase.name(), one.number())),
                            () -> world.act(yes ? Signals.start(phase.name()) : Signals.reject(phase.name())));
        }
    }

    @Property(tries = 400)
    void whatValidates_runsToAnEnd(@ForAll("cases") Case one) {
        World world = one.play(one.world());

        assertThat(world.machine().outcome())
                .as(() -> String.join("\n", world.told()))
                .isPresent();
        if (!world.told().contains("run timed out")) {
            assertThat(world.machine().view().phases())
                    .allMatch(phase -> phase.state().ended());
        }
    }

    @Property(tries = 200)
    void view_isTheFoldOfTheEvents_andAMachineMadeOfThemDecidesTheSame(@ForAll("cases") Case one) {
        World world = one.play(one.world().forgetful());

        assertThat(world.told()).isEqualTo(one.play(one.world()).told());
    }

    @Property(tries = 300)
    void anyOrderOfAnswers_givesTheSameEnd(@ForAll("orderless") Case one, @ForAll long order) {
        Map<String, String> inOrder = one.play(one.world()).standings();

        assertThat(one.play(one.world().shuffled(new Random(order))).standings())
                .isEqualTo(inOrder);
    }

    @Property(tries = 200)
    void anyOrderOfAnswers_keepsTheLaws(@ForAll("cases") Case one, @ForAll long order) {
        World world = one.play(one.world().shuffled(new Random(order)).forgetful());

        assertThat(world.machine().outcome()).isPresent();
    }

    @Property(tries = 100)
    void aJournalThatWasCutAnywhere_goesOnToTheSameEnd(@ForAll("orderless") Case one, @ForAll Random random) {
        World undisturbed = one.play(one.world());
        int size = 1 + random.nextInt(undisturbed.journal().size());

        World world = World.after(
                one.plan(), one.replies(), List.copyOf(undisturbed.journal().subList(0, size)));
        one.play(world.knowsNothing().resumeAs("e2"));

        assertThat(world.standings()).isEqualTo(undisturbed.standings());
    }

    @Property(tries = 200)
    void folding_isTotal(@ForAll("cases") Case one, @ForAll("cases") Case other, @ForAll Random random) {
        List<RunEvent> events = new ArrayList<>(one.play(one.world()).journal());
        events.addAll(other.play(other.world()).journal());
        Collections.shuffle(events, random);

        RunMachine machine = RunMachine.of("r1", one.plan());
        events.forEach(event -> machine.apply(new RunEvent("r1", machine.size() + 1, event.at(), event.fact())));

        assertThat(machine.size()).isEqualTo(events.size());
        assertThat(machine.view().standing().events()).isEqualTo(events.size());
    }

    @Provide
    Arbitrary<Case> cases() {
        return cases(Scenarios.any().upTo(7).arbitrary());
    }

    /** Where neither time nor the first failure counts. */
    @Provide
    Arbitrary<Case> orderless() {
        return cases(Scenarios.any().upTo(7).arbitrary().map(MachinePropertyTest::orderless));
    }

    private static Scenario orderless(Scenario from) {
        Scenario.Builder to =
                Scenario.named(from.name()).description(from.description()).rollback(from.rollback());
        from.maxParallel().ifPresent(to::maxParallel);
        return to.phases(from.phases()).build();
    }

    private static Arbitrary<Case> cases(Arbitrary<Scenario> scenarios) {
        Arbitrary<Policy> policies = Combinators.combine(
                        Arbitraries.of(Overlap.class), Arbitraries.of(Verification.class))
                .as((overlap, verification) -> Policy.STANDARD.with(overlap).with(verification));
        return Combinators.combine(scenarios, policies, Arbitraries.longs())
                .as((scenario, policy, seed) ->
                        new Case(Planner.plan(scenario, policy).orElseThrow(), seed));
    }
}
