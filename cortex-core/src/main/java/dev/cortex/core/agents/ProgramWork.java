package dev.cortex.core.agents;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The work of agents that are programs: what is written down before, while and after a program runs. */
final class ProgramWork {
    private static final int ERROR_TAIL = 16 * 1024;

    private final ProcessAgentActivator.Builder settings;
    private final Threads threads;
    private final StartedPrograms programs;

    ProgramWork(ProcessAgentActivator.Builder settings, Threads threads, StartedPrograms programs) {
        this.settings = settings;
        this.threads = threads;
        this.programs = programs;
    }

    /** Where the output of an attempt is kept. */
    Path log(Assignment work) {
        return LogFiles.of(settings.state, work);
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
                    + "` was not started, because its log and its process number cannot be kept: " + Trouble.words(e)));
        } catch (IOException e) {
            result.complete(AgentResult.failure(String.valueOf(e.getMessage())));
        }
    }

    private void start(Attempt attempt) throws IOException {
        AttemptLog log = new AttemptLog(log(attempt.work), settings.logLimit);
        String key = attempt.key();
        Program program;
        try {
            String prompt = PromptText.of(attempt.program.prompt(), attempt.work, settings.promptLimit);
            Path input = programs.begin(key, attempt.mark, prompt);
            log.note("agent " + attempt.work.agent() + ", attempt " + attempt.work.attempt() + ": "
                    + attempt.program.command());
            Launch launch = new Launch(
                    attempt.program.command(),
                    settings.workingDirectory.apply(attempt.work.runId()),
                    environment(attempt.work),
                    Optional.of(input),
                    attempt.mark);
            program = programs.start(
                    key,
                    launch,
                    List.of(Pump.Sink.into(attempt.out), log.stream("out| ")),
                    List.of(Pump.Sink.into(attempt.err), log.stream("err| ")));
        } catch (IOException | RuntimeException e) {
            log.note("not started: " + e.getMessage());
            log.close();
            programs.forget(key, attempt.mark);
            throw e;
        }
        program.ended().thenAccept(code -> threads.execute(() -> finish(attempt, code, log)));
        attempt.cancellation.onRequest(() -> program.end(settings.grace));
    }

    private void finish(Attempt attempt, int code, AttemptLog log) {
        log.note("exit code " + code);
        log.close();
        programs.dropInput(attempt.key(), attempt.mark);
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
