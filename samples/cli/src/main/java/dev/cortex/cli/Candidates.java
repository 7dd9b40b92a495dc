package dev.cortex.cli;

import dev.cortex.api.plan.PlannedPhase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What can be typed next: commands, options, values, and the names of scenarios, phases and agents of the home. */
final class Candidates {
    private final Session session;
    private final List<String> operands = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private CommandLine at;
    private @Nullable OptionSpec open;
    private boolean operandsOnly;

    private Candidates(CommandLine root, Session session) {
        this.at = root;
        this.session = session;
    }

    /**
     * The candidates for the last of some words, sorted; none where it is a file or anything at all.
     *
     * @param words what was typed behind the name of the program
     */
    static List<String> of(CommandLine root, Session session, List<String> words) {
        Candidates candidates = new Candidates(root, session);
        int last = Math.max(0, words.size() - 1);
        words.subList(0, last).forEach(candidates::take);
        String begun = words.isEmpty() ? "" : words.get(last);
        try {
            return new TreeSet<>(candidates.next(begun))
                    .stream()
                            .filter(one ->
                                    one.startsWith(begun) && Visible.of(one).equals(one))
                            .toList();
        } catch (RuntimeException broken) {
            // A home that cannot be read has nothing to offer; the command itself says what is wrong.
            return List.of();
        }
    }

    private void take(String word) {
        if (open != null) {
            if (open.longestName().equals("--home")) {
                ((CortexCommand) at.getCommandSpec().root().userObject()).home = word;
            }
            open = null;
        } else if (word.equals("--") && !operandsOnly) {
            operandsOnly = true;
        } else if (word.startsWith("-") && !operandsOnly) {
            option(word);
        } else if (at.getSubcommands().containsKey(word) && operands.isEmpty()) {
            at = at.getSubcommands().get(word);
        } else {
            operands.add(word);
        }
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        OptionSpec option = at.getCommandSpec().findOption(name);
        given.add(name);
        if (option != null && option.arity().max() > 0) {
            open = option;
            if (equals >= 0) {
                take(word.substring(equals + 1));
            }
        }
    }

    private Collection<String> next(String begun) {
        if (open != null) {
            return values(open);
        } else if (begun.startsWith("-") && !operandsOnly) {
            return options();
        }
        TreeSet<String> all = new TreeSet<>();
        if (operands.isEmpty()) {
            at.getSubcommands().forEach((name, command) -> {
                if (!command.getCommandSpec().usageMessage().hidden()) {
                    all.add(name);
                }
            });
        }
        at.getCommandSpec().positionalParameters().stream()
                .filter(operand -> operand.index().contains(operands.size()))
                .forEach(operand -> all.addAll(values(operand)));
        if (all.size() > 1) {
            all.removeAll(operands);
        }
        return all;
    }

    private Collection<String> options() {
        TreeSet<String> all = new TreeSet<>();
        for (OptionSpec option : at.getCommandSpec().options()) {
            boolean again =
                    option.isMultiValue() || List.of(option.names()).stream().noneMatch(given::contains);
            if (again && !option.hidden()) {
                all.add(option.longestName());
            }
        }
        return all;
    }

    private Collection<String> values(ArgSpec argument) {
        Object command = at.getCommandSpec().userObject();
        if (argument instanceof OptionSpec option
                && List.of("--start", "--from").contains(option.longestName())) {
            return phases();
        } else if (argument instanceof PositionalParamSpec
                && argument.paramLabel().equals("PHASE")) {
            return phases();
        } else if (argument instanceof PositionalParamSpec
                && argument.paramLabel().equals("COMMAND")) {
            return commands();
        } else if (argument instanceof PositionalParamSpec
                && argument.paramLabel().equals("NAME")) {
            boolean agents = at.getCommandSpec().parent().userObject() instanceof AgentCommand;
            return agents
                    ? new InstalledAgents(session.home()).folder().names()
                    : session.definitions(((Subcommand) command).kind()).names();
        }
        List<String> values = new ArrayList<>();
        Optional.ofNullable(argument.completionCandidates()).ifPresent(all -> all.forEach(values::add));
        return values;
    }

    private List<String> phases() {
        if (operands.isEmpty() || !(at.getCommandSpec().userObject() instanceof Subcommand command)) {
            return List.of();
        }
        return session.definitions(command.kind())
                .named(operands.get(0))
                .flatMap(definition -> definition.plan().draft())
                .map(plan -> plan.phases().stream().map(PlannedPhase::name).toList())
                .orElse(List.of());
    }

    /** What {@code help} can be asked about. */
    private Collection<String> commands() {
        CommandLine group = at.getParent();
        for (String operand : operands) {
            CommandLine next = group.getSubcommands().get(operand);
            if (next == null) {
                return List.of();
            }
            group = next;
        }
        TreeSet<String> names = new TreeSet<>();
        group.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return names;
    }
}
