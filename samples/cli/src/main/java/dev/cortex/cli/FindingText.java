package dev.cortex.cli;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.Severity;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found out about one definition, the way {@code validate} shows it. */
final class FindingText {
    private static final int SHOWN = 50;
    private static final int RELATED = 8;

    private FindingText() {}

    /** {@return the report on one file: its mark, then its measures where it is valid, then what was found} */
    static List<String> of(Kind kind, Definition definition) {
        Checked<Plan> checked = definition.plan();
        List<String> lines = new ArrayList<>();
        if (!checked.ok()) {
            lines.add("[ERROR] " + Visible.clip(definition.file()));
        } else if (worst(checked.findings()) == Severity.WARNING) {
            lines.add("[WARN] " + Visible.clip(definition.file()) + " - Valid, with warnings");
            lines.addAll(measures(kind, checked.orElseThrow()));
        } else {
            lines.add("[OK] " + Visible.clip(definition.file()) + " - Valid");
            lines.addAll(measures(kind, checked.orElseThrow()));
        }
        lines.addAll(findings(checked.findings()));
        return lines;
    }

    /** {@return the findings, each on a line of its own: the sentence, then place, code and hint} */
    static List<String> findings(List<Diagnostic> findings) {
        List<String> lines = new ArrayList<>();
        findings.stream().limit(SHOWN).forEach(finding -> lines.add("  - " + line(finding)));
        if (findings.size() > SHOWN) {
            lines.add("  - and " + (findings.size() - SHOWN) + " more (--json has all)");
        }
        return lines;
    }

    private static String line(Diagnostic finding) {
        String prefix = switch (finding.severity()) {
            case ERROR -> "";
            case WARNING -> "warning: ";
            case INFO -> "note: ";
        };
        String place = place(finding.position(), finding.path());
        return prefix + Visible.clip(finding.message()) + " (" + (place.isEmpty() ? "" : place + ", ")
                + finding.code() + related(finding.related()) + ")"
                + finding.hint().map(hint -> ": " + Visible.clip(hint)).orElse("");
    }

    private static String place(Optional<Position> position, String path) {
        return position.map(at -> Visible.clip(fileName(at.file())) + ":" + at.line() + ":" + at.column())
                .orElse(Visible.clip(path));
    }

    /** {@return the last part of a path, which is as much of it as people need here} */
    static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String related(List<Diagnostic.Related> elements) {
        StringBuilder text = new StringBuilder();
        elements.stream()
                .limit(RELATED)
                .forEach(element -> text.append("; ")
                        .append(Visible.clip(element.label()))
                        .append(" at ")
                        .append(place(element.position(), element.path())));
        int rest = elements.size() - RELATED;
        return text.append(rest > 0 ? "; and " + rest + " more" : "").toString();
    }

    private static List<String> measures(Kind kind, Plan plan) {
        Set<String> agents = new LinkedHashSet<>();
        plan.phases().stream().map(PlannedPhase::phase).forEach(phase -> agents.addAll(phase.agents()));
        return List.of(
                "  - " + counted(plan.phases().size(), kind.part()) + " defined",
                "  - " + counted(agents.size(), "unique agent") + " referenced",
                "  - No circular dependencies");
    }

    static String counted(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static Severity worst(List<Diagnostic> findings) {
        return findings.stream()
                .map(Diagnostic::severity)
                .min(Severity::compareTo)
                .orElse(Severity.INFO);
    }

    /** {@return the same for a program} */
    static Map<String, @Nullable Object> json(Definition definition) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", definition.name());
        json.put("file", definition.path());
        json.put("valid", definition.plan().ok());
        json.put(
                "findings",
                definition.plan().findings().stream().map(FindingText::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Diagnostic finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", finding.code());
        json.put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
        json.put("message", finding.message());
        json.put("path", finding.path());
        finding.position().ifPresent(place -> place(json, place));
        finding.hint().ifPresent(hint -> json.put("hint", hint));
        json.put("related", finding.related().stream().map(FindingText::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Diagnostic.Related related) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("label", related.label());
        json.put("path", related.path());
        related.position().ifPresent(place -> place(json, place));
        return json;
    }

    private static void place(Map<String, @Nullable Object> json, Position place) {
        json.put("file", place.file());
        json.put("line", place.line());
        json.put("column", place.column());
    }
}
