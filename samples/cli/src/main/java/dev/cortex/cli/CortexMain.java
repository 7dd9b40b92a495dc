package dev.cortex.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;

/** The {@code cortex} command. */
public final class CortexMain {
    private CortexMain() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args what was typed
     */
    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** {@return the exit code of one command} */
    static int run(Surroundings surroundings, String... args) {
        int exit = lean(surroundings, args).execute(args);
        Optional<String> lost = surroundings.out().problem();
        if (exit != ExitCode.DONE || lost.isEmpty()) {
            return exit;
        }
        surroundings.err().print("Standard output cannot be written: " + Visible.of(lost.get()) + "\n");
        return ExitCode.STATE;
    }

    /**
     * A command with those subcommands alone that are among the words: to put all of them together takes longer than most
     * of them need. Whatever does not end in one of them, such as a mistake or a wish for help, is left to the whole.
     */
    private static CommandLine lean(Surroundings surroundings, String... args) {
        CommandLine lean = commandLine(surroundings, List.of(args)::contains);
        CommandLine.IParameterExceptionHandler misuse = lean.getParameterExceptionHandler();
        AtomicBoolean understood = new AtomicBoolean();
        return lean.setExecutionStrategy(parsed -> {
                    CommandLine.ParseResult last = parsed;
                    while (last.hasSubcommand()) {
                        last = last.subcommand();
                    }
                    if (!isWhole(last.commandSpec())) {
                        return commandLine(surroundings).execute(args);
                    }
                    understood.set(true);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((problem, words) -> understood.get()
                        ? misuse.handleParseException(problem, words)
                        : commandLine(surroundings).execute(args));
    }

    /** {@return whether a command of a lean command line is all that it is in the whole one} */
    private static boolean isWhole(CommandLine.Model.CommandSpec command) {
        return command.userObject() instanceof Subcommand
                && !(command.userObject() instanceof HelpCommand)
                && !(command.userObject() instanceof CandidatesCommand);
    }

    /** {@return the whole command} */
    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, name -> true);
    }

    private static CommandLine commandLine(Surroundings surroundings, Predicate<String> wanted) {
        CortexCommand root = new CortexCommand(surroundings);
        CommandLine line = new CommandLine(root);
        add(line, Kind.SCENARIO.command(), OrchestrateCommand.NAMES, wanted, OrchestrateCommand::subcommand);
        add(line, Kind.WORKFLOW.command(), WorkflowCommand.NAMES, wanted, WorkflowCommand::subcommand);
        add(line, "agent", AgentCommand.NAMES, wanted, AgentCommand::subcommand);
        if (wanted.test("completion")) {
            line.addSubcommand(new CompletionCommand());
        }
        if (wanted.test("__complete")) {
            line.addSubcommand(new CandidatesCommand());
        }
        if (wanted.test("help")) {
            line.addSubcommand(new HelpCommand());
        }
        HelpPages.add(line);
        Problems problems = new Problems(surroundings, root);
        boolean colour = surroundings.terminal()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        colour ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                // A name that begins with @ is a name.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(problems::misuse)
                .setExecutionExceptionHandler(problems::failure);
    }

    private static void add(
            CommandLine line,
            String group,
            List<String> names,
            Predicate<String> wanted,
            Function<String, Subcommand> made) {
        CommandLine to = Objects.requireNonNull(line.getSubcommands().get(group), group);
        names.stream().filter(wanted).forEach(name -> to.addSubcommand(name, made.apply(name)));
    }
}
