package dev.cortex.cli.panel;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.Kind;
import dev.cortex.cli.SkippedWith;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of the panel: what is looked at, what is chosen, what is asked, and what keys do to all that. It knows no
 * terminal and reads nothing; what there is to see comes in as a {@link Snapshot}, and what is to be done goes out as
 * {@link Wish}es. For one thread.
 */
final class Panel {
    /** What fills the panel. */
    enum Screen {
        LIST,
        RUN,
        /** One phase of the run, to be read. */
        PHASE,
        HISTORY,
        RUNS
    }

    /**
     * How the last wish went.
     *
     * @param text in words
     * @param bad whether it did not go well
     */
    record Message(String text, boolean bad) {}

    private final Cursor rows = new Cursor();
    private final Cursor phases = new Cursor();
    private final Cursor lines = new Cursor();
    private final Cursor runs = new Cursor();
    private final Cursor page = new Cursor();
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<String, Kind> started = new LinkedHashMap<>();
    private Snapshot snapshot;
    private Screen screen = Screen.LIST;
    private @Nullable Look look;
    private String filter = "";
    private boolean filtering;
    private @Nullable Palette palette;
    private @Nullable Prompt prompt;
    private boolean help;
    private @Nullable Message message;
    private int pageSize;
    private boolean leaving;
    private boolean seen;

    Panel(Instant now) {
        this.snapshot = Snapshot.empty(now);
    }

    // ---- what comes in and goes out

    /**
     * There is something new to see.
     *
     * @param at what was looked at; meanwhile that may be something else, and then only the list is news
     */
    void see(Optional<Look> at, Snapshot news) {
        Optional<Look> wanted = look();
        boolean current = wanted.isPresent() == at.isPresent()
                && (at.isEmpty() || wanted.get().isLike(at.get()));
        snapshot = current ? news : snapshot.with(news.now(), news.listed());
        seen = true;
    }

    /** Whether there has been anything to see. */
    boolean seen() {
        return seen;
    }

    void tell(String text, boolean bad) {
        message = new Message(text, bad);
    }

    /** A run was started or resumed from here; it is looked at from now on. */
    void started(Kind kind, String name, String run) {
        started.put(run, kind);
        if (run().filter(view -> view.id().equals(run)).isEmpty()) {
            open(kind, name, Optional.of(run));
        }
    }

    /** What is to be done, once. */
    List<Wish> wishes() {
        List<Wish> all = List.copyOf(wishes);
        wishes.clear();
        return all;
    }

    // ---- what is shown

    Snapshot snapshot() {
        return snapshot;
    }

    Screen screen() {
        return screen;
    }

    /** What is to be looked at, down to the phase. */
    Optional<Look> look() {
        return Optional.ofNullable(look).map(at -> at.at(phase().map(PhaseView::name)));
    }

    Optional<Palette> palette() {
        return Optional.ofNullable(palette);
    }

    Optional<Prompt> prompt() {
        return Optional.ofNullable(prompt);
    }

    Optional<Message> message() {
        return Optional.ofNullable(message);
    }

    boolean helps() {
        return help;
    }

    boolean filtering() {
        return filtering;
    }

    String filter() {
        return filter;
    }

    /** The rows of the list that the filter lets through. */
    List<Listed> rows() {
        String some = filter.toLowerCase(Locale.ROOT);
        return snapshot.listed().stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(some))
                .toList();
    }

    int row() {
        return rows.at(rows().size());
    }

    Optional<Listed> chosen() {
        List<Listed> all = rows();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(row()));
    }

    /** The run that is looked at; empty if what is looked at has none. */
    Optional<RunView> run() {
        return look == null ? Optional.empty() : snapshot.run();
    }

    /** What is looked at, as it is defined; empty if the definition is no more. */
    Optional<Listed> definition() {
        return look().flatMap(at -> snapshot.listed().stream()
                .filter(one -> one.kind() == at.kind() && one.name().equals(at.name()))
                .findFirst());
    }

    int phaseAt() {
        return phases.at(run().map(view -> view.phases().size()).orElse(0));
    }

    Optional<PhaseView> phase() {
        return run().filter(view -> !view.phases().isEmpty())
                .map(view -> view.phases().get(phaseAt()));
    }

    /**
     * The line of the page about a phase that is shown first.
     *
     * @param size how many lines the page has
     * @param height how many of them fit
     */
    int pageAt(int size, int height) {
        pageSize = Math.max(1, size - height + 1);
        return page.at(pageSize);
    }

    int lineAt() {
        return lines.at(snapshot.history().size());
    }

    int runAt() {
        return runs.at(snapshot.runs().size());
    }

    // ---- keys

    void key(Key key) {
        if (key.is(Key.Code.INTERRUPT)) {
            interrupt();
        } else if (help) {
            help = false;
        } else if (palette != null) {
            keyInPalette(palette, key);
        } else if (prompt != null) {
            keyInPrompt(prompt, key);
        } else if (filtering) {
            keyInFilter(key);
        } else {
            message = null;
            keyOnScreen(key);
        }
    }

    private void keyInPalette(Palette open, Key key) {
        if (key.is(Key.Code.ESCAPE)) {
            palette = null;
        } else if (key.is(Key.Code.ENTER)) {
            palette = null;
            open.pick().run();
        } else if (!key.is(Key.Code.PALETTE)) {
            open.key(key);
        }
    }

    private void keyInPrompt(Prompt asked, Key key) {
        switch (key.code()) {
            case ESCAPE -> {
                prompt = null;
                leaving = false;
            }
            case ENTER -> {
                if (asked.insists()) {
                    prompt = asked.again();
                    return;
                }
                prompt = null;
                wish(asked.then().apply(asked.typed().strip()));
            }
            case BACKSPACE -> prompt = asked.erase();
            case CHARACTER -> {
                @Nullable Wish chosen = asked.choices().get(key.text());
                prompt = chosen == null ? asked.type(key.text()) : null;
                if (chosen != null) {
                    wish(chosen);
                }
            }
            default -> {}
        }
    }

    private void keyInFilter(Key key) {
        switch (key.code()) {
            case ESCAPE -> {
                filter = "";
                filtering = false;
            }
            case ENTER -> filtering = false;
            case BACKSPACE -> filter = Text.withoutLast(filter);
            case CHARACTER -> filter += key.text();
            default -> rows.key(key, rows().size());
        }
    }

    private void keyOnScreen(Key key) {
        if (key.is(Key.Code.PALETTE)) {
            palette = new Palette(Commands.of(this), "");
        } else if (key.types("?")) {
            help = true;
        } else if (key.types("q")) {
            leave();
        } else if (key.is(Key.Code.ESCAPE) || key.is(Key.Code.LEFT)) {
            back();
        } else {
            switch (screen) {
                case LIST -> keyInList(key);
                case RUN -> keyInRun(key);
                case PHASE -> keyInPhase(key);
                case HISTORY -> lines.key(key, snapshot.history().size());
                case RUNS -> keyInRuns(key);
            }
        }
    }

    private void back() {
        switch (screen) {
            case LIST -> filter = "";
            case RUN -> {
                screen = Screen.LIST;
                look = null;
            }
            case PHASE, HISTORY, RUNS -> show(Screen.RUN, Look.Part.STANDING);
        }
    }

    private void show(Screen other, Look.Part part) {
        if (look != null) {
            screen = other;
            look = look.with(part);
        }
    }

    private void keyInList(Key key) {
        if (rows.key(key, rows().size())) {
            return;
        }
        if (key.types("/")) {
            filtering = true;
        } else if (key.is(Key.Code.ENTER) || key.is(Key.Code.RIGHT)) {
            chosen().ifPresent(one -> open(one.kind(), one.name(), Optional.empty()));
        } else if (key.types("r")) {
            chosen().ifPresent(this::askToStart);
        }
    }

    private void keyInRuns(Key key) {
        if (!runs.key(key, snapshot.runs().size()) && key.is(Key.Code.ENTER) && look != null) {
            String id = snapshot.runs().get(runAt()).id();
            open(look.kind(), look.name(), Optional.of(id));
        }
    }

    private void keyInRun(Key key) {
        if (phases.key(key, run().map(view -> view.phases().size()).orElse(0))) {
            return;
        }
        if (key.is(Key.Code.ENTER) || key.is(Key.Code.RIGHT)) {
            if (phase().isPresent()) {
                page.reset();
                show(Screen.PHASE, Look.Part.STANDING);
            }
            return;
        }
        act(key);
    }

    private void keyInPhase(Key key) {
        if (!page.key(key, pageSize)) {
            act(key);
        }
    }

    private void act(Key key) {
        switch (key.text()) {
            case "r" -> definition().ifPresent(this::askToStart);
            case "h" -> history();
            case "o" -> runs();
            case "s" -> phase().ifPresent(one -> act(Wish.Verb.START, one));
            case "x" -> phase().ifPresent(one -> act(Wish.Verb.REJECT, one));
            case "c" -> phase().ifPresent(one -> act(Wish.Verb.COMPLETE, one));
            case "k" -> phase().ifPresent(one -> act(Wish.Verb.SKIP, one));
            case "m" -> judge(true);
            case "d" -> judge(false);
            case "S" -> stop();
            case "R" -> resume();
            case "T" -> retry(Optional.empty());
            default -> {}
        }
    }

    // ---- what people can have done

    void open(Kind kind, String name, Optional<String> run) {
        look = new Look(kind, name, run, Look.Part.STANDING, Optional.empty());
        snapshot = snapshot.withoutRun();
        screen = Screen.RUN;
        phases.reset();
        runs.reset();
    }

    void history() {
        lines.goTo(Integer.MAX_VALUE);
        show(Screen.HISTORY, Look.Part.HISTORY);
    }

    void runs() {
        show(Screen.RUNS, Look.Part.RUNS);
    }

    /** One key is pressed by mistake sooner than a command is picked. */
    private void askToStart(Listed one) {
        if (isSound(one)) {
            prompt = Prompt.yes("Run " + one.name() + "?", new Wish.Start(one.kind(), one.name()));
        }
    }

    void start(Listed one) {
        if (isSound(one)) {
            wish(new Wish.Start(one.kind(), one.name()));
        }
    }

    private boolean isSound(Listed one) {
        if (!one.problems().isEmpty()) {
            int more = one.problems().size() - 1;
            String first = one.problems().get(0).replaceFirst("^- ", "");
            tell(one.name() + " cannot run: " + first + (more == 0 ? "" : " (and " + more + " more)"), true);
        }
        return one.problems().isEmpty();
    }

    /** What is to be done takes a moment, in which the person has to see that it is under way. */
    private void wish(Wish wish) {
        wishes.add(wish);
        if (!(wish instanceof Wish.Leave)) {
            tell(wish.text() + "...", false);
        }
    }

    private void act(Wish.Verb verb, PhaseView phase) {
        run().ifPresent(view -> {
            if (Allowed.is(verb, phase, view)) {
                act(verb, phase.name());
            } else {
                String state = phase.ending()
                        .map(Ending::text)
                        .orElse(phase.state().text())
                        .replace('_', ' ');
                tell(verb.title() + " is not possible: " + phase.name() + " is " + state, true);
            }
        });
    }

    void act(Wish.Verb verb, String phase) {
        run().ifPresent(view -> {
            Kind kind = look().orElseThrow().kind();
            Function<String, Wish> then = reason -> new Wish.Act(kind, view.id(), verb, phase, 0, reason);
            List<String> lost = verb == Wish.Verb.SKIP ? SkippedWith.of(view, phase) : List.of();
            String question = verb.title() + " " + phase
                    + (lost.isEmpty() ? "?" : "? Skipped with it: " + String.join(", ", lost));
            prompt = verb == Wish.Verb.START ? Prompt.reason(question, then) : Prompt.goodReason(question, then);
        });
    }

    /** The first criterion of a phase that waits for a person. */
    static Optional<CriterionView> asked(PhaseView phase) {
        return phase.criteria().stream().filter(CriterionView::waiting).findFirst();
    }

    private void judge(boolean met) {
        Optional<PhaseView> phase = phase();
        if (phase.flatMap(Panel::asked).isEmpty()) {
            phase.ifPresent(one -> tell("No criterion of " + one.name() + " waits for a person", true));
        }
        phase.ifPresent(one -> asked(one).ifPresent(criterion -> judge(one.name(), criterion, met)));
    }

    void judge(String phase, CriterionView criterion, boolean met) {
        run().ifPresent(view -> {
            Kind kind = look().orElseThrow().kind();
            Wish.Verb verb = met ? Wish.Verb.CONFIRM : Wish.Verb.DENY;
            String question = verb.title() + " \"" + criterion.criterion().text() + "\" (" + phase + ")?";
            Function<String, Wish> then =
                    reason -> new Wish.Act(kind, view.id(), verb, phase, criterion.number(), reason);
            prompt = met ? Prompt.reason(question, then) : Prompt.goodReason(question, then);
        });
    }

    void stop() {
        run().ifPresent(view -> {
            if (view.status().ended()) {
                tell("The run has ended", true);
                return;
            }
            Kind kind = look().orElseThrow().kind();
            prompt = Prompt.reason(
                    "Stop the run of " + view.scenario() + "?", reason -> new Wish.Stop(kind, view.id(), reason));
        });
    }

    void resume() {
        run().ifPresent(view -> wish(new Wish.Resume(look().orElseThrow().kind(), view.id())));
    }

    void retry(Optional<String> from) {
        run().ifPresent(view -> {
            if (!Allowed.retry(view)) {
                tell("Nothing of this run has failed", true);
                return;
            }
            Kind kind = look().orElseThrow().kind();
            prompt = Prompt.reason(
                    from.map(phase -> "Run " + phase + " and what depends on it again, without asking for it?")
                            .orElseGet(() -> "Run again what failed, without asking for it: " + failed(view) + "?"),
                    reason -> new Wish.Retry(kind, view.id(), from, reason));
        });
    }

    private static String failed(RunView view) {
        return String.join(
                ", ",
                view.phases().stream()
                        .filter(Allowed::failed)
                        .map(PhaseView::name)
                        .toList());
    }

    /** Who interrupts a second time does not want to be asked. */
    private void interrupt() {
        if (leaving) {
            wishes.add(new Wish.Leave(List.of()));
        } else {
            palette = null;
            help = false;
            leave();
        }
    }

    /** Asks what is to become of the runs that were started here and are not over. */
    void leave() {
        List<RunView> open = snapshot.listed().stream()
                .flatMap(one -> one.last().stream())
                .filter(view -> started.containsKey(view.id()) && !view.status().ended())
                .filter(view -> view.standing().driven())
                .toList();
        if (open.isEmpty()) {
            wishes.add(new Wish.Leave(List.of()));
            return;
        }
        List<Wish.Stop> stops = open.stream()
                .map(view ->
                        new Wish.Stop(Objects.requireNonNull(started.get(view.id())), view.id(), "the panel was left"))
                .toList();
        leaving = true;
        prompt = new Prompt(
                "Still at work: "
                        + String.join(", ", open.stream().map(RunView::scenario).toList()),
                "",
                "Enter: leave, and let them go on   s: stop them, and leave   Esc: stay",
                Map.of("s", new Wish.Leave(stops)),
                false,
                "",
                nothing -> new Wish.Leave(List.of()));
    }

    // ---- the palette

    void list(Kind kind) {
        screen = Screen.LIST;
        look = null;
        filter = "";
        filtering = false;
        List<Listed> all = rows();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).kind() == kind) {
                rows.goTo(i);
            }
        }
    }

    void help() {
        help = true;
    }

    /** Opens the palette again, with that typed. */
    void pick(String begin) {
        palette = new Palette(Commands.of(this), begin);
    }
}
