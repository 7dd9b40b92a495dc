package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.RunEvent;
import dev.cortex.core.journal.Json;
import dev.cortex.core.store.FileStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A home with one scenario of many short phases, in which there is something of everything: agents one after the other
 * and together, phases beside each other and in the lane, a gate, outputs, an agent that fails at first, a criterion
 * that is unmet at first, commands, agents that are inactive, and one that overlapping phases share.
 */
final class ManyPhases {
    static final String NAME = "many";

    private static final Set<String> ACTIVE = Set.of("one", "two", "three", "flaky");
    private static final Set<String> INACTIVE = Set.of("four", "five", "six", "shared");

    private final Path home;
    private final Sandbox sandbox;
    private final AgentsLog log;

    ManyPhases(Path home) {
        this.home = home;
        this.sandbox = new Sandbox(home).realTime();
        this.log = new AgentsLog(home);
        // Before the first look into a store, which would have the log file made where the tests were started.
        System.setProperty("cortex.log", home.resolve("cortex.log").toString());
        sandbox.with("agent.sh", (AgentsLog.SAYS + """
                        say begin
                        if [ "$CORTEX_AGENT" = flaky ] && [ "$CORTEX_ATTEMPT" = 1 ]; then
                            say fail
                            exit 1
                        fi
                        sleep 0.01
                        say end
                        echo "{\\"summary\\":\\"did it\\",\\"outputs\\":{\\"$CORTEX_PHASE\\":\\"by $CORTEX_AGENT\\"}}"
                        """).split("\n"));
        sandbox.with("polished.sh", "grep -q \"^end $CORTEX_RUN_ID .*/polish/2/0 \" agents.log");
        sandbox.with("config.yaml", "agent_command: [sh, '" + home.resolve("agent.sh") + "']", "directory: .", "");
        sandbox.with(
                "scenarios/many.yaml",
                "name: many",
                "description: Many short phases",
                "inputs: {ticket: none}",
                "phases:",
                "  - {name: plan, condition: auto, agents: [one, two], outputs: [plan],",
                "     success_criteria: [{name: The log is there, file_exists: agents.log}]}",
                "  - {name: left, condition: ['after:plan'], parallel: true, agents: [three]}",
                "  - {name: right, condition: ['after:plan'], parallel: true, agent_mode: parallel, agents: [four, shared]}",
                "  - {name: first, condition: ['after:plan'], agents: [shared]}",
                "  - {name: second, condition: ['after:plan'], agents: [flaky], retry: {max_attempts: 2, backoff: 10ms}}",
                "  - {name: release, condition: ['after:left', 'after:right', manual], agents: [five]}",
                "  - {name: polish, condition: ['after:release'], agents: [six], retry: {max_attempts: 2, backoff: 10ms},",
                "     success_criteria: [{name: It is polished, run: [sh, polished.sh]}]}",
                "  - {name: clean, condition: ['always:polish'], agents: [one]}");
        ACTIVE.forEach(name -> sandbox.with("agents/" + name + ".md", agent(name)));
        INACTIVE.forEach(name -> sandbox.with("inactive/agents/" + name + ".md", agent(name)));
    }

    private static String[] agent(String name) {
        return new String[] {"---", "name: " + name, "description: Works", "---", "Work."};
    }

    Path home() {
        return home;
    }

    AgentsLog log() {
        return log;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** {@return what starts it, with all that it needs to come to its end alone} */
    String[] run() {
        return words("run", "--input", "ticket=T-1", "--quiet");
    }

    /** {@return what goes on with it} */
    String[] resume() {
        return words("resume", "--quiet");
    }

    private static String[] words(String verb, String... more) {
        List<String> words = new ArrayList<>(List.of("orchestrate", verb, NAME, "--auto", "--allow-commands"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private FileStateStore store() {
        return new FileStateStore(home.resolve("scenarios/.state"), incomplete -> {});
    }

    /** {@return the ids of all runs, the newest first} */
    List<String> runs() {
        return store().list("run-", false, "", Integer.MAX_VALUE).stream()
                .map(name -> name.substring("run-".length()))
                .toList();
    }

    /** {@return the events of a run, as whoever reads them sees them} */
    List<RunEvent> journal(String run) {
        List<RunEvent> events = new ArrayList<>();
        store().read("run-" + run, 0, line -> events.add(Json.event(run, events.size() + 1, line)));
        return events;
    }

    /** {@return the one word for how a run stands} */
    String status(String run) {
        Sandbox.Outcome status = sandbox.run("orchestrate", "status", run, "--json");
        assertThat(status.exit()).as(status.err()).isEqualTo(ExitCode.DONE);
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(Json.read(status.out()))).get("status"));
    }

    /** {@return how a run stands, but for when and in how many steps it came there} */
    Object state(String run) {
        Sandbox.Outcome status = sandbox.run("orchestrate", "status", run, "--json");
        assertThat(status.exit()).as(status.err()).isEqualTo(ExitCode.DONE);
        return timeless(Json.read(status.out()));
    }

    /** {@return what is the same in two runs that came to the same end} */
    static Object timeless(Object json) {
        if (json instanceof List<?> list) {
            return list.stream().map(ManyPhases::timeless).toList();
        } else if (json instanceof Map<?, ?> map) {
            Set<String> different = Set.of("run", "started_at", "changed_at", "events", "since", "at");
            List<String> entries = new ArrayList<>();
            map.forEach((key, value) -> {
                if (!different.contains(String.valueOf(key))) {
                    entries.add(key + "=" + timeless(value));
                }
            });
            return entries;
        }
        return String.valueOf(json);
    }

    /** Nothing is in the home but what was there, journals, logs, and the files that locks are taken on. */
    void assertTidy() {
        assertThat(agents("agents")).isEqualTo(new TreeSet<>(ACTIVE));
        assertThat(agents("inactive/agents")).isEqualTo(new TreeSet<>(INACTIVE));
        assertThat(files())
                .allMatch(file -> file.matches("(inactive/)?agents/[a-z]+\\.md"
                        + "|agents/\\.state/\\.lock"
                        + "|scenarios/(many\\.yaml|\\.state/(\\.lock|(run|scenario)-[^/]*\\.(jsonl|done)|programs/logs/.*))"
                        + "|agent\\.sh|polished\\.sh|agents\\.log|config\\.yaml|cortex\\.log|said"));
        assertThat(ours()).as("processes of agents that are still alive").isEmpty();
    }

    private Set<String> agents(String folder) {
        Set<String> names = new TreeSet<>();
        files().stream()
                .filter(file -> file.matches(folder + "/[^/]*\\.md"))
                .forEach(file -> names.add(file.substring(folder.length() + 1, file.length() - ".md".length())));
        return names;
    }

    private List<String> files() {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProcessHandle> ours() {
        return log.lines().stream()
                .map(AgentsLog.Line::pid)
                .distinct()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(home.toString()))
                        .isPresent())
                .toList();
    }
}
