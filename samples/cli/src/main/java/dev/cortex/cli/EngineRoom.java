package dev.cortex.cli;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.Cortex;
import dev.cortex.core.agents.CommandEvaluator;
import dev.cortex.core.agents.ProcessAgentActivator;
import dev.cortex.core.store.InMemoryStateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts engines together: one that only looks and records, one that drives programs, one that only pretends. */
final class EngineRoom {
    /** Shorter than the grace of the policy, so that the programs end before the engine gives them up. */
    private static final Duration PROGRAM_GRACE = Duration.ofSeconds(20);

    private final Session session;
    private final Kind kind;
    private final Definitions definitions;
    private RunListener listener = event -> {};
    private boolean allowCommands;
    private Optional<Directories> directories = Optional.empty();

    EngineRoom(Session session, Kind kind, Definitions definitions) {
        this.session = session;
        this.kind = kind;
        this.definitions = definitions;
    }

    EngineRoom listener(RunListener hears) {
        this.listener = hears;
        return this;
    }

    EngineRoom options(RunOptions options) {
        this.allowCommands = options.allowCommands;
        return this;
    }

    /** {@return runs to look at and to act on; nothing is made where there is nothing} */
    static Runs reading(Session session, Kind kind) {
        Path state = session.home().state(kind);
        StateStore store = session.home().hasState(kind) ? store(session, state) : new InMemoryStateStore();
        return runs(session, kind, session.definitions(kind), Cortex.builder().store(store));
    }

    /** {@return runs that this process can take over} */
    Runs acting() {
        if (!session.home().hasState(kind)) {
            return reading(session, kind);
        }
        return runs(session, kind, definitions, full(Policy.STANDARD));
    }

    /** {@return runs that this process can take over in order to stop them, whatever the configuration says} */
    Runs stopping() {
        definitions.agents().toleratingConfig(session.printer()::problem);
        return acting();
    }

    /**
     * Runs that this process starts.
     *
     * @param mode what the person said about criteria
     * @param another whether a second run of the same name may be active
     */
    Runs starting(Optional<Verification> mode, boolean another) {
        session.home().hasState(kind);
        Config config = definitions.agents().config();
        Policy policy = Policy.STANDARD.with(
                mode.or(() -> config.criteria().map(CriteriaMode::verification)).orElse(Verification.LENIENT));
        Cortex.Builder engine = full(policy);
        return runs(session, kind, definitions, another ? engine.manyRunsPerScenario() : engine);
    }

    /** {@return runs in which nobody works and nothing is kept} */
    Runs dry() {
        Policy policy = Policy.STANDARD.with(Verification.OFF);
        Cortex.Builder engine = Cortex.builder()
                .catalog(definitions.agents().catalog())
                .agents((assignment, cancellation) ->
                        CompletableFuture.completedFuture(AgentResult.success("nothing done")))
                .store(new InMemoryStateStore())
                .listener(listener)
                .policy(policy);
        return runs(session, kind, definitions, engine);
    }

    /** Lays down where the programs of a run work that was just started, before anything else can. */
    void laysDownDirectory(String run) {
        directories.ifPresent(kept -> kept.of(run));
    }

    private Cortex.Builder full(Policy policy) {
        InstalledAgents agents = definitions.agents();
        Config config = agents.config();
        Path state = session.home().state(kind);
        Path kept = programs(session, kind);
        directories = Optional.of(new Directories(kept, config.directory()));
        ProcessAgentActivator programs = ProcessAgentActivator.builder(kept)
                .programs(agents::program)
                .defaultCommand(config.agentCommand())
                .home(session.home().folder())
                .workingDirectory(directories.get()::of)
                .grace(PROGRAM_GRACE)
                .folder(agents.folder())
                .build();
        return Cortex.builder()
                .catalog(agents.catalog())
                .agents(SignalsFirst.agents(programs))
                .criteria(SignalsFirst.criteria(CommandEvaluator.builder()
                        .state(kept)
                        .home(session.home().folder())
                        .workingDirectory(directories.get()::of)
                        .allowCommands(allowCommands || config.allowCommands())
                        .build()))
                .store(store(session, state))
                .listener(listener)
                .policy(policy);
    }

    /** {@return the folder for what belongs to programs} */
    static Path programs(Session session, Kind kind) {
        return session.home().state(kind).resolve("programs");
    }

    /** What is wrong with a journal and stops nobody is said to the person who asks, and not to a log. */
    private static StateStore store(Session session, Path state) {
        return session.surroundings().stores().apply(state, session.printer()::problem);
    }

    private static Runs runs(Session session, Kind kind, Definitions definitions, Cortex.Builder engine) {
        return new Runs(kind, engine.build(), definitions, session.commands());
    }
}
