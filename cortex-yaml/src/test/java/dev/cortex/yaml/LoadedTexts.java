package dev.cortex.yaml;

import java.util.List;
import java.util.Map;

/** The definitions over which loaders are held against their contract. */
final class LoadedTexts {
    static final String BROKEN = "torn";
    static final List<String> SOUND = List.of("review", "release-7", "Zebra");
    static final Map<String, String> SCENARIOS = Map.of(
            "Zebra",
            scenario("Zebra"),
            "release-7",
            scenario("release"),
            "review",
            scenario("review"),
            BROKEN,
            "name: torn\nphases:\n  - {name: a, condition: [auto\n");
    static final Map<String, String> WORKFLOWS = Map.of(
            "Zebra",
            workflow("Zebra"),
            "release-7",
            workflow("release"),
            "review",
            workflow("review"),
            BROKEN,
            "name: torn\nsteps: 7\n");

    private LoadedTexts() {}

    private static String scenario(String name) {
        return "name: " + name + "\ndescription: Something\nphases:\n  - {name: a, condition: auto, agents: [x]}\n";
    }

    private static String workflow(String name) {
        return "name: " + name + "\ndescription: Something\nsteps:\n  - {name: a, prompt: Do it}\n";
    }
}
