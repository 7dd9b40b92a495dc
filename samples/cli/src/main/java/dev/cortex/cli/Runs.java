package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Run;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.Cortex;
import java.util.List;
import java.util.Optional;
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
