package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of agents that are programs: what is written down before, while and after a program runs. */
final class ProgramWork {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramWork.class);
    private static final Duration FORCE = Duration.ofSeconds(10);
    private static final int ERROR_TAIL = 16 * 1024;

    private final ProcessAgentActivator.Builder settings;
    private final Threads threads;
    private final ProcessRecords records;
    private final Map<String, Program> working = new ConcurrentHashMap<>();

    ProgramWork(ProcessAgentActivator.Builder settings, Threads threads) {
        this.settings = settings;
        this.threads = threads;
        this.records = new ProcessRecords(settings.state.resolve("processes"));
    }

    /** Where the output of an attempt is kept. */
    Path log(Assignment work) {
        // The key tells places and rounds apart, and is not for reading.
        String name = FileName.of(work.phase().name()) + "." + FileName.of(work.agent()) + "." + work.attempt() + "."
                + FileName.hash(work.idempotencyKey()).substring(0, 8) + ".log";
        return settings.state.resolve("logs").resolve(FileName.of(work.runId())).resolve(name);
    }

    /** Starts the program of an agent; what goes wrong before it runs is a failure of the agent. */
    void begin(Assignment work, Cancellation cancellation, CompletableFuture<AgentResult> result) {
        AgentProgram program;
        try {
            program = settings.program(work.agent());
        } catch (IllegalArgumentException e) {
            result.complete(AgentResult.failure(String.valueOf(e.getMessage())));
            return;
        }
        if (cancellation.requested()) {
            result.complete(
                    AgentResult.failure("cancelled before `" + program.command().get(0) + "` was started"));
            return;
        }
        try {
            start(new Attempt(work, cancellation, result, program, settings.answerLimit));
        } catch (FileSystemException e) {
            result.complete(AgentResult.failure("`" + program.command().get(0)
                    + "` was not started, because its log and its process number cannot be kept: " + e));
        } catch (IOException e) {
            result.complete(AgentResult.failure(String.valueOf(e.getMessage())));
        }
    }

    /** Ends all programs that were started under a key, and forgets them. */
    CompletableFuture<Void> endAll(String key) throws IOException {
        List<ProcessRecords.Started> started = records.of(key);
        if (started.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<ProcessHandle> processes = new ArrayList<>();
        Set<String> marks = new HashSet<>();
        for (ProcessRecords.Started record : started) {
            marks.add(record.mark());
            processes.addAll(record.alive());
            // Who was asked to stop and is still there has had its time.
            Optional.ofNullable(working.get(record.mark())).ifPresent(program -> program.end(settings.grace));
        }
        TreeEnding ending = TreeEnding.begin(processes, marks, settings.grace, threads);
        return ending.gone()
                .copy()
                .orTimeout(settings.grace.plus(FORCE).toMillis(), TimeUnit.MILLISECONDS)
                .handle((gone, problem) -> {
                    if (problem != null) {
                        throw new IllegalStateException("processes that cannot be ended: " + ending.left(), problem);
                    }
                    marks.forEach(mark -> quietly(() -> records.forget(key, mark)));
                    return null;
                });
    }

    private void start(Attempt attempt) throws IOException {
        AttemptLog log = new AttemptLog(log(attempt.work), settings.logLimit);
        String key = attempt.key();
        Program program;
        try {
            String prompt = PromptText.of(attempt.program.prompt(), attempt.work, settings.promptLimit);
            Path input = records.begin(key, attempt.mark, prompt);
            log.note("agent " + attempt.work.agent() + ", attempt " + attempt.work.attempt() + ": "
                    + attempt.program.command());
            Launch launch = new Launch(
                    attempt.program.command(),
                    settings.workingDirectory,
                    environment(attempt.work),
                    Optional.of(input),
                    attempt.mark);
            program = Program.start(
                    launch,
                    List.of(Pump.Sink.into(attempt.out), log.stream("out| ")),
                    List.of(Pump.Sink.into(attempt.err), log.stream("err| ")),
                    threads);
        } catch (IOException | RuntimeException e) {
            log.note("not started: " + e.getMessage());
            log.close();
            quietly(() -> records.forget(key, attempt.mark));
            throw e;
        }
        working.put(attempt.mark, program);
        quietly(() -> records.note(key, attempt.mark, List.of(program.root())));
        program.watch(seen -> quietly(() -> records.note(key, attempt.mark, seen)));
        program.ended().thenAccept(code -> threads.execute(() -> finish(attempt, code, log)));
        attempt.cancellation.onRequest(() -> program.end(settings.grace));
    }

    private void finish(Attempt attempt, int code, AttemptLog log) {
        working.remove(attempt.mark);
        log.note("exit code " + code);
        log.close();
        quietly(() -> records.dropInput(attempt.key(), attempt.mark));
        try {
            attempt.result.complete(attempt.result(code, log(attempt.work)));
        } catch (RuntimeException | LinkageError e) {
            attempt.result.completeExceptionally(e);
        }
    }

    private Map<String, String> environment(Assignment work) {
        Map<String, String> variables = new LinkedHashMap<>();
        settings.home.ifPresent(home -> variables.put("CORTEX_HOME", home.toString()));
        variables.put("CORTEX_RUN_ID", work.runId());
        variables.put("CORTEX_SCENARIO", work.scenario().name());
        variables.put("CORTEX_PHASE", work.phase().name());
        variables.put("CORTEX_AGENT", work.agent());
        variables.put("CORTEX_ATTEMPT", Integer.toString(work.attempt()));
        variables.put("CORTEX_IDEMPOTENCY_KEY", work.idempotencyKey());
        return variables;
    }

    private static void quietly(FileAction action) {
        try {
            action.run();
        } catch (IOException e) {
            // The mark still finds the process, and nobody's work depends on it.
            LOG.warn("a process record was not written or removed: {}", e.toString());
        }
    }

    private interface FileAction {
        void run() throws IOException;
    }

    /** One attempt at one piece of work. */
    private static final class Attempt {
        private static final int LINES = 5;

        private final Assignment work;
        private final Cancellation cancellation;
        private final CompletableFuture<AgentResult> result;
        private final AgentProgram program;
        private final String mark = UUID.randomUUID().toString();
        private final Tail out;
        private final Tail err = new Tail(ERROR_TAIL);

        Attempt(
                Assignment work,
                Cancellation cancellation,
                CompletableFuture<AgentResult> result,
                AgentProgram program,
                int answerLimit) {
            this.work = work;
            this.cancellation = cancellation;
            this.result = result;
            this.program = program;
            this.out = new Tail(answerLimit);
        }

        String key() {
            return new Activation(work.runId(), Activation.Kind.AGENT, work.agent()).key();
        }

        AgentResult result(int code, Path log) {
            ProgramAnswer answer;
            try {
                answer = ProgramAnswer.of(out);
            } catch (IllegalArgumentException e) {
                return AgentResult.failure(code == 0 ? name() + ": " + e.getMessage() : reason(code, "", log));
            }
            return code == 0 ? answer.result() : answer.failure(reason(code, answer.summary(), log));
        }

        private String reason(int code, String said, Path log) {
            String words = PlainText.lastLines(err.text(), LINES);
            if (words.isEmpty()) {
                words = PlainText.lastLines(said, LINES);
            }
            return (cancellation.requested() ? "cancelled: " : "") + name() + " ended with " + ExitCode.text(code)
                    + (words.isEmpty() ? ", without a word (its log: " + log + ")" : ": " + words);
        }

        private String name() {
            return "`" + program.command().get(0) + "`";
        }
    }
}
