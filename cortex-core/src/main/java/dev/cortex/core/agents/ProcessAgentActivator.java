package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Agents that are programs. Each piece of work starts one, without a shell: the task is on its standard input, exit code
 * 0 is success, and the last line of its output may be a JSON object with {@code summary}, {@code outputs},
 * {@code evidence} and {@code usage}, or the result object of Claude Code. A program sees {@code CORTEX_RUN_ID},
 * {@code CORTEX_SCENARIO}, {@code CORTEX_PHASE}, {@code CORTEX_AGENT}, {@code CORTEX_ATTEMPT},
 * {@code CORTEX_IDEMPOTENCY_KEY} and, if there is one, {@code CORTEX_HOME}.
 *
 * <p>Cancellation ends the program and all that descends from it: a polite signal, a grace period, then force. The work
 * is over when all of them are gone. Which processes were started is kept on disk under the activation's key, so
 * {@link #deactivate} ends what is left in any process, after a crash too.
 *
 * <p>A program that waits costs two daemon threads, which read what it prints; they, and one that keeps the time, are
 * the activator's own and end when they are idle. Nothing has to be closed. Safe for use by many threads and processes.
 */
public final class ProcessAgentActivator implements AgentActivator {
    private final Builder settings;
    private final Threads threads;
    private final StartedPrograms programs;
    private final ProgramWork work;

    private ProcessAgentActivator(Builder settings) {
        this.settings = settings;
        this.threads = new Threads(settings.executor);
        this.programs = new StartedPrograms(settings.state, settings.grace, threads);
        this.work = new ProgramWork(settings, threads, programs);
    }

    /**
     * Begins an activator.
     *
     * @param state a folder for logs and for the numbers of processes; made when it is needed, for its owner alone
     * @return a builder; without more, all agents lack a command
     */
    public static Builder builder(Path state) {
        return new Builder(state);
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        CompletableFuture<AgentResult> result = new CompletableFuture<>();
        run(result, () -> work.begin(assignment, cancellation, result));
        return result;
    }

    /**
     * Checks that there is such an agent and a command for it, ends what is left of an activation before this one that was
     * not undone, and makes the agent's file active if there is a folder.
     */
    @Override
    public CompletionStage<Void> activate(Activation activation) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(done, () -> {
            settings.program(activation.name());
            CompletionStage<Void> ended = programs.endAll(activation.key());
            ended.whenComplete((gone, problem) -> run(done, () -> {
                if (problem == null) {
                    settings.folder.ifPresent(folder -> folder.activate(activation));
                    done.complete(null);
                } else {
                    done.completeExceptionally(problem);
                }
            }));
        });
        return done;
    }

    /** Ends what still runs under the key, whoever started it, and gives the agent's file back if there is a folder. */
    @Override
    public CompletionStage<Void> deactivate(Activation activation) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        run(done, () -> {
            CompletionStage<Void> ended = programs.endAll(activation.key());
            ended.whenComplete((gone, problem) -> run(done, () -> giveBack(activation, problem, done)));
        });
        return done;
    }

    /**
     * Where the output of an attempt is kept.
     *
     * @param assignment the attempt
     * @return a file that exists once the attempt has begun
     */
    public Path log(Assignment assignment) {
        return work.log(assignment);
    }

    /**
     * Where the output of an agent at a phase is kept, whichever process started it. What is written while this is called
     * may be in it or not.
     *
     * @param state the folder that the activator was built with
     * @param runId the run
     * @param phase the phase
     * @param agent the agent
     * @return a file for each attempt that has begun, the one that was written last at the end; empty if there is none
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<Path> logs(Path state, String runId, String phase, String agent) {
        return LogFiles.all(state, runId, phase, agent);
    }

    private void giveBack(Activation activation, @Nullable Throwable problem, CompletableFuture<Void> done) {
        // The file goes back even if a process would not end: the two have nothing to do with each other.
        settings.folder.ifPresent(folder -> folder.deactivate(activation));
        if (problem == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(problem);
        }
    }

    private void run(CompletableFuture<?> result, Step step) {
        threads.execute(() -> {
            try {
                step.run();
            } catch (Exception | LinkageError e) {
                result.completeExceptionally(e);
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Collects the parts of an activator. Not thread-safe. */
    public static final class Builder {
        final Path state;
        Function<String, Optional<AgentProgram>> programs = name -> Optional.of(AgentProgram.none());
        List<String> defaultCommand = List.of();
        Optional<Path> home = Optional.empty();
        Function<String, Path> workingDirectory;
        Duration grace = Duration.ofSeconds(20);
        long logLimit = 10L << 20;
        int answerLimit = 2 << 20;
        int promptLimit = 256 << 10;
        Optional<AgentFolder> folder = Optional.empty();
        private Optional<Executor> executor = Optional.empty();

        private Builder(Path state) {
            this.state = state.toAbsolutePath();
            Path here = Path.of("").toAbsolutePath();
            this.workingDirectory = run -> here;
        }

        private Builder(Builder from) {
            this.state = from.state;
            this.programs = from.programs;
            this.defaultCommand = from.defaultCommand;
            this.home = from.home;
            this.workingDirectory = from.workingDirectory;
            this.grace = from.grace;
            this.logLimit = from.logLimit;
            this.answerLimit = from.answerLimit;
            this.promptLimit = from.promptLimit;
            this.folder = from.folder;
            this.executor = from.executor;
        }

        /**
         * How agents are found; by default every name is an agent without command and text of its own.
         *
         * @param lookup from a name to the agent, empty if there is none of that name; called for every activation and
         *     every piece of work, by many threads. The agent {@code default} needs none.
         * @return this builder
         */
        public Builder programs(Function<String, Optional<AgentProgram>> lookup) {
            this.programs = Objects.requireNonNull(lookup, "lookup");
            return this;
        }

        /**
         * The command of agents that have none of their own.
         *
         * @param command the program and its arguments
         * @return this builder
         */
        public Builder defaultCommand(String... command) {
            return defaultCommand(List.of(command));
        }

        /**
         * The command of agents that have none of their own.
         *
         * @param command the program and its arguments; copied; empty for none
         * @return this builder
         */
        public Builder defaultCommand(List<String> command) {
            this.defaultCommand = List.copyOf(command);
            return this;
        }

        /**
         * What programs see as {@code CORTEX_HOME}; without it, they see what this process sees.
         *
         * @param folder the home
         * @return this builder
         */
        public Builder home(Path folder) {
            this.home = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /**
         * Where programs work; by default where this process does.
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
         * Where the programs of each run work.
         *
         * @param ofRun from a run's id to an existing folder; asked for every piece of work, by many threads
         * @return this builder
         */
        public Builder workingDirectory(Function<String, Path> ofRun) {
            Objects.requireNonNull(ofRun, "ofRun");
            this.workingDirectory = run -> ofRun.apply(run).toAbsolutePath();
            return this;
        }

        /**
         * How long a program may take to end after the polite signal; by default 20 seconds. It should be shorter than
         * the grace of the engine's policy: what the engine has abandoned is ended at once.
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
         * How large the log of one attempt may become; by default 10 MiB. The beginning and the end are kept.
         *
         * @param bytes at least 1024
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder logLimit(long bytes) {
            this.logLimit = atLeast(1024, bytes, "a log");
            return this;
        }

        /**
         * How long the last line of a program's output may be, with the JSON object that it says its results in; by
         * default 2 MiB. A program that works takes so much memory at most.
         *
         * @param bytes at least 1024
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder answerLimit(int bytes) {
            this.answerLimit = (int) atLeast(1024, bytes, "an answer");
            return this;
        }

        /**
         * How much of the outputs of the phases before is written out in a task, the nearest phases first; by default
         * 256 Ki characters. One value takes a quarter of it at most; what is left out is counted there.
         *
         * @param characters at least 1024
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder promptLimit(int characters) {
            this.promptLimit = (int) atLeast(1024, characters, "a prompt");
            return this;
        }

        /**
         * Has the files of agents made active while a run needs them.
         *
         * @param agents the folder
         * @return this builder
         */
        public Builder folder(AgentFolder agents) {
            this.folder = Optional.of(agents);
            return this;
        }

        /**
         * Starts programs, and reads and moves files, on an executor; by default the activator's own daemon threads do
         * that. No task holds a thread for longer than moments, so it may be bounded.
         *
         * @param shared the executor
         * @return this builder
         */
        public Builder executor(Executor shared) {
            this.executor = Optional.of(shared);
            return this;
        }

        /** {@return the activator} */
        public ProcessAgentActivator build() {
            return new ProcessAgentActivator(new Builder(this));
        }

        /**
         * The program of an agent, with the command that is to be taken.
         *
         * @throws IllegalArgumentException if there is no such agent or no command for it
         */
        AgentProgram program(String agent) {
            AgentProgram program = AgentName.valid(agent) ? found(agent) : null;
            if (program == null) {
                throw new IllegalArgumentException("Agent not found: " + agent);
            }
            List<String> command = program.command().isEmpty() ? defaultCommand : program.command();
            if (command.isEmpty()) {
                throw new IllegalArgumentException("agent " + agent
                        + " has no command: give it one of its own, or give one to all agents that have none");
            }
            return new AgentProgram(command, program.prompt());
        }

        private @Nullable AgentProgram found(String agent) {
            return programs.apply(agent).orElse(AgentName.isDefault(agent) ? AgentProgram.none() : null);
        }

        private static long atLeast(long least, long value, String what) {
            if (value < least) {
                throw new IllegalArgumentException(
                        what + " may have at least " + least + " bytes or characters: " + value);
            }
            return value;
        }
    }
}
