package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of conditions mean other things in files for the first version of cortex. One such word in a file makes all
 * of it older; every rewrite is reported.
 */
final class Dialect {
    private final List<PhaseDraft> drafts;
    private final Reading reading;
    private boolean silent;

    private Dialect(List<PhaseDraft> drafts, Reading reading) {
        this.drafts = drafts;
        this.reading = reading;
    }

    /** The phases with their conditions. */
    static List<Phase> phases(List<PhaseDraft> drafts, Reading reading) {
        Dialect dialect = new Dialect(drafts, reading);
        Optional<Where> older = dialect.first(true);
        if (older.isEmpty()) {
            return drafts.stream().map(Dialect::asWritten).toList();
        }
        dialect.first(false).ifPresent(newer -> dialect.mixed(older.get(), newer));
        return dialect.rewrite();
    }

    private record Where(PhaseDraft draft, Atom atom) {}

    private Optional<Where> first(boolean older) {
        return drafts.stream()
                .flatMap(draft -> draft.atoms().stream()
                        .filter(atom -> older ? atom.older() : atom.newer())
                        .map(atom -> new Where(draft, atom)))
                .findFirst();
    }

    private static Phase asWritten(PhaseDraft draft) {
        return draft.parts()
                .conditions(draft.atoms().stream()
                        .flatMap(atom -> atom.condition().stream())
                        .toList())
                .build();
    }

    private void mixed(Where older, Where newer) {
        silent = true;
        reading.found(
                Diagnostic.error(
                                "mixed-dialects",
                                Pointer.of(newer.draft().path(), "condition"),
                                "Older and newer conditions in one file: "
                                        + older.atom().text() + " in line "
                                        + older.atom().place().line() + ", "
                                        + newer.atom().text() + " in line "
                                        + newer.atom().place().line())
                        .withHint("write " + older.atom().text() + " as "
                                + (older.atom().word().equals("on_failure")
                                        ? "on_failure:NAME"
                                        : older.atom().word().equals("automatic")
                                                ? "auto or after:NAME"
                                                : "after:NAME"))
                        .relatedTo(List.of(new Diagnostic.Related(
                                "older condition",
                                Pointer.of(older.draft().path(), "condition"),
                                Optional.of(reading.position(older.atom().place()))))),
                newer.atom().place());
    }

    private List<Phase> rewrite() {
        List<Phase> phases = new ArrayList<>(drafts.size());
        Optional<String> previous = Optional.empty();
        for (PhaseDraft draft : drafts) {
            List<Condition> conditions = List.copyOf(conditions(draft, previous));
            place(draft, conditions.size());
            draft.parts().conditions(conditions);
            agentMode(draft);
            phases.add(draft.parts().build());
            if (draft.atoms().stream().noneMatch(atom -> atom.word().equals("on_failure"))) {
                previous = Optional.of(draft.name());
            }
        }
        return phases;
    }

    /** Rewritten atoms stand where the word stands that they were made of. */
    private void place(PhaseDraft draft, int atoms) {
        String path = Pointer.of(draft.path(), "condition");
        for (int k = draft.atoms().isEmpty() ? atoms : 0; k < atoms; k++) {
            int written = Math.min(k, draft.atoms().size() - 1);
            reading.put(Pointer.of(path, k), draft.atoms().get(written).place());
        }
    }

    private Set<Condition> conditions(PhaseDraft draft, Optional<String> previous) {
        Set<Condition> conditions = new LinkedHashSet<>();
        if (draft.atoms().isEmpty()) {
            manual(draft, previous, conditions, "no condition");
        }
        for (Atom atom : draft.atoms()) {
            switch (atom.word()) {
                case "automatic", "on_success" -> conditions.add(read(draft, atom.text(), success(previous)));
                case "on_failure" ->
                    atom.condition().or(() -> failure(draft, atom, previous)).ifPresent(conditions::add);
                case "manual" -> manual(draft, previous, conditions, "manual");
                default -> atom.condition().ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static Condition success(Optional<String> previous) {
        return previous.map(Dialect::after).orElseGet(Condition.Auto::new);
    }

    /** A previous phase without a name is an error already; naming it would only bring another. */
    private static Condition after(String name) {
        return name.isBlank() ? new Condition.Auto() : new Condition.After(List.of(name));
    }

    private Optional<Condition> failure(PhaseDraft draft, Atom atom, Optional<String> previous) {
        if (previous.isEmpty()) {
            reading.found(
                    Diagnostic.error(
                                    "older-on-failure-first",
                                    Pointer.of(draft.path(), "condition"),
                                    "on_failure on the first phase: there is nothing before it that can fail")
                            .withHint("move the phase behind the one that it handles"),
                    atom.place());
            return Optional.empty();
        }
        if (previous.get().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(read(draft, atom.text(), new Condition.OnFailure(List.of(previous.get()))));
    }

    private void manual(PhaseDraft draft, Optional<String> previous, Set<Condition> conditions, String written) {
        if (previous.isPresent() && !previous.get().isBlank()) {
            Condition after = after(previous.get());
            conditions.add(after);
            report(
                    draft,
                    "older-condition",
                    written + " is read as [" + after.text() + ", manual]",
                    "[" + after.text() + ", manual]");
        }
        conditions.add(new Condition.Manual());
    }

    private Condition read(PhaseDraft draft, String written, Condition meant) {
        report(draft, "older-condition", written + " is read as " + meant.text(), meant.text());
        return meant;
    }

    private void report(PhaseDraft draft, String code, String message, String better) {
        if (!silent) {
            reading.found(
                    Diagnostic.info(code, Pointer.of(draft.path(), "condition"), message)
                            .withHint("write condition: " + better),
                    draft.atoms().isEmpty()
                            ? draft.place()
                            : draft.atoms().get(0).place());
        }
    }

    private void agentMode(PhaseDraft draft) {
        Phase phase = draft.parts().build();
        if (!phase.parallel()) {
            return;
        }
        draft.parts().parallel(false);
        if (!draft.modeWritten()) {
            draft.parts().agentMode(AgentMode.PARALLEL);
        }
        if (!silent) {
            reading.found(
                    Diagnostic.info(
                                    "older-parallel",
                                    Pointer.of(draft.path(), "parallel"),
                                    "parallel: true is read as agent_mode: parallel")
                            .withHint("write agent_mode: parallel"),
                    draft.parallel());
        }
    }
}
