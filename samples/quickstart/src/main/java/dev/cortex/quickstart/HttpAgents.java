package dev.cortex.quickstart;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.core.journal.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Agents behind an HTTP service. An assignment is posted as JSON and the answer is the agent's result; a thousand agents
 * that think take no thread here.
 */
// region asynchronous-agents
public final class HttpAgents implements AgentActivator {
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;

    /**
     * Agents that one service hosts.
     *
     * @param service where assignments are posted
     */
    public HttpAgents(URI service) {
        this.service = Objects.requireNonNull(service, "service");
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        Activation activation = new Activation(assignment.runId(), Activation.Kind.AGENT, assignment.agent());
        HttpRequest request = HttpRequest.newBuilder(service)
                // The service remembers what it answered under a key: the same work may be asked for twice.
                .header("Idempotency-Key", header(assignment.idempotencyKey()))
                .header("Activation-Key", header(activation.key()))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(assignment)))
                .build();
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        cancellation.onRequest(() -> call.cancel(true));
        return call.thenApply(HttpAgents::result);
    }

    @Override
    public CompletionStage<Void> deactivate(Activation activation) {
        // The service ends what is at work under this key, whoever asked for it; if there is nothing, that is fine.
        HttpRequest request = HttpRequest.newBuilder(service)
                .header("Activation-Key", header(activation.key()))
                .DELETE()
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("the agent service answered with status " + answer.statusCode());
            }
        });
    }

    private static String header(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static AgentResult result(HttpResponse<String> answer) {
        return answer.statusCode() == OK
                ? Json.read(AgentResult.class, answer.body())
                : AgentResult.failure("the agent service answered with status " + answer.statusCode());
    }
}
// endregion
