package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.journal.Json;
import dev.cortex.core.store.FileStateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDeskTest {

    @TempDir
    Path state;

    private final List<Assignment> asked = new CopyOnWriteArrayList<>();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private volatile AgentResult answer = AgentResult.success("done").with("text", "Faster.");
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/agents", this::serve);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void notes_areWrittenApprovedAndPublished() {
        try (ReleaseDesk desk = desk()) {
            assertThat(after(desk.write("1.0")).status()).isEqualTo(RunStatus.WAITING);
            assertThat(after(desk.approve("anna")).status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(words)
                .contains("collect has started", "draft has completed", "publish waits for somebody to start it")
                .endsWith("publish has started", "publish has completed", "the run has COMPLETED");
        assertThat(asked)
                .extracting(Assignment::agent)
                .containsExactlyInAnyOrder("historian", "photographer", "writer", "publisher");
        assertThat(asked.get(3).outputs().get("draft", "text")).contains("Faster.");
    }

    @Test
    void waitingRun_goesOnInTheNextProcess() {
        try (ReleaseDesk desk = desk()) {
            after(desk.write("1.0"));
        }
        try (ReleaseDesk next = desk()) {
            after(next.resume());
            assertThat(after(next.approve("anna")).status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void failingService_failsTheRun() {
        answer = AgentResult.failure("no network");
        try (ReleaseDesk desk = desk()) {
            RunView end = after(desk.write("1.0"));
            assertThat(end.status()).isEqualTo(RunStatus.FAILED);
            assertThat(end.phase("publish").orElseThrow().ending().orElseThrow().text())
                    .isEqualTo("skipped: upstream failed (collect)");
        }
    }

    private ReleaseDesk desk() {
        URI agents = URI.create("http://localhost:" + service.getAddress().getPort() + "/agents");
        StateStore store = new FileStateStore(state);
        return new ReleaseDesk(new HttpAgents(agents), store, new Progress(words::add));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            asked.add(Json.read(
                    Assignment.class, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static <T> T after(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
