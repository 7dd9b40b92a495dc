package dev.cortex.api.agent;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs a blocking agent on an executor and interrupts its thread, and no other work of that thread, on cancellation. */
final class BlockingAgentActivator implements AgentActivator {
    private final Executor executor;
    private final BlockingAgent agent;

    BlockingAgentActivator(Executor executor, BlockingAgent agent) {
        this.executor = Objects.requireNonNull(executor, "executor");
        this.agent = Objects.requireNonNull(agent, "agent");
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        CompletableFuture<AgentResult> result = new CompletableFuture<>();
        Call call = new Call();
        cancellation.onRequest(call::interrupt);
        executor.execute(() -> {
            call.begin();
            try {
                AgentResult done = agent.work(assignment, cancellation);
                call.end();
                result.complete(done);
            } catch (Throwable broken) { // Whatever an agent throws, its caller has to hear of it.
                call.end();
                result.completeExceptionally(broken);
            }
        });
        return result;
    }

    /** The thread of one call while it lasts. Its monitor makes sure that an interrupt hits this call or nobody. */
    private static final class Call {
        private @Nullable Thread thread;
        private boolean requested;

        synchronized void begin() {
            thread = Thread.currentThread();
            if (requested) {
                thread.interrupt();
            }
        }

        synchronized void interrupt() {
            requested = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        synchronized void end() {
            thread = null;
            // The thread goes back to its pool without a flag that was meant for this call.
            Thread.interrupted();
        }
    }
}
