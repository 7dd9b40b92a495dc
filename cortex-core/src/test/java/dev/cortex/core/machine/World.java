package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.store.Owner;
import dev.cortex.testkit.simulation.Laws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is outside the machine: it carries commands out by a script, in the order in which they came or in any other,
 * lets time pass, and looks after each decision whether the laws hold. No threads.
 */
final class World {
    private static final String RUN = "r1";

    private final Plan plan;
    private final Replies replies;
    private final List<RunEvent> journal = new ArrayList<>();
    private final Map<String, Command> open = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Laws laws;
    private RunMachine machine;
    private Instant now = Told.START;
    private @Nullable Random random;
    private boolean forgetful;
    private int known;
    private @Nullable Owner driver;

    private World(Plan plan, Replies replies) {
        this.plan = plan;
        this.replies = replies;
        this.machine = RunMachine.of(RUN, plan);
        this.laws = Laws.of(plan);
    }

    static World of(Plan plan, Replies replies) {
        return new World(plan, replies);
    }

    static World of(Plan plan) {
        return of(plan, Replies.good());
    }

    /** A world in which a run already has a history, and nobody at work. Its first acts are known already. */
    static World after(Plan plan, Replies replies, List<RunEvent> history) {
        World world = of(plan, replies);
        history.forEach(world.machine::apply);
        history.forEach(world.laws::hear);
        world.journal.addAll(history);
        world.known = (int) history.stream()
                .filter(event -> event.fact() instanceof Fact.Acted)
                .count();
        world.now =
                history.isEmpty() ? Told.START : history.get(history.size() - 1).at();
        return world;
    }

    /** Whoever acts in this world does not know what was done before. */
    World knowsNothing() {
        known = 0;
        return this;
    }

    /** Answers come in any order, several at once at times. */
    World shuffled(Random source) {
        this.random = source;
        return this;
    }

    /** Before each decision the machine is thrown away, and another one made of the events. */
    World forgetful() {
        this.forgetful = true;
        return this;
    }

    // ---- what happens

    World begin() {
        return journal.isEmpty() ? decide(Signals.begin(), Signals.take("e1")) : this;
    }

    World decide(Signal... signals) {
        for (Signal signal : signals) {
            open.remove(call(signal));
            seen.add(signal.getClass());
        }
        Decision decision = machine.decide(now, List.of(signals));
        if (forgetful) {
            compareWithRebuilt(decision, List.of(signals));
        }
        decision.events().forEach(laws::hear);
        journal.addAll(decision.events());
        decision.commands().forEach(command -> seen.add(command.getClass()));
        (forgetful ? news(decision) : decision.commands()).forEach(this::execute);
        laws.look(machine.view());
        return this;
    }

    private void compareWithRebuilt(Decision decision, List<Signal> signals) {
        RunMachine rebuilt = RunMachine.of(RUN, plan);
        if (driver != null) {
            rebuilt.drivenBy(driver);
        }
        journal.forEach(rebuilt::apply);
        Decision again = rebuilt.decide(now, signals);
        assertThat(Told.of(again.events())).isEqualTo(Told.of(decision.events()));
        assertThat(again.events()).isEqualTo(decision.events());
        assertThat(Told.ofCommands(news(again))).isEqualTo(Told.ofCommands(news(decision)));
        assertThat(rebuilt.view()).isEqualTo(machine.view());
        machine = rebuilt;
        driver = machine.owner().orElse(driver);
    }

    /** A machine that was made of events orders anew what is under way, perhaps only when something touches it. */
    private List<Command> news(Decision decision) {
        return decision.commands().stream()
                .filter(command -> !open.containsKey(command.call())
                        || command instanceof Command.Cancel
                        || command instanceof Command.Abandon)
                .toList();
    }

    private void execute(Command command) {
        if (command instanceof Command.Abandon) {
            open.remove(command.call());
        } else if (command instanceof Command.Cancel) {
            assertThat(open).containsKey(command.call());
            cancelled.add(command.call());
        } else {
            assertThat(open.put(command.call(), command))
                    .as("ordered twice: " + command.call())
                    .isNull();
        }
    }

    /** Answers until no call is left that would be answered. */
    World settle() {
        List<Signal> answers = answers();
        while (!answers.isEmpty() && machine.owner().isPresent()) {
            decide(answers.toArray(Signal[]::new));
            answers = answers();
        }
        return this;
    }

    private List<Signal> answers() {
        List<Signal> all = new ArrayList<>();
        for (Command command : open.values()) {
            replies.answer(command, cancelled.contains(command.call()), journal).ifPresent(all::add);
            if (random == null && !all.isEmpty()) {
                return all;
            }
        }
        if (random == null || all.isEmpty()) {
            return all;
        }
        java.util.Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(Math.min(3, all.size())));
    }

    private static String call(Signal answer) {
        if (answer instanceof Signal.Done one) {
            return one.call();
        } else if (answer instanceof Signal.Worked one) {
            return one.call();
        } else if (answer instanceof Signal.Judged one) {
            return one.call();
        } else if (answer instanceof Signal.Compensated one) {
            return one.call();
        } else if (answer instanceof Signal.Declined one) {
            return one.call();
        }
        return answer instanceof Signal.Broke one ? one.call() : "";
    }

    /** Answers, and lets time pass where nothing else is left, until the run ends, rests, or waits for ever. */
    World run() {
        begin().settle();
        Optional<Instant> next = machine.nextDeadline();
        while (machine.owner().isPresent() && !machine.resting() && next.isPresent()) {
            now = next.get().isAfter(now) ? next.get() : now;
            decide().settle();
            next = machine.nextDeadline();
        }
        return this;
    }

    World pass(Duration time) {
        now = now.plus(time);
        return decide().settle();
    }

    /** Somebody acts, unless this is known to the history already, or refused now. Where nobody drives, it is recorded. */
    World act(OperatorAction action) {
        if (known > 0) {
            known--;
        } else if (machine.refusal(action).isEmpty()) {
            if (machine.owner().isPresent()) {
                decide(Signals.act(action));
            } else {
                List<RunEvent> events = machine.act(now, (Signal.Act) Signals.act(action));
                events.forEach(laws::hear);
                journal.addAll(events);
            }
        }
        return this;
    }

    /** An engine takes the run if nobody has it and it has not ended. */
    World resume(String owner) {
        boolean ended = machine.outcome()
                .filter(outcome -> outcome != Fact.Outcome.STOPPED)
                .isPresent();
        return machine.owner().isPresent() || ended ? this : take(owner);
    }

    /** Whoever drove the run is gone; an engine takes it if it goes on. */
    World resumeAs(String owner) {
        return journal.isEmpty() || machine.outcome().isPresent() ? this : take(owner);
    }

    /** An engine takes the run; nobody hears of the calls of the one before. */
    World take(String owner) {
        open.clear();
        cancelled.clear();
        return decide(Signals.take(owner));
    }

    World letGo(String call) {
        replies.letGo(call);
        return this;
    }

    // ---- what is there

    RunMachine machine() {
        return machine;
    }

    List<RunEvent> journal() {
        return journal;
    }

    List<String> told() {
        return Told.of(journal);
    }

    /** The kinds of signals and commands that there were. */
    Set<Class<?>> seen() {
        return seen;
    }

    Set<String> open() {
        return open.keySet();
    }

    Command command(String call) {
        return Optional.ofNullable(open.get(call)).orElseThrow(() -> new AssertionError("not open: " + call));
    }

    PhaseView phase(String name) {
        return machine.view().phase(name).orElseThrow();
    }

    /** How a phase has ended, or in which state it is. */
    String standing(String name) {
        PhaseView phase = phase(name);
        return phase.ending()
                .map(dev.cortex.api.event.Ending::text)
                .orElse(phase.state().text());
    }

    /** How each phase has ended, and the run as the last entry. */
    Map<String, String> standings() {
        Map<String, String> all = new LinkedHashMap<>();
        machine.view().phases().forEach(phase -> all.put(phase.name(), standing(phase.name())));
        all.put("/", machine.outcome().map(Enum::name).orElse("goes on"));
        return all;
    }
}
