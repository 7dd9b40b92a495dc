package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Values;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges criteria that say how to find out: {@code run: ./coverage.sh}, a command that is met if it ends with exit code
 * 0, and {@code file_exists: CHANGELOG.md}. Whatever else a criterion says is unknown to it.
 *
 * <p>Commands run without a shell, and only if the host allows it. Cancellation ends a command with all that descends
 * from it, as {@link ProcessAgentActivator} does. Its threads are daemons that end when they are idle; nothing has to be
 * closed. Safe for use by many threads.
 */
public final class CommandEvaluator implements CriterionEvaluator {
    private static final String RUN = "run";
    private static final String FILE_EXISTS = "file_exists";
    private static final Set<String> CHECKS = Set.of(RUN, FILE_EXISTS);
    private static final int OUTPUT = 16 * 1024;
    private static final int LINES = 10;

    private final Builder settings;
    private final Threads threads;
    private final Optional<StartedPrograms> programs;

    private CommandEvaluator(Builder settings) {
        this.settings = settings;
        this.threads = new Threads(settings.executor);
        this.programs = settings.state.map(folder -> new StartedPrograms(folder, settings.grace, threads));
    }

    /** {@return a builder; without more, commands are not allowed, and files are looked for where this process works} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                judge(check, cancellation, verdict);
            } catch (RuntimeException | LinkageError e) {
                verdict.completeExceptionally(e);
            }
        });
        return verdict;
    }

    private void judge(CriterionCheck check, Cancellation cancellation, CompletableFuture<Verdict> verdict) {
        Values how = check.criterion().check();
        List<String> keys = List.copyOf(how.map().keySet());
        if (keys.isEmpty()) {
            verdict.complete(unknown("it is words alone: no check is named"));
        } else if (keys.size() > 1 || !CHECKS.contains(keys.get(0))) {
            verdict.complete(unknown("one check is wanted, `run` or `file_exists`, and it names " + keys));
        } else if (keys.get(0).equals(FILE_EXISTS)) {
            verdict.complete(fileExists(how.map().get(FILE_EXISTS), settings.workingDirectory.apply(check.runId())));
        } else if (!settings.allowCommands) {
            verdict.complete(Verdict.unknown(
                    "running commands is not allowed here (allow_commands: true, or --allow-commands, allows it)",
                    RUN));
        } else {
            run(check, how.map().get(RUN), cancellation, verdict);
        }
    }

    /** The agent whose deactivation ends what a crash has left of the command: one is active while criteria are judged. */
    private static Optional<String> agentKey(CriterionCheck check) {
        return check.phase().workers().stream()
                .findFirst()
                .map(agent -> new Activation(check.runId(), Activation.Kind.AGENT, agent).key());
    }

    private static Verdict fileExists(@Nullable Object value, Path folder) {
        if (!(value instanceof String name) || name.isBlank()) {
            return Verdict.unknown("`file_exists` wants the name of a file, not " + value, FILE_EXISTS);
        }
        try {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                return Verdict.met(name + " exists", FILE_EXISTS);
            }
            return Files.notExists(file)
                    ? Verdict.unmet(name + " does not exist in " + folder, FILE_EXISTS)
                    : Verdict.unknown("whether " + file + " exists cannot be found out: no access", FILE_EXISTS);
        } catch (InvalidPathException e) {
            return Verdict.unknown("`file_exists` wants the name of a file: " + e.getMessage(), FILE_EXISTS);
        }
    }

    private void run(
            CriterionCheck check,
            @Nullable Object value,
            Cancellation cancellation,
            CompletableFuture<Verdict> verdict) {
        Optional<List<String>> command = command(value);
        if (command.isEmpty()) {
            verdict.complete(
                    Verdict.unknown("`run` wants a command, as text or as a list of texts, not " + value, RUN));
            return;
        }
        if (cancellation.requested()) {
            verdict.complete(Verdict.unknown("cancelled", RUN));
            return;
        }
        Launch launch = new Launch(
                command.get(),
                settings.workingDirectory.apply(check.runId()),
                environment(check),
                Optional.empty(),
                UUID.randomUUID().toString());
        // Where no agent is active, nobody ends what a crash left but who asks the same again.
        String key = agentKey(check)
                .orElse("criteria " + check.runId() + " " + check.phase().name());
        leftOver(check, key)
                .whenComplete((gone, problem) -> threads.execute(() -> start(launch, key, cancellation, verdict)));
    }

    private CompletionStage<Void> leftOver(CriterionCheck check, String key) {
        try {
            return programs.isPresent() && agentKey(check).isEmpty()
                    ? programs.get().endAll(key)
                    : CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void start(Launch launch, String key, Cancellation cancellation, CompletableFuture<Verdict> verdict) {
        String name = "`" + String.join(" ", launch.command()) + "`";
        Tail output = new Tail(OUTPUT);
        List<Pump.Sink> sinks = List.of(Pump.Sink.into(output));
        try {
            Program program;
            if (programs.isPresent()) {
                programs.get().begin(key, launch.mark(), "");
                program = programs.get().start(key, launch, sinks, sinks);
            } else {
                program = Program.start(launch, sinks, sinks, threads);
            }
            program.ended().thenAccept(code -> {
                programs.ifPresent(kept -> kept.forget(key, launch.mark()));
                verdict.complete(verdict(name, code, output, cancellation));
            });
            cancellation.onRequest(() -> program.end(settings.grace));
        } catch (FileSystemException e) {
            verdict.complete(Verdict.unknown(
                    name + " was not started, because its process number cannot be kept: " + Trouble.words(e), RUN));
        } catch (IOException e) {
            // Not unknown: a criterion whose command has a typing mistake must not pass for unverified.
            verdict.complete(Verdict.unmet(String.valueOf(e.getMessage()), RUN));
        } catch (RuntimeException | LinkageError e) {
            verdict.completeExceptionally(e);
        }
    }

    private static Verdict verdict(String name, int code, Tail output, Cancellation cancellation) {
        String said = PlainText.lastLines(output.text(), LINES);
        String evidence = name + " ended with " + ExitCode.text(code) + (said.isEmpty() ? "" : ": " + said);
        if (code == 0) {
            return Verdict.met(evidence, RUN);
        }
        // A command that was cut short has found nothing out.
        return cancellation.requested() ? Verdict.unknown("cancelled: " + evidence, RUN) : Verdict.unmet(evidence, RUN);
    }

    private static Optional<List<String>> command(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(List.of(text.strip().split("\\s+")));
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (Object word : list) {
            // `[./check.sh, 80]` has a number, and means its digits.
            if (!(word instanceof String || word instanceof Number || word instanceof Boolean)) {
                return Optional.empty();
            }
            words.add(word.toString());
        }
        return words.get(0).isBlank() ? Optional.empty() : Optional.of(words);
    }

    private Map<String, String> environment(CriterionCheck check) {
        Map<String, String> variables = new LinkedHashMap<>();
        settings.home.ifPresent(home -> variables.put("CORTEX_HOME", home.toString()));
        variables.put("CORTEX_RUN_ID", check.runId());
        variables.put("CORTEX_PHASE", check.phase().name());
        return variables;
    }

    private static Verdict unknown(String reason) {
        return Verdict.unknown(reason, "checks");
    }

    /** Collects the parts of an evaluator. Not thread-safe. */
    public static final class Builder {
        private boolean allowCommands;
        private Optional<Path> state = Optional.empty();
        private Optional<Path> home = Optional.empty();
        private Function<String, Path> workingDirectory;
        private Duration grace = Duration.ofSeconds(20);
        private Optional<Executor> executor = Optional.empty();

        private Builder() {
            Path here = Path.of("").toAbsolutePath();
            this.workingDirectory = run -> here;
        }

        private Builder(Builder from) {
            this.allowCommands = from.allowCommands;
            this.state = from.state;
            this.home = from.home;
            this.workingDirectory = from.workingDirectory;
            this.grace = from.grace;
            this.executor = from.executor;
        }

        /**
         * Whether commands may run; by default not, and such criteria are unknown.
         *
         * @param yes whether they may
         * @return this builder
         */
        public Builder allowCommands(boolean yes) {
            this.allowCommands = yes;
            return this;
        }

        /**
         * Where commands are written down while they run, so that those that a crash leaves behind are ended: the folder
         * that a {@link ProcessAgentActivator} has. The deactivation with which a new owner of the run begins ends them
         * together with its agents; in a phase without agents, the next command does. By default they are not, and run to
         * their own end.
         *
         * @param folder made when it is needed, for its owner alone
         * @return this builder
         */
        public Builder state(Path folder) {
            this.state = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /**
         * What commands see as {@code CORTEX_HOME}.
         *
         * @param folder the home
         * @return this builder
         */
        public Builder home(Path folder) {
            this.home = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /**
         * Where commands work and files are looked for; by default where this process does.
         *
         * @param folder an existing folder
         * @return this builder
         */
        public Builder workingDirectory(Path folder) {
            Path absolute = folder.toAbsolutePath();
            this.workingDirectory = run -> absolute;
            return this;
        }

        /**
         * Where the commands of each run work and its files are looked for.
         *
         * @param ofRun from a run's id to an existing folder; asked for every criterion, by many threads
         * @return this builder
         */
        public Builder workingDirectory(Function<String, Path> ofRun) {
            Objects.requireNonNull(ofRun, "ofRun");
            this.workingDirectory = run -> ofRun.apply(run).toAbsolutePath();
            return this;
        }

        /**
         * How long a command may take to end after the polite signal; by default 20 seconds.
         *
         * @param time zero or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder grace(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a grace period is not negative: " + time);
            }
            this.grace = time;
            return this;
        }

        /**
         * Starts commands on an executor; by default the evaluator's own daemon threads do. No task holds a thread for
         * longer than moments, so it may be bounded.
         *
         * @param shared the executor
         * @return this builder
         */
        public Builder executor(Executor shared) {
            this.executor = Optional.of(shared);
            return this;
        }

        /** {@return the evaluator} */
        public CommandEvaluator build() {
            return new CommandEvaluator(new Builder(this));
        }
    }
}
