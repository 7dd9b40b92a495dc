import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A list of things to do, over HTTP. Prints its port, and ends when its standard input does. */
public class TodoServer {
    private static final List<String> TODOS = new CopyOnWriteArrayList<>();

    public static void main(String[] args) throws IOException {
        for (String row : Files.readAllLines(Path.of("backend", "todos.csv"))) {
            if (!row.startsWith("id,")) {
                TODOS.add(row.split(",")[1]);
            }
        }
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> answer(exchange, 200, "{\"status\":\"up\"}"));
        server.createContext("/todos", TodoServer::todos);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Whoever started this server holds the other end.
        }
        server.stop(0);
    }

    private static void todos(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String title = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (title.isEmpty()) {
                answer(exchange, 400, "{\"error\":\"a title is missing\"}");
                return;
            }
            TODOS.add(title);
            answer(exchange, 201, "{\"id\":" + TODOS.size() + "}");
        } else {
            answer(exchange, 200, TODOS.stream().map(TodoServer::quoted).collect(Collectors.joining(",", "[", "]")));
        }
    }

    private static String quoted(String title) {
        return "\"" + title.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
