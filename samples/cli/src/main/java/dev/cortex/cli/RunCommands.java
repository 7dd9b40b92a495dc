package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;

/** Commands about one run, for people to copy: they find that run, and carry it on in the way in which it was begun. */
final class RunCommands {
    private final CommandLines commands;
    private final Kind kind;
    private final String run;
    private final List<String> options;

    /**
     * Commands about one run.
     *
     * @param run what the run is called: a name, for its newest run, or its id
     * @param options what a command that carries the run on is to be given, because no run keeps it
     */
    RunCommands(CommandLines commands, Kind kind, String run, List<String> options) {
        this.commands = commands;
        this.kind = kind;
        this.run = run;
        this.options = List.copyOf(options);
    }

    /** {@return a command that looks at the run or acts on it, such as {@code stop}} */
    String of(String verb, String... operands) {
        List<String> words = new ArrayList<>(List.of(run));
        words.addAll(List.of(operands));
        return commands.of(kind, verb, words.toArray(String[]::new));
    }

    /** {@return a command that drives the run: {@code resume} or {@code retry}, with some options of its own} */
    String onward(String verb, List<String> own) {
        List<String> all = new ArrayList<>(own);
        all.addAll(options);
        return commands.of(kind, verb, all, run);
    }

    /** {@return how to go on with the run} */
    String resume() {
        return onward("resume", List.of());
    }

    /** {@return how to run again what failed} */
    String retry() {
        return onward("retry", List.of());
    }
}
