package dev.cortex.cli;

import dev.cortex.api.diagnostic.Severity;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Starts a new run and drives it. */
@Command(name = "run", description = "Start a new run, and drive it until it ends or waits for a person.")
final class RunCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "What to run.")
    String name = "";

    @Option(names = "--input", paramLabel = "NAME=VALUE", description = "Tell the run something (repeatable).")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--criteria",
            paramLabel = "MODE",
            description = "What happens to criteria that nobody can judge: ${COMPLETION-CANDIDATES}.")
    @Nullable
    CriteriaMode criteria;

    @Option(names = "--dry-run", description = "Walk through the plan with agents that do nothing; leave no trace.")
    boolean dryRun;

    @Option(names = "--new", description = "Start although another run of the same name is active.")
    boolean another;

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        StopSignal signal = StopSignal.listen(session());
        Definitions definitions = session().definitions(kind());
        Definition definition = definitions.find(name);
        Plan plan = definitions.plan(definition);
        Values given = inputs(plan);
        Phases.check(kind(), plan, options.start);
        if (!dryRun) {
            definitions.agents().requireCommands(plan.scenario());
        }
        warn(definition);
        Progress progress = new Progress(
                session().printer(),
                dryRun ? "(dry run) " : "",
                options.quiet || session().json(),
                options.verbose);
        EngineRoom room = new EngineRoom(session(), kind(), definitions)
                .listener(progress)
                .options(options);
        Optional<Verification> mode = Optional.ofNullable(criteria).map(CriteriaMode::verification);
        try (Runs runs = dryRun ? room.dry() : room.starting(mode, another)) {
            signal.check();
            Run run = start(runs, plan, given);
            room.laysDownDirectory(run.id());
            introduce(plan, definitions.agents());
            if (!dryRun) {
                runs.hint(run.view(), options, phase -> true)
                        .ifPresent(session().printer()::problem);
            }
            Driver driver = new Driver(session(), options, run, signal);
            if (!dryRun) {
                driver.showing(kind(), EngineRoom.programs(session(), kind()));
            }
            RunView view = driver.drive(progress, 0);
            return new Closing(session(), kind(), dryRun ? "(dry run) " : "", options, runs).tell(view);
        }
    }

    private Run start(Runs runs, Plan plan, Values given) {
        try {
            return runs.engine()
                    .start(runs.plan(plan.scenario()), given, session().actor());
        } catch (BusyException busy) {
            // A run that somebody drives goes on by itself; one that nobody drives wants to be resumed.
            boolean driven = busy.owner().isPresent();
            RunCommands other = runs.commands(busy.runId());
            throw new CommandException(
                    ExitCode.BUSY,
                    String.valueOf(busy.getMessage()),
                    driven ? "To look at that run: " + other.of("status") : "To go on with that run: " + other.resume(),
                    "To start another one beside it: --new");
        }
    }

    private Values inputs(Plan plan) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (String input : inputs) {
            int equals = input.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec.commandLine(), "--input wants NAME=VALUE, not " + Visible.clip(input));
            }
            given.put(input.substring(0, equals), input.substring(equals + 1));
        }
        try {
            Values values = new Values(given);
            plan.scenario().resolve(values);
            return values;
        } catch (IllegalArgumentException refused) {
            throw CommandException.invalid(String.valueOf(refused.getMessage()));
        }
    }

    private void warn(Definition definition) {
        long warnings = definition.plan().findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .count();
        if (warnings > 0 && !options.quiet) {
            session()
                    .printer()
                    .problem("[WARN] " + definition.file() + " has "
                            + FindingText.counted((int) Math.min(warnings, Integer.MAX_VALUE), "warning")
                            + (kind() == Kind.SCENARIO
                                    ? ": " + session().commands().of(kind(), "validate", definition.name())
                                    : ""));
        }
    }

    /** The first lines; for a workflow those that its users know. */
    private void introduce(Plan plan, InstalledAgents agents) {
        if (options.quiet || session().json()) {
            return;
        }
        String mark = dryRun ? "(dry run) " : "";
        Printer printer = session().printer();
        printer.line(mark + "Started " + kind().word() + ": " + plan.scenario().name());
        printer.line("");
        if (kind() == Kind.WORKFLOW) {
            printer.line(mark + "Workflow steps will be executed by " + agents.executors(plan.scenario()));
            printer.line(mark + "To check progress: " + session().commands().of(kind(), "status"));
            printer.line(
                    mark + "To resume if interrupted: " + session().commands().of(kind(), "resume"));
            printer.line("");
            printer.line(mark + "Steps:");
            plan.phases().forEach(step -> printer.line(mark + "  -> " + step.name()));
            printer.line("");
        }
    }
}
