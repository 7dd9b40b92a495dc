package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run would do and when, with agents that pretend; nothing is kept, and no time passes. */
@Command(
        name = "simulate",
        description = "Walk through a scenario in simulated time, with agents that pretend; leave no trace.")
final class SimulateCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The scenario.")
    String name = "";

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "What agents, criteria and people answer, in YAML. Without it, every agent succeeds after a"
                    + " minute, nobody judges criteria, and gates are started at once.")
    @Nullable
    Path with;

    @Override
    int execute() {
        Definitions definitions = session().definitions(kind());
        Plan plan = definitions.plan(name);
        Stubs stubs = with == null ? Stubs.NONE : StubFile.read(with, plan);
        StubFile.refusal(stubs.inputs(), plan).ifPresent(why -> {
            throw CommandException.invalid(
                    why, "A simulation takes inputs from the file of --with: inputs: {NAME: VALUE}");
        });
        Verification mode = definitions
                .agents()
                .config()
                .criteria()
                .map(CriteriaMode::verification)
                .orElse(Verification.LENIENT);
        Simulation.Outcome outcome = new Simulation(stubs).run(plan.scenario(), Policy.STANDARD.with(mode));
        SimulationText text = new SimulationText(outcome);
        if (session().json()) {
            session().printer().json(text.json());
        } else {
            session().printer().lines(text.lines(session().commands()));
        }
        return ExitCode.of(outcome.view().status());
    }
}
