package dev.cortex.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options that every subcommand takes. */
@Command(
        name = "cortex",
        description = "Validates, plans, runs and operates scenarios and workflows.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = CortexCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {OrchestrateCommand.class, WorkflowCommand.class, AgentCommand.class, TuiCommand.class})
final class CortexCommand implements Runnable {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder with definitions, agents and runs (default: CORTEX_HOME, else ~/.cortex).")
    @Nullable
    String home;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Write one JSON document in place of text.")
    boolean json;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours on a terminal.")
    boolean noColor;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    private final Surroundings surroundings;
    private @Nullable Session session;

    CortexCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Optional<String> home() {
        return Optional.ofNullable(home);
    }

    /** {@return the session; made when it is first asked for, which is after the options were read} */
    Session session() {
        Session made = session;
        if (made == null) {
            made = new Session(surroundings, this);
            session = made;
        }
        return made;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "cortex "
                        + Optional.ofNullable(CortexCommand.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
