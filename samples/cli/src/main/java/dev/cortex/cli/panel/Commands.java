package dev.cortex.cli.panel;

import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the palette offers at one moment: first what can be done to the run that is looked at. */
final class Commands {
    private final Panel panel;
    private final List<Palette.Item> items = new ArrayList<>();

    private Commands(Panel panel) {
        this.panel = panel;
    }

    static List<Palette.Item> of(Panel panel) {
        Commands commands = new Commands(panel);
        panel.run().ifPresent(commands::run);
        commands.everywhere();
        return commands.items;
    }

    private void add(String title, String words, Runnable action) {
        items.add(new Palette.Item(title, words, action));
    }

    private void run(RunView view) {
        view.phases().forEach(this::answers);
        view.phases().forEach(phase -> corrections(phase, view));
        boolean over = view.status().ended();
        if (!over) {
            add("Stop " + view.scenario(), "run", panel::stop);
        }
        if (!over && !view.standing().driven()) {
            add("Resume " + view.scenario(), "run", panel::resume);
        }
        if (Allowed.retry(view)) {
            add("Retry " + view.scenario(), "run again failed", () -> panel.retry(Optional.empty()));
        }
        add("History of " + view.scenario(), "events", panel::history);
        add("Runs of " + view.scenario(), "older", panel::runs);
    }

    private void answers(PhaseView phase) {
        String name = phase.name();
        if (phase.state() == PhaseState.WAITING) {
            add("Start " + name, "approve gate", () -> panel.act(Wish.Verb.START, name));
            add("Reject " + name, "gate", () -> panel.act(Wish.Verb.REJECT, name));
        }
        Panel.asked(phase).ifPresent(criterion -> {
            add("Confirm " + name, "criterion met", () -> panel.judge(name, criterion, true));
            add("Deny " + name, "criterion unmet", () -> panel.judge(name, criterion, false));
        });
    }

    private void corrections(PhaseView phase, RunView run) {
        String name = phase.name();
        if (Allowed.is(Wish.Verb.SKIP, phase, run)) {
            add("Skip " + name, "leave out", () -> panel.act(Wish.Verb.SKIP, name));
        }
        if (Allowed.is(Wish.Verb.COMPLETE, phase, run)) {
            add("Complete " + name, "done", () -> panel.act(Wish.Verb.COMPLETE, name));
        }
        if (Allowed.failed(phase)) {
            add("Retry from " + name, "run again", () -> panel.retry(Optional.of(name)));
        }
    }

    private void everywhere() {
        for (Kind kind : Kind.values()) {
            String words = kind.command() + " " + kind.word();
            add(kind.title() + " List", words, () -> panel.list(kind));
            add(kind.title() + " Run", words, () -> panel.pick(kind.title() + " Run: "));
            add(kind.title() + " Status", words, () -> panel.pick(kind.title() + " Status: "));
        }
        for (Listed one : panel.snapshot().listed()) {
            String words = one.kind().command();
            add(one.kind().title() + " Run: " + one.name(), words, () -> panel.start(one));
            add(
                    one.kind().title() + " Status: " + one.name(),
                    words,
                    () -> panel.open(one.kind(), one.name(), Optional.empty()));
        }
        add("Help", "keys", panel::help);
        add("Quit", "leave exit", panel::leave);
    }
}
