package dev.cortex.core.agents;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Output;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.journal.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent reads: its own text, then its task, as Markdown. */
final class PromptText {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    private PromptText(int limit) {
        this.limit = limit;
    }

    /**
     * The whole text for one piece of work.
     *
     * @param own the agent's own text
     * @param work the task
     * @param limit how many characters the outputs of the phases before may take; those of the nearest phases go first
     */
    static String of(String own, Assignment work, int limit) {
        PromptText prompt = new PromptText(limit);
        if (!own.isBlank()) {
            prompt.text.append(own.strip()).append("\n\n");
        }
        prompt.task(work);
        prompt.criteria(work);
        prompt.values("Inputs", work.inputs());
        prompt.outputs(work.outputs().all());
        prompt.promised(work.phase());
        return prompt.text.toString();
    }

    private void task(Assignment work) {
        Phase phase = work.phase();
        text.append("# Scenario ").append(work.scenario().name()).append("\n\n");
        paragraph(work.scenario().description());
        text.append("# Your phase: ").append(phase.name()).append("\n\n");
        paragraph(phase.description());
        paragraph(phase.prompt().orElse(""));
    }

    private void criteria(Assignment work) {
        if (!work.phase().criteria().isEmpty()) {
            text.append("## What has to be true when you are done\n\n");
            for (Criterion criterion : work.phase().criteria()) {
                text.append("- ").append(criterion.text()).append('\n');
            }
            text.append('\n');
        }
        if (!work.unmet().isEmpty()) {
            text.append("## What was not true when this was tried before\n\n");
            work.unmet().forEach((criterion, evidence) -> item(criterion, evidence));
            text.append('\n');
        }
    }

    private void values(String title, Values values) {
        if (!values.isEmpty()) {
            text.append("## ").append(title).append("\n\n");
            values.map().forEach(this::item);
            text.append('\n');
        }
    }

    private void outputs(List<Output> outputs) {
        List<String> sections = new ArrayList<>();
        int room = limit;
        int leftOut = 0;
        // The nearest phases stand last and matter most.
        for (int i = outputs.size() - 1; i >= 0; i--) {
            if (outputs.get(i).values().isEmpty()) {
                continue;
            }
            PromptText section = new PromptText(limit);
            section.text.append("### ").append(outputs.get(i).phase()).append("\n\n");
            outputs.get(i).values().map().forEach(section::item);
            section.text.append('\n');
            room -= section.text.length();
            if (room < 0) {
                leftOut++;
            } else {
                sections.add(section.text.toString());
            }
        }
        Collections.reverse(sections);
        if (!sections.isEmpty() || leftOut > 0) {
            text.append("## What the phases before have produced\n\n");
            if (leftOut > 0) {
                text.append("(The outputs of ").append(leftOut).append(" phases are left out here: too long.)\n\n");
            }
            sections.forEach(text::append);
        }
    }

    private void promised(Phase phase) {
        if (!phase.outputs().isEmpty()) {
            text.append("## What you have to produce\n\n");
            phase.outputs().forEach(name -> text.append("- ").append(name).append('\n'));
            text.append("\nEnd your answer with one line of JSON that has them under the key \"outputs\".\n");
        }
    }

    private void paragraph(String words) {
        if (!words.isBlank()) {
            text.append(words.strip()).append("\n\n");
        }
    }

    private void item(String name, @Nullable Object value) {
        String words = value instanceof String plain ? plain : Json.write(value);
        int most = Math.max(1, limit / 4);
        String shown = words.length() <= most
                ? words
                : PlainText.start(words, most) + " (" + (words.length() - most) + " characters more)";
        if (shown.contains("\n")) {
            // Quoted, so that no line of it can pass for a line of ours.
            text.append("- ").append(name).append(":\n");
            shown.lines().forEach(line -> text.append("  > ").append(line).append('\n'));
        } else {
            text.append("- ").append(name).append(": ").append(shown).append('\n');
        }
    }
}
