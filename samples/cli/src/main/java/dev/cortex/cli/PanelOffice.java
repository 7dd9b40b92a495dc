package dev.cortex.cli;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.panel.Listed;
import dev.cortex.cli.panel.Look;
import dev.cortex.cli.panel.Office;
import dev.cortex.cli.panel.Snapshot;
import dev.cortex.cli.panel.Tails;
import dev.cortex.cli.panel.Wish;
import dev.cortex.core.agents.ProcessAgentActivator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the panel sees and does in one home. It looks at journals, whoever writes them; acts are those of the command; and
 * runs are driven by processes of their own, so that they go on when the panel is left, however that happens.
 */
final class PanelOffice implements Office, AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    /** How old what is not looked at may be. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final int RUNS_LISTED = 200;
    private static final int LINES_OF_AN_AGENT = 50;

    private final Session session;
    private final boolean allowCommands;
    private final Map<Kind, Runs> runs = new EnumMap<>(Kind.class);
    private final Map<Kind, Boolean> hadState = new EnumMap<>(Kind.class);
    private final List<Sound> definitions = new ArrayList<>();
    private final Map<Sound, Listed> listed = new HashMap<>();
    private final List<String> history = new ArrayList<>();
    private String historyOf = "";
    private Instant definedAt = Instant.MIN;
    private Instant listedAt = Instant.MIN;

    /** A definition as it was read. */
    private record Sound(Kind kind, String name, Optional<Plan> plan, List<String> problems) {}

    /**
     * An office in the home of a session. It prints nothing: the panel has the terminal.
     *
     * @param allowCommands whether runs that are driven for the panel may execute the commands of criteria
     */
    PanelOffice(Session session, boolean allowCommands) {
        this.session =
                session.in(silent(session.surroundings(), new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        this.allowCommands = allowCommands;
    }

    private static Surroundings silent(Surroundings mine, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                mine.environment(),
                mine.userHome(),
                mine.user(),
                mine.clock(),
                false,
                Signals.none(),
                mine.stores());
    }

    // ---- looking

    @Override
    public synchronized Snapshot look(Optional<Look> look) {
        Instant now = session.now();
        List<Listed> all = list(look.isEmpty(), now);
        if (look.isEmpty()) {
            return new Snapshot(now, all, Optional.empty(), List.of(), List.of(), Tails.NONE);
        }
        Look at = look.get();
        Optional<Run> run = run(at);
        Optional<RunView> view = run.map(Run::view);
        return new Snapshot(
                now,
                view.map(newest -> all.stream().map(one -> one.with(newest)).toList())
                        .orElse(all),
                view,
                at.part() == Look.Part.HISTORY ? run.map(this::history).orElse(List.of()) : List.of(),
                at.part() == Look.Part.RUNS ? runsOf(at) : List.of(),
                view.flatMap(one -> at.phase().flatMap(one::phase).map(phase -> tails(at.kind(), one.id(), phase)))
                        .orElse(Tails.NONE));
    }

    /** While something else is looked at, the list need not be as fresh. */
    private List<Listed> list(boolean looked, Instant now) {
        boolean read = old(definedAt, now);
        if (read) {
            definitions.clear();
            for (Kind kind : Kind.values()) {
                session.definitions(kind).all().forEach(one -> definitions.add(sound(kind, one)));
            }
            definedAt = now;
        }
        if (read || looked || old(listedAt, now)) {
            listed.clear();
            definitions.forEach(one -> listed.put(one, listed(one)));
            listedAt = now;
        }
        return definitions.stream()
                .map(one -> listed.computeIfAbsent(one, this::listed))
                .toList();
    }

    private static boolean old(Instant at, Instant now) {
        return at.equals(Instant.MIN) || at.plus(FRESH).isBefore(now);
    }

    private Listed listed(Sound one) {
        try {
            Optional<RunView> last =
                    runs(one.kind()).engine().newest(one.name()).map(Run::view);
            return new Listed(one.kind(), one.name(), one.plan(), one.problems(), last);
        } catch (RuntimeException unreadable) {
            // The runs of one name are no reason not to see the others.
            String why = String.valueOf(unreadable.getMessage());
            return new Listed(one.kind(), one.name(), one.plan(), List.of(why), Optional.empty());
        }
    }

    private static Sound sound(Kind kind, Definition one) {
        List<String> problems = one.plan().ok()
                ? List.of()
                : FindingText.findings(one.plan().findings().stream()
                                .filter(Diagnostic::isError)
                                .toList())
                        .stream()
                        .map(String::strip)
                        .toList();
        Optional<Plan> plan = one.plan().ok() ? one.plan().draft() : Optional.empty();
        String name = plan.map(sound -> sound.scenario().name()).orElse(one.name());
        return new Sound(kind, name, plan, problems);
    }

    private Optional<Run> run(Look look) {
        Runs mine = runs(look.kind());
        return look.run().isPresent()
                ? mine.engine().find(look.run().get())
                : mine.engine().newest(look.name());
    }

    /** What has happened is read once; from then on, what is new. */
    private List<String> history(Run run) {
        if (!historyOf.equals(run.id())) {
            history.clear();
            historyOf = run.id();
        }
        run.events(history.size(), event -> history.add(HistoryCommand.line(event)));
        return List.copyOf(history);
    }

    private List<RunView> runsOf(Look look) {
        return runs(look.kind()).engine().list("", RUNS_LISTED).stream()
                .map(Run::view)
                .filter(view -> view.scenario().equals(look.name()))
                .toList();
    }

    private Tails tails(Kind kind, String run, PhaseView phase) {
        Path state = session.home().state(kind).resolve("programs");
        Map<String, List<String>> lines = new HashMap<>();
        for (String agent : phase.phase().workers()) {
            List<Path> logs = ProcessAgentActivator.logs(state, run, phase.name(), agent);
            if (!logs.isEmpty()) {
                lines.put(agent, LastLines.of(logs.get(logs.size() - 1), LINES_OF_AN_AGENT));
            }
        }
        return new Tails(phase.name(), lines);
    }

    /** An engine that reads; another one when the first run of the home has been made. */
    private Runs runs(Kind kind) {
        boolean has = session.home().hasState(kind);
        @Nullable Runs open = runs.get(kind);
        if (open == null || !Boolean.valueOf(has).equals(hadState.get(kind))) {
            if (open != null) {
                open.close();
            }
            open = EngineRoom.reading(session, kind);
            runs.put(kind, open);
            hadState.put(kind, has);
        }
        return open;
    }

    private synchronized Optional<RunView> view(Kind kind, String run) {
        return runs(kind).engine().find(run).map(Run::view);
    }

    private synchronized Optional<String> newest(Kind kind, String name) {
        return runs(kind).engine().newest(name).map(Run::id);
    }

    // ---- doing

    @Override
    public Outcome carryOut(Wish wish) {
        if (wish instanceof Wish.Start start) {
            return start(start.kind(), start.name());
        } else if (wish instanceof Wish.Resume resume) {
            return goOn(resume.kind(), resume.run(), List.of("resume"), "goes on");
        } else if (wish instanceof Wish.Retry retry) {
            List<String> words = new ArrayList<>(List.of("retry"));
            retry.from().ifPresent(phase -> words.addAll(CommandLines.option("--from", phase)));
            return goOn(retry.kind(), retry.run(), words, "runs again");
        } else if (wish instanceof Wish.Stop stop) {
            return command(stop.kind(), List.of("stop"), stop.reason(), List.of(stop.run()));
        } else if (wish instanceof Wish.Act act) {
            return act(act);
        }
        return Outcome.of("", false);
    }

    private Outcome act(Wish.Act act) {
        boolean waited = view(act.kind(), act.run())
                .filter(view -> view.status() == RunStatus.WAITING)
                .isPresent();
        List<String> words = switch (act.verb()) {
            case START -> List.of("start");
            case REJECT -> List.of("reject");
            case COMPLETE -> List.of("complete");
            case SKIP -> List.of("skip");
            case CONFIRM -> List.of("confirm");
            case DENY -> List.of("confirm", "--unmet");
        };
        List<String> operands = new ArrayList<>(List.of(act.run(), act.phase()));
        if (act.criterion() > 0) {
            operands.add(String.valueOf(act.criterion()));
        }
        Outcome done = command(act.kind(), words, act.reason(), operands);
        boolean undriven = view(act.kind(), act.run())
                .filter(view -> !view.standing().driven() && !view.status().ended())
                .isPresent();
        if (done.bad() || !undriven) {
            return done;
        }
        if (!waited) {
            return Outcome.of(done.text() + "; R has the run go on", false);
        }
        // Whoever drove the run has let it go, because it waited for just this.
        return goOn(act.kind(), act.run(), List.of("resume"), "goes on: " + words.get(0) + " " + act.phase());
    }

    /** Does what the command does, in this process, and says the first thing that it says. */
    private Outcome command(Kind kind, List<String> words, String reason, List<String> operands) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(words);
        all.addAll(CommandLines.option("--reason", reason));
        int exit = CortexMain.run(
                silent(session.surroundings(), said, complained),
                line(kind, all, operands).toArray(String[]::new));
        boolean bad = exit != ExitCode.DONE;
        String text = bad && complained.size() > 0 ? first(complained) : first(said);
        return Outcome.of(text.isEmpty() ? String.join(" ", words) : text, bad);
    }

    private List<String> line(Kind kind, List<String> words, List<String> operands) {
        List<String> line =
                new ArrayList<>(List.of("--home", session.home().folder().toString(), kind.command()));
        line.addAll(words);
        line.add("--");
        line.addAll(operands);
        return line;
    }

    private static String first(ByteArrayOutputStream out) {
        return first(out.toString(StandardCharsets.UTF_8));
    }

    private static String first(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    // ---- driving, in a process of its own

    private Outcome start(Kind kind, String name) {
        Optional<String> before = newest(kind, name);
        Supplier<Optional<String>> begun = () -> newest(kind, name).filter(run -> !before.equals(Optional.of(run)));
        Outcome started = drive(kind, name, List.of("run"), name, begun, name + " runs");
        String hint = started.started().flatMap(one -> hint(kind, one.run())).orElse("");
        return new Outcome(started.text() + (hint.isEmpty() ? "" : "; " + hint), started.bad(), started.started());
    }

    private synchronized Optional<String> hint(Kind kind, String run) {
        RunOptions options = new RunOptions();
        options.allowCommands = allowCommands;
        Runs mine = runs(kind);
        return mine.engine().find(run).flatMap(found -> mine.hint(found.view(), options, phase -> true));
    }

    private Outcome goOn(Kind kind, String run, List<String> words, String how) {
        String name = view(kind, run).map(RunView::scenario).orElse(run);
        long before = view(kind, run).map(view -> view.standing().events()).orElse(0L);
        BooleanSupplier taken = () -> view(kind, run)
                .filter(view -> view.standing().driven()
                        || view.status() == RunStatus.COMPLETED
                        || (view.status().ended() && view.standing().events() > before))
                .isPresent();
        return drive(
                kind,
                name,
                words,
                run,
                () -> taken.getAsBoolean() ? Optional.of(run) : Optional.empty(),
                name + " " + how);
    }

    /**
     * Has a process drive a run.
     *
     * @param begun the run's id, as soon as it is driven
     * @param how what to say then
     */
    private Outcome drive(
            Kind kind, String name, List<String> words, String operand, Supplier<Optional<String>> begun, String how) {
        List<String> all = new ArrayList<>(words);
        all.add("--quiet");
        if (allowCommands) {
            all.add(CommandCriteria.ALLOW);
        }
        try {
            Path said = Files.createTempFile("cortex-panel", ".log");
            try {
                Process process = Detached.start(line(kind, all, List.of(operand)), said);
                long end = System.nanoTime() + LONGEST_START.toNanos();
                while (System.nanoTime() < end) {
                    boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
                    Optional<String> run = begun.get();
                    if (run.isEmpty() && ended && process.exitValue() == ExitCode.WAITING) {
                        // It was taken and let go again between two looks.
                        run = newest(kind, name);
                    }
                    if (run.isPresent()) {
                        String text = view(kind, run.get())
                                .filter(view -> view.status().ended())
                                .map(view -> name + ": " + view.status().text())
                                .orElse(how);
                        return new Outcome(text, false, Optional.of(new Started(kind, name, run.get())));
                    }
                    if (ended) {
                        return notBegun(process.exitValue(), Files.readString(said), name);
                    }
                }
                return Outcome.of("Nothing is known yet of process " + process.pid() + ", which drives " + name, true);
            } finally {
                // What the process has still to say is in the journal, and in the log of the home.
                Files.delete(said);
            }
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
            return Outcome.of("", false);
        }
    }

    private static Outcome notBegun(int exit, String said, String name) {
        String text = first(said);
        return Outcome.of(
                name + ": " + (text.isEmpty() ? "cortex ended with exit code " + exit : text), exit != ExitCode.DONE);
    }

    @Override
    public synchronized void close() {
        runs.values().forEach(Runs::close);
    }
}
