import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All agents of the demo, as one program that needs the JDK alone. cortex tells it in its environment who it is and in
 * which phase it works, and on its standard input what to do; it works in the present folder and says on its last line
 * what it has done.
 */
public class Agent {
    private static final Path TEMPLATES = Path.of("..", "templates");
    private static final Path SERVER = Path.of("backend", "TodoServer.java");
    private static final List<String> written = new ArrayList<>();

    private interface Task {
        String work() throws Exception;
    }

    private static final Map<String, Task> TASKS = Map.ofEntries(
            // full-stack-feature
            Map.entry("analysis/architect-reviewer", Agent::plan),
            Map.entry("analysis/system-architect", Agent::dependencies),
            Map.entry("backend/python-pro", Agent::server),
            Map.entry("backend/database-admin", Agent::migrate),
            Map.entry("frontend/react-specialist", Agent::page),
            Map.entry("frontend/ui-ux-designer", Agent::style),
            Map.entry("integration/quality-engineer", Agent::integrate),
            Map.entry("integration/test-automator", Agent::measure),
            // release-prep
            Map.entry("changelog/technical-writer", Agent::changelog),
            Map.entry("test-suite/test-automator", Agent::compile),
            Map.entry("test-suite/security-auditor", Agent::audit),
            Map.entry("docs/api-documenter", Agent::document),
            Map.entry("approval/code-reviewer", Agent::review),
            // incident-response
            Map.entry("triage/performance-engineer", Agent::triage),
            Map.entry("investigate/python-pro", Agent::rootCause),
            Map.entry("investigate/database-optimizer", Agent::slowQueries),
            Map.entry("fix/test-automator", Agent::fix),
            Map.entry("postmortem/technical-writer", Agent::postmortem),
            // microservice-migration
            Map.entry("identify/system-architect", Agent::dependencies),
            Map.entry("interface/api-documenter", Agent::document),
            Map.entry("extract/python-pro", Agent::server),
            Map.entry("extract/database-optimizer", Agent::migrate),
            Map.entry("integrate/quality-engineer", Agent::integrate),
            // feature-development
            Map.entry("Planning/default", Agent::plan),
            Map.entry("Implementation/default", () -> server() + "; " + migrate()),
            Map.entry("Testing/default", Agent::integrate),
            Map.entry("Documentation/default", Agent::document));

    public static void main(String[] args) throws Exception {
        String task = System.getenv("CORTEX_PHASE") + "/" + System.getenv("CORTEX_AGENT");
        String prompt = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Task known = TASKS.get(task);
        if (known == null) {
            System.err.println("This program knows no work for " + task + "; it was told:\n" + prompt);
            System.exit(1);
        }
        try {
            String summary = known.work();
            System.out.println("{\"summary\":\"" + escaped(summary) + "\",\"outputs\":{\"files\":["
                    + written.stream().map(f -> "\"" + escaped(f) + "\"").collect(Collectors.joining(",")) + "]}}");
        } catch (Exception e) {
            System.out.println("{\"summary\":\"" + escaped(task + ": " + e.getMessage()) + "\"}");
            System.exit(1);
        }
    }

    private static String plan() throws IOException {
        write(
                "PLAN.md",
                "# Plan",
                "",
                "1. A server with /health and /todos",
                "2. A table todos(id,title)",
                "3. A page that shows the list and adds to it",
                "4. Requests against all of it together");
        return "planned four steps";
    }

    private static String dependencies() throws IOException {
        List<String> modules = matches(TEMPLATES.resolve("TodoServer.java"), "import ([a-z.]+)\\.[A-Z]").stream()
                .distinct()
                .sorted()
                .toList();
        write("DEPENDENCIES.txt", modules.toArray(String[]::new));
        return "the server needs " + modules.size() + " packages of the JDK and nothing else";
    }

    private static String server() throws IOException {
        copy("TodoServer.java", SERVER.toString());
        return "wrote a server with " + endpoints().size() + " endpoints";
    }

    private static String migrate() throws IOException {
        write("backend/migrations/001-create.csv", "id,title");
        write("backend/migrations/002-first.csv", "1,write a scenario", "2,run it");
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("backend", "migrations"))) {
            for (Path file : files.sorted().toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        write("backend/todos.csv", rows.toArray(String[]::new));
        return "applied two migrations, " + (rows.size() - 1) + " rows";
    }

    private static String page() throws IOException {
        copy("index.html", "frontend/index.html");
        return "wrote a page that shows the list and adds to it";
    }

    private static String style() throws IOException {
        copy("style.css", "frontend/style.css");
        Path page = Path.of("frontend", "index.html");
        String link = "<link rel=\"stylesheet\" href=\"style.css\"/>";
        String html = Files.readString(page);
        if (!html.contains(link)) {
            Files.writeString(page, html.replace("</head>", link + "</head>"));
        }
        return "styled the page";
    }

    private static String integrate() throws Exception {
        List<String> results = new ArrayList<>();
        try (Server server = new Server()) {
            results.add(check("health", server.get("/health").statusCode() == 200));
            results.add(check("list", server.get("/todos").body().contains("run it")));
            results.add(check("add", server.post("/todos", "celebrate").statusCode() == 201));
            results.add(check("added", server.get("/todos").body().contains("celebrate")));
            results.add(check("refuses nothing", server.post("/todos", " ").statusCode() == 400));
        }
        write("reports/integration.txt", results.toArray(String[]::new));
        return results.size() + " requests against the running server";
    }

    private static String measure() throws Exception {
        long[] micros = new long[100];
        try (Server server = new Server()) {
            for (int i = 0; i < micros.length; i++) {
                long start = System.nanoTime();
                server.get("/todos");
                micros[i] = (System.nanoTime() - start) / 1000;
            }
        }
        Arrays.sort(micros);
        write(
                "reports/performance.csv",
                "requests,median_us,p95_us",
                micros.length + "," + micros[50] + "," + micros[95]);
        return micros.length + " requests, median " + micros[50] + " us";
    }

    private static String changelog() throws IOException {
        Path version = Path.of("VERSION");
        String before = Files.exists(version) ? Files.readString(version).strip() : "1.0.0";
        String[] parts = before.split("\\.");
        String next = parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0";
        write("VERSION", next);
        List<String> lines = new ArrayList<>(List.of("# " + next, ""));
        sources().forEach(source -> lines.add("- " + source.getFileName()));
        write("CHANGELOG.md", lines.toArray(String[]::new));
        return "version " + before + " becomes " + next;
    }

    private static String compile() throws IOException {
        var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(Path.of("classes"));
        for (Path source : sources()) {
            if (compiler.run(null, null, null, "-d", classes.toString(), source.toString()) != 0) {
                throw new IOException(source + " does not compile");
            }
        }
        write("reports/tests.txt", "PASS " + sources().size() + " sources compile");
        return sources().size() + " sources compile";
    }

    private static String audit() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path source : sources()) {
            matches(source, "(password\\s*=|Runtime\\.getRuntime|ObjectInputStream|0\\.0\\.0\\.0)")
                    .forEach(found -> findings.add(source.getFileName() + ": " + found));
        }
        findings.add(0, findings.size() + " findings in " + sources().size() + " sources");
        write("reports/security.txt", findings.toArray(String[]::new));
        return findings.get(0);
    }

    private static String document() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# API", ""));
        endpoints().forEach(path -> lines.add("- `" + path + "`"));
        write("API.md", lines.toArray(String[]::new));
        write("MIGRATION.md", "# Migration", "", "Nothing to do: all endpoints are new.");
        return "documented " + endpoints().size() + " endpoints";
    }

    private static String review() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Review", ""));
        for (Path source : sources()) {
            long longest = Files.readAllLines(source).stream()
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            lines.add("- " + source.getFileName() + ": longest line " + longest + (longest > 120 ? ", too long" : ""));
        }
        write("REVIEW.md", lines.toArray(String[]::new));
        return "read " + sources().size() + " sources";
    }

    private static String triage() throws IOException {
        Map<String, Integer> failures = new TreeMap<>();
        matches(TEMPLATES.resolve("incident.log"), "(?:GET|POST) (/\\S+) 5\\d\\d")
                .forEach(p -> failures.merge(p, 1, Integer::sum));
        List<String> lines = new ArrayList<>(List.of("# Triage", "", "Category: availability"));
        failures.forEach((path, count) -> lines.add("- " + path + ": " + count + " requests failed"));
        write("TRIAGE.md", lines.toArray(String[]::new));
        return "failing: " + failures;
    }

    private static String rootCause() throws IOException {
        List<String> pools = matches(TEMPLATES.resolve("incident.log"), "no connection left in the pool of (\\d+)");
        write(
                "ROOT_CAUSE.md",
                "# Root cause",
                "",
                pools.size() + " requests found the pool of " + pools.get(0) + " empty.",
                "",
                "To reproduce: five slow queries at a time.");
        return "the pool of " + pools.get(0) + " connections was empty " + pools.size() + " times";
    }

    private static String slowQueries() throws IOException {
        List<String> slow = matches(TEMPLATES.resolve("incident.log"), "QUERY (.* \\d{3,}ms)");
        write("SLOW_QUERIES.txt", slow.toArray(String[]::new));
        return slow.size() + " slow queries, all without an index on customer";
    }

    private static String fix() throws IOException {
        write("fix.sql", "create index orders_customer on orders (customer);");
        write("pool.properties", "pool.size=16");
        return "an index, and a pool of 16";
    }

    private static String postmortem() throws IOException {
        List<String> lines = new ArrayList<>(List.of("# Postmortem", ""));
        for (String part : List.of("TRIAGE.md", "ROOT_CAUSE.md", "SLOW_QUERIES.txt", "fix.sql", "pool.properties")) {
            lines.add("## " + part);
            lines.addAll(Files.readAllLines(Path.of(part)));
        }
        lines.addAll(List.of("## Prevention", "An alarm on the number of free connections."));
        write("POSTMORTEM.md", lines.toArray(String[]::new));
        return "a postmortem of " + lines.size() + " lines";
    }

    private static List<Path> sources() throws IOException {
        return List.of(
                Files.exists(SERVER) ? SERVER : TEMPLATES.resolve("TodoServer.java"),
                Path.of("..", "programs", "Check.java"));
    }

    private static List<String> endpoints() throws IOException {
        return matches(sources().get(0), "createContext\\(\"(/[^\"]*)\"");
    }

    private static List<String> matches(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static String check(String name, boolean good) {
        return (good ? "PASS " : "FAIL ") + name;
    }

    private static void write(String file, String... lines) throws IOException {
        Path path = Path.of(file);
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        Files.write(path, List.of(lines));
        written.add(file);
    }

    private static void copy(String template, String file) throws IOException {
        write(file, Files.readAllLines(TEMPLATES.resolve(template)).toArray(String[]::new));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    /** The server of the phase before, as a program of its own. */
    private static final class Server implements AutoCloseable {
        private final Process process = new ProcessBuilder("java", "-XX:TieredStopAtLevel=1", SERVER.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        private final HttpClient client = HttpClient.newHttpClient();
        private final String address;

        Server() throws IOException {
            String port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (port == null) {
                throw new IOException("the server does not start");
            }
            address = "http://localhost:" + port;
        }

        HttpResponse<String> get(String path) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            process.destroy();
        }
    }
}
