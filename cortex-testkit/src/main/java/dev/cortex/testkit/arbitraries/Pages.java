package dev.cortex.testkit.arbitraries;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Sound definitions as a person would write them. */
final class Pages {
    static final List<String> NAMES =
            List.of("plan", "build", "test", "review", "ship", "announce", "clean-up", "report");
    static final List<String> AGENTS = List.of("worker", "reviewer", "ui-ux designer");

    /** What a scenario may say beside what it has to; none has a quote or an asterisk in it. */
    static final List<Extra> OF_SCENARIOS = List.of(
            new Extra("priority", "priority: high"),
            new Extra("timeout", "timeout: 2h"),
            new Extra("version", "version: 1.2"),
            new Extra("max_parallel", "max_parallel: 2"),
            new Extra("fail_fast", "fail_fast: true"),
            new Extra("inputs", "inputs: [ticket]"));

    static final List<Extra> OF_PHASES = List.of(
            new Extra("timeout", "timeout: 15m"),
            new Extra("description", "description: What has to be done"),
            new Extra("prompt", "prompt: |\n  Do it well.\n  Say what was done."),
            new Extra("parallel", "parallel: true"),
            new Extra("outputs", "outputs: [report]"),
            new Extra("retry", "retry: {max_attempts: 3, backoff: 10s}"),
            new Extra("agent_mode", "agent_mode: parallel"),
            new Extra("continue_on_failure", "continue_on_failure: true"),
            new Extra(
                    "success_criteria",
                    "success_criteria:\n  - All tests pass\n  - name: Covered\n    run: ./coverage.sh"));

    /**
     * A key, and a sound text with it.
     *
     * @param key the key
     * @param text the key and its value, in one line or more
     */
    record Extra(String key, String text) {}

    private record Head(String name, String description, Set<Extra> extras) {}

    /**
     * A phase.
     *
     * @param name its name
     * @param kind how it waits: by an atom, a gate as well, or a gate alone
     * @param back how many phases back those are for whom it waits
     * @param agents who works
     * @param extras what else it says
     */
    private record Part(String name, int kind, List<Integer> back, Set<String> agents, Set<Extra> extras) {
        String condition(List<String> before) {
            Set<String> names = new LinkedHashSet<>();
            if (!before.isEmpty()) {
                back.forEach(b -> names.add(before.get(before.size() - 1 - b % before.size())));
            }
            String all = String.join(",", names);
            boolean gate = kind == 3;
            if (names.isEmpty()) {
                return gate ? "manual" : "auto";
            }
            String one = names.iterator().next();
            return gate
                    ? "[after:" + one + ", manual]"
                    : List.of("after:", "always:", "on_failure:").get(kind) + all;
        }
    }

    private Pages() {}

    static Arbitrary<Page> of(int least, int most) {
        Arbitrary<List<Part>> parts =
                parts().list().ofMinSize(least).ofMaxSize(most).uniqueElements(Part::name);
        return Combinators.combine(heads(), parts).as(Pages::page);
    }

    private static Arbitrary<Head> heads() {
        return Combinators.combine(
                        Arbitraries.of("release", "nightly", "onboarding"),
                        Arbitraries.of("Ship it", "What we do each night", "All that a newcomer needs (größtenteils)"),
                        Arbitraries.of(OF_SCENARIOS).set().ofMaxSize(3))
                .as(Head::new);
    }

    private static Arbitrary<Part> parts() {
        return Combinators.combine(
                        Arbitraries.of(NAMES),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3).list().ofMaxSize(2),
                        Arbitraries.of(AGENTS).set().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.of(OF_PHASES).set().ofMaxSize(3))
                .as(Part::new);
    }

    private static Page page(Head head, List<Part> parts) {
        List<Page.Line> lines = new ArrayList<>();
        lines.addAll(Page.lines(Page.TOP, "name", "name: " + head.name()));
        lines.addAll(Page.lines(Page.TOP, "description", "description: " + head.description()));
        head.extras().forEach(extra -> lines.addAll(Page.lines(Page.TOP, extra.key(), extra.text())));
        lines.addAll(Page.lines(Page.TOP, "phases", "phases:"));
        List<String> names = parts.stream().map(Part::name).toList();
        for (int i = 0; i < parts.size(); i++) {
            int phase = i;
            Part part = parts.get(i);
            lines.addAll(Page.lines(phase, "name", "name: " + part.name()));
            lines.addAll(Page.lines(phase, "condition", "condition: " + part.condition(names.subList(0, i))));
            lines.addAll(Page.lines(phase, "agents", "agents: [" + String.join(", ", part.agents()) + "]"));
            part.extras().forEach(extra -> lines.addAll(Page.lines(phase, extra.key(), extra.text())));
        }
        return new Page(names, lines);
    }
}
