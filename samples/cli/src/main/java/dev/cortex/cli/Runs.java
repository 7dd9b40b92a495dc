package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateException;
import dev.cortex.core.Cortex;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The runs of one kind in one home. Closing it closes the engine that finds and drives them. */
final class Runs implements AutoCloseable {
    private final Kind kind;
    private final Cortex engine;
    private final Definitions definitions;
    private final CommandLines commands;

    Runs(Kind kind, Cortex engine, Definitions definitions, CommandLines commands) {
        this.kind = kind;
        this.engine = engine;
        this.definitions = definitions;
        this.commands = commands;
    }

    Cortex engine() {
        return engine;
    }

    /** {@return commands about a run, with what it needs if nobody says more} */
    RunCommands commands(RunView view) {
        return commands(view, permission(new CommandCriteria(view).wantPermission()));
    }

    /** {@return commands about a run that goes on as this process has driven it} */
    RunCommands commands(RunView view, RunOptions options) {
        List<String> lasting = new ArrayList<>(options.lasting(view));
        if (!options.allowCommands) {
            lasting.addAll(permission(new CommandCriteria(view).hadPermission()));
        }
        return commands(view, lasting);
    }

    /** {@return commands about a run that may not be readable} */
    RunCommands commands(String id) {
        try {
            return commands(engine.find(id).orElseThrow().view());
        } catch (StateException | NoSuchElementException unreadable) {
            return new RunCommands(commands, kind, id, List.of());
        }
    }

    private RunCommands commands(RunView view, List<String> options) {
        return new RunCommands(commands, kind, newest(view) ? view.scenario() : view.id(), options);
    }

    private boolean newest(RunView view) {
        try {
            return engine.newest(view.scenario())
                    .filter(run -> run.id().equals(view.id()))
                    .isPresent();
        } catch (StateException unreadable) {
            return false;
        }
    }

    /**
     * What to say beforehand that only a late look at the criteria would show.
     *
     * @param ahead the phases in which criteria are yet to be judged
     */
    Optional<String> hint(RunView view, RunOptions options, Predicate<String> ahead) {
        return options.quiet || options.allowCommands || definitions.agents().allowCommands()
                ? Optional.empty()
                : new CommandCriteria(view).hint(ahead);
    }

    private List<String> permission(boolean wanted) {
        return wanted && !definitions.agents().allowCommands() ? List.of(CommandCriteria.ALLOW) : List.of();
    }

    /** {@return the plan of a sound scenario under this engine's rules} */
    Plan plan(Scenario scenario) {
        return engine.plan(scenario).orElseThrow();
    }

    /** {@return the run that was started last, whatever it runs} */
    Optional<Run> newest() {
        return engine.list("", 1).stream().findFirst();
    }

    /**
     * The run that somebody means.
     *
     * @param name a name, for its newest run, or the id of a run; nothing for the newest of all
     * @throws CommandException if there is none
     */
    Run find(Optional<String> name) {
        if (name.isEmpty()) {
            return newest().orElseThrow(() -> CommandException.notFound("No " + kind.word() + " has been run yet"));
        }
        return find(name.get());
    }

    private Run find(String name) {
        List<Supplier<Optional<Run>>> ways = List.of(
                () -> engine.newest(name),
                () -> engine.find(name),
                () -> definitions.named(name).flatMap(Definition::ownName).flatMap(engine::newest));
        return ways.stream().flatMap(way -> way.get().stream()).findFirst().orElseThrow(() -> missing(name));
    }

    private CommandException missing(String name) {
        if (definitions.named(name).isPresent()) {
            return CommandException.notFound(
                    "No run of " + Visible.clip(name) + " yet", "To start one: " + commands.of(kind, "run", name));
        }
        return CommandException.notFound("No " + kind.word() + " and no run is called " + Visible.clip(name)
                + Nearest.hint(name, definitions.names()));
    }

    @Override
    public void close() {
        engine.close();
    }
}
