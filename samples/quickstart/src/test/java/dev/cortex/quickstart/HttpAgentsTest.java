package dev.cortex.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.core.journal.Json;
import dev.cortex.testkit.contract.AgentActivatorContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Agents behind a service keep the contract, if the service does its part. */
class HttpAgentsTest extends AgentActivatorContract {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, CompletableFuture<AgentResult>> endless = new ConcurrentHashMap<>();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/agents", this::serve);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        threads.shutdownNow();
    }

    @Override
    protected AgentActivator activator() {
        return new HttpAgents(
                URI.create("http://localhost:" + service.getAddress().getPort() + "/agents"));
    }

    @Override
    protected String succeeding() {
        return "writer";
    }

    @Override
    protected String failing() {
        return "beginner";
    }

    @Override
    protected Optional<String> endless() {
        return Optional.of("dreamer");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("Activation-Key");
            if (exchange.getRequestMethod().equals("DELETE")) {
                Optional.ofNullable(endless.remove(key))
                        .ifPresent(work -> work.complete(AgentResult.failure("deactivated")));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body =
                    Json.write(result(Json.read(Assignment.class, text), key)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private AgentResult result(Assignment work, String key) {
        return switch (work.agent()) {
            case "writer" -> AgentResult.success("wrote it");
            case "dreamer" ->
                endless.computeIfAbsent(key, any -> new CompletableFuture<>()).join();
            default -> AgentResult.failure("no pen");
        };
    }
}
