package dev.cortex.cli;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.scenario.Phase;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.simulation.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
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

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "How long agents take of which FILE says nothing: each from 1 to 10 minutes, the same for the same"
                            + " number. Without it, a minute.")
    @Nullable
    Long seed;

    @Override
    int execute() {
        Definitions definitions = session().definitions(kind());
        Plan plan = definitions.plan(name);
        Script script = with == null ? Script.allGoesWell() : StubFile.read(with, plan);
        StubFile.refusal(script.inputs(), plan).ifPresent(why -> {
            throw CommandException.invalid(
                    why, "A simulation takes inputs from the file of --with: inputs: {NAME: VALUE}");
        });
        Verification mode = definitions
                .agents()
                .config()
                .criteria()
                .map(CriteriaMode::verification)
                .orElse(Verification.LENIENT);
        Plan judged = Planner.plan(plan.scenario(), Policy.STANDARD.with(mode)).orElseThrow();
        Simulation.Outcome outcome = Simulation.run(judged, complete(script, judged));
        SimulationText text = new SimulationText(outcome);
        if (session().json()) {
            session().printer().json(text.json());
        } else {
            session().printer().lines(text.lines(session().commands()));
        }
        return ExitCode.of(outcome.view().status());
    }

    /** The script, with all agents of which it says nothing. */
    private Script complete(Script script, Plan plan) {
        SplittableRandom random = new SplittableRandom(seed == null ? 0 : seed);
        Script all = script;
        for (Phase phase : plan.scenario().phases()) {
            for (String agent : phase.workers()) {
                Duration time = seed == null ? Duration.ofMinutes(1) : Duration.ofSeconds(random.nextInt(60, 601));
                if (!script.says(phase.name(), agent)) {
                    all = all.agent(
                            phase.name() + "/" + agent,
                            Reply.of(AgentResult.success("")).after(time));
                }
            }
        }
        return all;
    }
}
