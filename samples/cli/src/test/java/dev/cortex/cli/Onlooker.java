package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.store.StateException;
import dev.cortex.cli.HarmedJournal.Harm;
import dev.cortex.core.journal.Json;
import dev.cortex.core.store.FileStateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A home with one run, whose journal is harmed again and again, and somebody who asks the command about it each time. */
final class Onlooker {
    private static final List<String> QUESTIONS = List.of("status", "explain", "history");

    /** What the command never says to anybody. */
    private static final Pattern INNARDS = Pattern.compile("\tat |Exception|\\bjava\\.|\\bdev\\.cortex\\.|defect");

    /** In place of a size. */
    private static final int REFUSED = -1;

    /** Of so many harms, one is followed by a resume. */
    private static final int SAMPLE = 97;

    private final Path home;
    private final Sandbox sandbox;
    private final Shell shell;
    private final Map<Path, byte[]> files;
    private final Path file;
    private final String run;
    private final HarmedJournal journal;

    /** What is said of the run as it was at some time, by the size of its journal and the command. */
    private final Map<Integer, Map<String, Sandbox.Outcome>> truth = new HashMap<>();

    private final Object end;
    private int harms;
    private int looks;
    private int refusals;
    private int resumes;

    /** Somebody who looks at a home in which there was one run. */
    Onlooker(Path home) throws IOException {
        this.home = home;
        this.sandbox = new Sandbox(home);
        this.shell = new Shell(sandbox);
        this.files = journals(home);
        this.file = files.keySet().stream()
                .filter(path -> path.getFileName().toString().startsWith("run-"))
                .findFirst()
                .orElseThrow();
        String name = file.getFileName().toString();
        this.run = name.substring("run-".length(), name.length() - ".jsonl".length());
        this.journal = new HarmedJournal(Objects.requireNonNull(files.get(file)));
        this.end =
                ManyPhases.timeless(Json.read(shell.run(words("status", true)).out()));
        for (int size : journal.sizes()) {
            learn(size);
        }
    }

    private static Map<Path, byte[]> journals(Path home) throws IOException {
        Map<Path, byte[]> journals = new TreeMap<>();
        try (Stream<Path> all = Files.list(home.resolve("scenarios/.state"))) {
            for (Path path :
                    all.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                journals.put(path, Files.readAllBytes(path));
            }
        }
        return journals;
    }

    HarmedJournal journal() {
        return journal;
    }

    int harms() {
        return harms;
    }

    int resumes() {
        return resumes;
    }

    private static String[] words(String verb, boolean json) {
        return json
                ? new String[] {"orchestrate", verb, FewPhases.NAME, "--json"}
                : new String[] {"orchestrate", verb, FewPhases.NAME};
    }

    /** What is said of a journal that ends with a batch has to be what stands in its lines. */
    private void learn(int size) throws IOException {
        byte[] prefix = journal.prefix(size);
        Files.write(file, prefix);
        Map<String, Sandbox.Outcome> said = new HashMap<>();
        for (String question : QUESTIONS) {
            for (boolean json : new boolean[] {true, false}) {
                Sandbox.Outcome outcome = shell.run(words(question, json));
                assertPlain(outcome, json);
                said.put(question + json, outcome);
                assertThat(outcome.exit()).isEqualTo(size == 0 ? ExitCode.NOT_FOUND : ExitCode.DONE);
            }
        }
        truth.put(size, said);
        if (size > 0) {
            assertThat(objects(said.get("historytrue"), "events")).isEqualTo(lines(prefix));
            assertThat(objects(said.get("statustrue"), "phases").stream()
                            .filter(phase -> "completed".equals(phase.get("state")))
                            .map(phase -> phase.get("name"))
                            .toList())
                    .isEqualTo(completed(lines(prefix)));
        }
    }

    @SuppressWarnings("unchecked") // as the documents of the command are
    private static List<Map<String, Object>> objects(Sandbox.Outcome outcome, String key) {
        return (List<Map<String, Object>>) ((Map<?, ?>) Json.read(outcome.out())).get(key);
    }

    /** The lines without what is the store's. */
    private static List<Map<String, Object>> lines(byte[] journal) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : new String(journal, StandardCharsets.UTF_8).lines().toList()) {
            Map<String, Object> object = new LinkedHashMap<>();
            ((Map<?, ?>) Json.read(line)).forEach((key, value) -> object.put(String.valueOf(key), value));
            object.keySet().removeIf(key -> key.startsWith("#"));
            lines.add(object);
        }
        return lines;
    }

    private static List<Object> completed(List<Map<String, Object>> lines) {
        return lines.stream()
                .filter(line -> "phase-ended".equals(line.get("type")))
                .filter(line -> "completed".equals(((Map<?, ?>) line.get("ending")).get("type")))
                .map(line -> line.get("phase"))
                .toList();
    }

    /** Has a harm happen, and asks about it. All answers have to be about the same state. */
    void look(Harm harm) throws IOException {
        try {
            harms++;
            Files.write(file, harm.bytes);
            Set<Integer> sizes = new TreeSet<>(harm.sizes);
            if (harm.refusal) {
                sizes.add(REFUSED);
            }
            for (int i = 0; i < QUESTIONS.size(); i++) {
                boolean json = harms % 2 == i % 2;
                Sandbox.Outcome outcome = shell.run(words(QUESTIONS.get(i), json));
                looks++;
                assertPlain(outcome, json);
                String question = QUESTIONS.get(i) + json;
                sizes.removeIf(size -> !says(outcome, harm, question, size));
                assertThat(sizes).as("%s says %s", question, outcome).isNotEmpty();
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(harm.bytes);
            int size = sizes.iterator().next();
            refusals += size == REFUSED ? 1 : 0;
            if (harms % SAMPLE == 0) {
                resume(harm, size);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(harm.how, e);
        }
    }

    private boolean says(Sandbox.Outcome outcome, Harm harm, String question, int size) {
        if (size == REFUSED) {
            return outcome.exit() == ExitCode.STATE
                    && outcome.err().contains("is damaged: " + file + ", line " + journal.line(harm.at) + ": ");
        }
        Sandbox.Outcome then = Objects.requireNonNull(truth.get(size).get(question));
        // A file without a whole first batch is no journal yet, and the run never was.
        boolean whole = size == 0 || journal.isWhole(harm.bytes);
        int rest = harm.bytes.length - journal.prefix(size).length;
        String incomplete = "is incomplete: the last " + rest + " bytes of " + file + ", behind line " + size + ",";
        return outcome.exit() == then.exit()
                && outcome.out().equals(then.out())
                && (whole
                        ? outcome.err().equals(then.err())
                        : outcome.err().contains(incomplete)
                                && outcome.err().lines().count() == 1);
    }

    /** Goes on with the run. What is damaged stays as it is; else the run ends, and what was done is not done again. */
    private void resume(Harm harm, int size) throws IOException {
        resumes++;
        List<AgentsLog.Line> before = new AgentsLog(home).lines();
        List<String> done = succeeded();
        Sandbox.Outcome outcome = sandbox.run(size == 0 ? FewPhases.run() : FewPhases.resume());
        List<AgentsLog.Line> all = new AgentsLog(home).lines();
        List<AgentsLog.Line> worked = all.subList(before.size(), all.size());
        assertThat(outcome.out() + outcome.err()).doesNotContainPattern(INNARDS);
        if (size == REFUSED) {
            assertThat(outcome.exit()).as("resume says %s", outcome).isEqualTo(ExitCode.STATE);
            assertThat(worked).isEmpty();
            assertThat(Files.readAllBytes(file)).isEqualTo(harm.bytes);
        } else {
            assertThat(outcome.exit()).as("resume says %s", outcome).isEqualTo(ExitCode.DONE);
            assertThat(worked).noneMatch(line -> done.contains(line.key()));
            Sandbox.Outcome status = sandbox.run(words("status", true));
            assertThat(ManyPhases.timeless(Json.read(status.out()))).isEqualTo(end);
            assertThat(status.err()).isEmpty();
        }
        restore();
    }

    /** What has succeeded as the journal says it, in which there are perhaps few lines. */
    private List<String> succeeded() {
        List<RunEvent> events = new ArrayList<>();
        try {
            new FileStateStore(file.getParent(), incomplete -> {})
                    .read("run-" + run, 0, line -> events.add(Json.event(run, events.size() + 1, line)));
        } catch (StateException damaged) {
            return List.of();
        }
        return List.copyOf(Once.succeeded(run, events));
    }

    private void restore() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            for (Path path : all.filter(path -> path.toString().matches(".*\\.(jsonl|done)"))
                    .toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<Path, byte[]> each : files.entrySet()) {
            Files.write(each.getKey(), each.getValue());
        }
    }

    private void assertPlain(Sandbox.Outcome outcome, boolean json) {
        assertThat(outcome.out() + outcome.err()).doesNotContainPattern(INNARDS);
        if (json) {
            Map<?, ?> document = (Map<?, ?>) Objects.requireNonNull(Json.read(outcome.out()));
            assertThat(outcome.out().indexOf('\n')).isEqualTo(outcome.out().length() - 1);
            assertThat(document.containsKey("error")).isEqualTo(outcome.exit() != ExitCode.DONE);
        } else if (outcome.exit() != ExitCode.DONE) {
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Override
    public String toString() {
        return harms + " harms, of which " + refusals + " are damage, " + looks + " looks, " + resumes + " resumes";
    }
}
