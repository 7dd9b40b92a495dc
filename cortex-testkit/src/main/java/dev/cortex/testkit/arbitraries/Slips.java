package dev.cortex.testkit.arbitraries;

import dev.cortex.testkit.arbitraries.Page.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How each mistake is made on a sound page, at one place of many. */
final class Slips {
    private static final String CONDITION = "condition";

    /** Makes a mistake. */
    @FunctionalInterface
    interface Slip {
        Edit make(Page page, Picks picks);
    }

    private Slips() {}

    // ---- keys

    static Edit unknownKey(Page page, Picks picks) {
        int place = place(page, picks);
        Pages.Extra extra = extra(place, picks);
        String key = misspelled(extra.key(), picks);
        return page.with(
                place, extra.key(), key + extra.text().substring(extra.key().length()));
    }

    /** With one letter less, two that changed places, or one that is there twice; the first ones are right. */
    private static String misspelled(String key, Picks picks) {
        int kind = picks.below(3);
        int at = 2 + picks.below(key.length() - 3);
        String letter = key.substring(at, at + 1);
        String next = key.substring(at + 1, at + 2);
        String rest = key.substring(at + 2);
        boolean same = letter.equals(next);
        return key.substring(0, at)
                + (kind == 0 ? next : kind == 1 && !same ? next + letter : letter + letter + next)
                + rest;
    }

    static Edit emptyValue(Page page, Picks picks) {
        int place = place(page, picks);
        String key = extra(place, picks).key();
        return page.with(place, key, key + ":");
    }

    static Edit duplicateKey(Page page, Picks picks) {
        int place = place(page, picks);
        return page.again(
                place, place == Page.TOP ? picks.of("name", "description") : picks.of("name", CONDITION, "agents"));
    }

    static Edit missingKey(Page page, Picks picks) {
        return switch (picks.below(4)) {
            case 0 -> page.without(Page.TOP, "description");
            case 1 -> page.without(Page.TOP, "name");
            case 2 -> new Edit(withoutPhases(page), 1);
            // Nobody waits for the last one.
            default -> page.without(page.last(), "name");
        };
    }

    private static Page withoutPhases(Page page) {
        return new Page(
                List.of(),
                page.lines().stream()
                        .filter(line -> line.phase() == Page.TOP && !line.key().equals("phases"))
                        .toList());
    }

    // ---- values

    static Edit wrongType(Page page, Picks picks) {
        int phase = phase(page, picks);
        return switch (picks.below(8)) {
            case 0 -> page.with(phase, "agents", "agents: worker");
            case 1 -> page.with(phase, "parallel", "parallel: sometimes");
            case 2 -> page.with(Page.TOP, "max_parallel", "max_parallel: two");
            case 3 -> page.with(Page.TOP, "description", "description: 2026");
            case 4 -> page.with(phase, "retry", "retry: twice");
            case 5 -> page.with(phase, "outputs", "outputs: {report: text}");
            case 6 -> page.with(phase, CONDITION, "condition: true");
            default -> page.with(phase, "prompt", "prompt: [Do it well]");
        };
    }

    static Edit unknownValue(Page page, Picks picks) {
        return switch (picks.below(3)) {
            case 0 -> page.with(Page.TOP, "priority", "priority: urgent");
            case 1 -> page.with(Page.TOP, "priority", "priority: High");
            default -> page.with(phase(page, picks), "agent_mode", "agent_mode: together");
        };
    }

    static Edit badNumber(Page page, Picks picks) {
        return switch (picks.below(3)) {
            case 0 -> page.with(Page.TOP, "max_parallel", "max_parallel: 0");
            case 1 -> page.with(Page.TOP, "max_parallel", "max_parallel: -2");
            default -> page.with(phase(page, picks), "retry", "retry: {max_attempts: 0, backoff: 10s}");
        };
    }

    static Edit badDuration(Page page, Picks picks) {
        int place = place(page, picks);
        String text = picks.of("timeout: soon", "timeout: 10 minutes", "timeout: 90", "timeout: 0s", "timeout: PT");
        return place == Page.TOP || picks.below(3) > 0
                ? page.with(place, "timeout", text)
                : page.with(place, "retry", "retry: {max_attempts: 3, backoff: a while}");
    }

    // ---- conditions

    static Edit badCondition(Page page, Picks picks) {
        String text =
                picks.of("autoo", "when it is ready", "afer:" + page.names().get(0), "on-failure:plan", "after");
        return page.with(phase(page, picks), CONDITION, "condition: " + text);
    }

    static Edit blankInCondition(Page page, Picks picks) {
        int phase = 1 + picks.below(page.last());
        String name = page.names().get(picks.below(phase));
        String atom = picks.of("after", "always", "on_failure") + ": " + name;
        boolean listed = picks.below(2) > 0;
        Edit edit = page.with(phase, CONDITION, listed ? "condition:\n  - " + atom : "condition: " + atom);
        return new Edit(edit.page(), edit.line() + (listed ? 1 : 0));
    }

    static Edit conditionWithoutNames(Page page, Picks picks) {
        String text = picks.of("after:", "[\"after:\"]", "'on_failure: '", "\"always:\"");
        return page.with(phase(page, picks), CONDITION, "condition: " + text);
    }

    static Edit commaInCondition(Page page, Picks picks) {
        int phase = 1 + picks.below(page.last());
        String name = page.names().get(picks.below(phase));
        return page.with(phase, CONDITION, "condition: " + picks.of("after:" + name + ",", "always:," + name));
    }

    static Edit mixedDialects(Page page, Picks picks) {
        int older = 1 + picks.below(page.last());
        Edit newer = page.with(0, CONDITION, "condition: auto");
        return new Edit(
                newer.page()
                        .with(older, CONDITION, "condition: " + picks.of("automatic", "on_success"))
                        .page(),
                newer.line());
    }

    static Edit unknownPhase(Page page, Picks picks) {
        String name = picks.of(page.names());
        String text = picks.of("after:" + name + "s", "always:nowhere", "[after:nowhere, manual]");
        return page.with(phase(page, picks), CONDITION, "condition: " + text);
    }

    static Edit selfReference(Page page, Picks picks) {
        int phase = phase(page, picks);
        String name = page.names().get(phase);
        return page.with(phase, CONDITION, "condition: " + picks.of("after:", "always:") + name);
    }

    static Edit ring(Page page, Picks picks) {
        List<Integer> members = new ArrayList<>(List.of(0, 1));
        for (int more = 2; more < page.names().size(); more++) {
            if (picks.below(2) > 0) {
                members.add(picks.below(members.size() + 1), more);
            }
        }
        Page ring = page;
        for (int i = 0; i < members.size(); i++) {
            String next = page.names().get(members.get((i + 1) % members.size()));
            ring = ring.with(members.get(i), CONDITION, "condition: after:" + next)
                    .page();
        }
        return new Edit(ring, ring.first(Collections.min(members), CONDITION) + 1);
    }

    // ---- names

    static Edit invalidName(Page page, Picks picks) {
        return picks.below(2) == 0
                ? page.with(page.last(), "name", "name: build/test")
                : page.with(Page.TOP, "name", "name: " + picks.of("team/release", ".release", "a\\b"));
    }

    static Edit duplicatePhase(Page page, Picks picks) {
        String name = page.names().get(picks.below(page.last()));
        // It must not come to wait for itself.
        return page.with(page.last(), CONDITION, "condition: auto").page().with(page.last(), "name", "name: " + name);
    }

    static Edit duplicateInput(Page page, Picks picks) {
        return page.with(Page.TOP, "inputs", "inputs: " + picks.of("[ticket, ticket]", "[a, ticket, b, ticket]"));
    }

    static Edit duplicateAgent(Page page, Picks picks) {
        return page.with(phase(page, picks), "agents", "agents: [worker, worker]");
    }

    static Edit unknownAgent(Page page, Picks picks) {
        return page.with(phase(page, picks), "agents", "agents: [" + picks.of("wroker", "somebody") + "]");
    }

    static Edit noWork(Page page, Picks picks) {
        int phase = phase(page, picks);
        Page bare = page.without(phase, "agents").page();
        Page idle = bare.has(phase, "prompt") ? bare.without(phase, "prompt").page() : bare;
        return new Edit(idle, idle.first(phase, "name") + 1);
    }

    // ---- YAML

    static Edit criterionWithColon(Page page, Picks picks) {
        Edit edit = page.with(
                phase(page, picks),
                "success_criteria",
                "success_criteria:\n  - " + picks.of("Coverage: at least 80 percent", "Errors: 0", "Note: it is fast"));
        return new Edit(edit.page(), edit.line() + 1);
    }

    static Edit unknownAlias(Page page, Picks picks) {
        return page.with(phase(page, picks), "prompt", "prompt: " + picks.of("*above", "*important"));
    }

    static Edit colonInText(Page page, Picks picks) {
        return text(page, picks, picks.of("Fix this: now", "Two steps: think: act"));
    }

    static Edit reservedCharacter(Page page, Picks picks) {
        return text(page, picks, picks.of("@team ships it", "`make all`", "%done"));
    }

    static Edit unclosedQuote(Page page, Picks picks) {
        return text(page, picks, picks.of("\"Ship it", "'Ship it", "\"Ship it \\\" now"));
    }

    private static Edit text(Page page, Picks picks, String value) {
        int place = place(page, picks);
        return page.with(place, "description", "description: " + value);
    }

    static Edit unclosedBracket(Page page, Picks picks) {
        Edit edit = page.with(phase(page, picks), "agents", "agents: [" + picks.of("worker", "worker, reviewer"));
        return new Edit(edit.page(), edit.line() + 1);
    }

    static Edit tab(Page page, Picks picks) {
        int at = page.first(phase(page, picks), picks.of(CONDITION, "agents"));
        return page.rewritten(at, "\t" + page.lines().get(at).text().strip());
    }

    static Edit wrongIndentation(Page page, Picks picks) {
        int at = page.first(phase(page, picks), CONDITION);
        return page.rewritten(
                at, picks.of("   ", "     ", "  ") + page.lines().get(at).text().strip());
    }

    static Edit severalDocuments(Page page, Picks picks) {
        List<Page.Line> lines = new ArrayList<>(page.lines());
        lines.add(new Page.Line(Page.TOP, "", "---"));
        lines.add(new Page.Line(Page.TOP, "", "name: " + picks.of("another", "more")));
        return new Edit(new Page(page.names(), lines), lines.size() - 1);
    }

    // ---- where

    /** The scenario itself, or one of its phases. */
    private static int place(Page page, Picks picks) {
        return picks.below(page.names().size() + 1) - 1;
    }

    private static int phase(Page page, Picks picks) {
        return picks.below(page.names().size());
    }

    private static Pages.Extra extra(int place, Picks picks) {
        return picks.of(place == Page.TOP ? Pages.OF_SCENARIOS : Pages.OF_PHASES);
    }
}
