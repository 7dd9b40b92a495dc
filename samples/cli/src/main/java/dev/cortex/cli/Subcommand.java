package dev.cortex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all subcommands share: the way to their session, and to the kind of definition that they are about. */
@Command
abstract class Subcommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    /** {@return the exit code} */
    abstract int execute();

    @Override
    public final Integer call() {
        if (!mayTakeLong()) {
            return execute();
        }
        Surroundings surroundings = session().surroundings();
        try (Patience patience = new Patience(surroundings.err(), surroundings.tty(), spec.name(), Patience.LONG)) {
            session().printer().after(patience);
            return execute();
        }
    }

    /** {@return whether it says nothing before it has all that it will say} */
    boolean mayTakeLong() {
        return true;
    }

    final Session session() {
        return ((CortexCommand) spec.root().userObject()).session();
    }

    /** {@return what the group of this subcommand is about: {@code orchestrate} or {@code workflow}} */
    final Kind kind() {
        return spec.parent().userObject() instanceof WorkflowCommand ? Kind.WORKFLOW : Kind.SCENARIO;
    }
}
