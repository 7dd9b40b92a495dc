package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.RunEvent;
import dev.cortex.cli.Faults.Fault;
import dev.cortex.cli.Faults.Operation;
import dev.cortex.core.journal.Json;
import dev.cortex.core.store.FaultyJournals;
import dev.cortex.core.store.FileStateStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A home on a disk on which something fails while a run is started and driven, and what people do about it then. */
final class Casualty {
    private static final Pattern INNARDS =
            Pattern.compile("\tat |Exception|\\bjava\\.|\\bdev\\.cortex\\.|defect|\\bnull\\b");

    private static final Pattern UNJUDGED =
            Pattern.compile("verdict=unknown, evidence=`test -f agents.log` was not started, because [^,]*: "
                    + "(No space left on device|permission denied)");

    private final Path home;
    private final Faults faults;
    private final FewPhases files;

    Casualty(Path person, Faults faults) {
        this.home = person.resolve(".cortex");
        this.faults = faults;
        this.files = FewPhases.in(home);
    }

    /** Starts a run while something fails. */
    Sandbox.Outcome run() {
        Path person = new FaultyDisk(faults).path(Objects.requireNonNull(home.getParent()));
        return new Sandbox(home)
                .disk(person, (folder, warnings) -> FaultyJournals.open(folder, warnings, watch()))
                .run(FewPhases.run());
    }

    private FaultyJournals.Watch watch() {
        return new FaultyJournals.Watch() {
            @Override
            public void open(Path file) throws IOException {
                try {
                    faults.before(Operation.OPEN, file);
                } catch (FileSystemException e) {
                    throw new FileNotFoundException(file + " (Permission denied)");
                }
            }

            @Override
            public void write(Path file) throws IOException {
                faults.before(Operation.WRITE, file);
            }

            @Override
            public void force(Path path) throws IOException {
                faults.before(Operation.FORCE, path);
            }
        };
    }

    /** People make room, and go on in the way that the command names, until the run is over as if nothing had happened. */
    void recover(Sandbox.Outcome first, Fault fault, Object undisturbed) {
        assertSaid(first, fault);
        Sandbox later = new Sandbox(home);
        Set<String> done = new TreeSet<>();
        List<String> runs = runs();
        runs.forEach(run -> done.addAll(Once.succeeded(run, events(run))));
        int worked = files.log().lines().size();
        String status = runs.isEmpty() ? "none" : status(later);
        boolean over = status.equals("completed");
        assertThat(first.exit() == ExitCode.DONE && !over)
                .as("says that it is done")
                .isFalse();
        assertThat(first.exit() == ExitCode.FAILED && !status.equals("failed"))
                .as("says that it has failed")
                .isFalse();
        Sandbox.Outcome next = later.run(
                switch (status) {
                    case "none" -> FewPhases.run();
                    case "failed" -> FewPhases.retry();
                    default -> FewPhases.resume();
                });
        assertThat(next.exit()).as("then %s", next).isEqualTo(ExitCode.DONE);
        assertThat(outcome(later)).isEqualTo(undisturbed);
        assertThat(runs()).as("one run, however often it was begun").hasSize(1);
        List<AgentsLog.Line> log = files.log().lines();
        assertThat(log.subList(worked, log.size())).noneMatch(line -> done.contains(line.key()));
        String run = runs().get(0);
        Once.assertDone(events(run));
        Once.assertWorked(run, events(run), files.log().of(run));
    }

    /** What went wrong is said to the person, in words. */
    private static void assertSaid(Sandbox.Outcome outcome, Fault fault) {
        assertThat(outcome.out() + outcome.err()).doesNotContainPattern(INNARDS);
        if (outcome.exit() == ExitCode.STATE) {
            assertThat(outcome.err()).contains(fault.words);
        } else if (outcome.exit() == ExitCode.FAILED) {
            assertThat(outcome.out()).contains(fault.words);
        } else {
            assertThat(outcome.exit()).as("%s", outcome).isEqualTo(ExitCode.DONE);
            assertThat(outcome.err()).isEmpty();
        }
    }

    private static String status(Sandbox sandbox) {
        return String.valueOf(document(sandbox).get("status"));
    }

    private static Map<?, ?> document(Sandbox sandbox) {
        Sandbox.Outcome status = sandbox.run("orchestrate", "status", FewPhases.NAME, "--json");
        assertThat(status.exit()).as("%s", status).isEqualTo(ExitCode.DONE);
        return (Map<?, ?>) Objects.requireNonNull(Json.read(status.out()));
    }

    /**
     * Where a run has come, whatever way it took. What could not be tidied up is a warning; a criterion that could not be
     * judged is unverified, and says why.
     */
    private static Object outcome(Sandbox sandbox) {
        Map<Object, Object> document = new LinkedHashMap<>(document(sandbox));
        document.remove("warnings");
        String outcome = ManyPhases.timeless(document).toString().replaceAll("round=\\d+", "");
        Matcher unjudged = UNJUDGED.matcher(outcome);
        return unjudged.find()
                ? unjudged.replaceFirst("verdict=met, evidence=`test -f agents.log` ended with exit code 0")
                        .replace("cause=unverified", "cause=verified")
                : outcome;
    }

    /** {@return where the run of this home has come} */
    Object outcome() {
        return outcome(new Sandbox(home));
    }

    private FileStateStore store() {
        return new FileStateStore(home.resolve("scenarios/.state"), incomplete -> {});
    }

    private List<String> runs() {
        return store().list("run-", false, "", 9).stream()
                .map(name -> name.substring("run-".length()))
                .toList();
    }

    private List<RunEvent> events(String run) {
        List<RunEvent> events = new ArrayList<>();
        store().read("run-" + run, 0, line -> events.add(Json.event(run, events.size() + 1, line)));
        return events;
    }
}
