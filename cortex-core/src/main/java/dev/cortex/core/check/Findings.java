package dev.cortex.core.check;

import dev.cortex.api.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one check has found so far, and the rules that hold for more than one kind of element. */
final class Findings {
    private final List<Diagnostic> all = new ArrayList<>();

    List<Diagnostic> all() {
        return all;
    }

    void add(Diagnostic finding) {
        all.add(finding);
    }

    /** A text that every such element has to have. */
    void required(String text, String parent, String field) {
        if (text.isBlank()) {
            add(missing(parent, field));
        }
    }

    static Diagnostic missing(String parent, String field) {
        return Diagnostic.error("missing-field", parent + "/" + field, "Missing required field: " + field);
    }

    /** The name of a definition, a phase or a step. */
    void ownName(String name, String parent, Names rules) {
        if (name.isBlank()) {
            add(missing(parent, "name"));
        } else {
            name(name, parent + "/name", rules);
        }
    }

    void name(String name, String path, Names rules) {
        Optional<String> problem = rules.problem(name);
        problem.ifPresent(
                text -> add(Diagnostic.error("invalid-name", path, "Invalid " + rules.what() + " name: " + name)
                        .withHint(text)));
    }

    /** The list of names of one element: each by the rules, and a warning for one that is there before. */
    void names(List<String> names, String path, Names rules) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            name(names.get(i), path + "/" + i, rules);
            if (!seen.add(names.get(i))) {
                add(Diagnostic.warning(
                                "duplicate-" + rules.what(),
                                path + "/" + i,
                                "Duplicate " + rules.what() + ": " + names.get(i))
                        .withHint("listed once is enough"));
            }
        }
    }
}
