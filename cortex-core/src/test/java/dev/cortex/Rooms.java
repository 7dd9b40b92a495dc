package dev.cortex;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may import whom: a row for each package. A package without a row may see nothing and must not be. */
final class Rooms {
    private static final String DIAGNOSTIC = "dev.cortex.api.diagnostic";
    private static final String SCENARIO = "dev.cortex.api.scenario";
    private static final String PLAN = "dev.cortex.api.plan";
    private static final String AGENT = "dev.cortex.api.agent";
    private static final String CRITERIA = "dev.cortex.api.criteria";
    private static final String STORE = "dev.cortex.api.store";
    private static final String EVENT = "dev.cortex.api.event";
    private static final String RUN = "dev.cortex.api.run";

    private static final String MACHINE = "dev.cortex.core.machine";
    private static final String JOURNAL = "dev.cortex.core.journal";

    private static final String API = "dev.cortex.api..";
    private static final String CORE = "dev.cortex.core..";
    private static final String LOG = "org.slf4j";

    /** Seen by all. */
    private static final List<String> GROUND = List.of("java..", "org.jspecify.annotations", "org.apiguardian.api");

    /** Two dots stand for any packages below. The first row that fits a package holds. */
    private static final List<Room> ROWS = List.of(
            new Room(DIAGNOSTIC),
            new Room(SCENARIO, DIAGNOSTIC),
            new Room(PLAN, DIAGNOSTIC, SCENARIO),
            new Room(AGENT, DIAGNOSTIC, SCENARIO),
            new Room(CRITERIA, DIAGNOSTIC, SCENARIO, AGENT),
            new Room(STORE),
            new Room(EVENT, DIAGNOSTIC, SCENARIO, PLAN, AGENT, CRITERIA, STORE),
            new Room(RUN, DIAGNOSTIC, SCENARIO, PLAN, AGENT, CRITERIA, STORE, EVENT),
            new Room(MACHINE, API),
            new Room("dev.cortex.core.check", API, LOG),
            new Room("dev.cortex.core.plan", API, LOG, "org.jgrapht.."),
            new Room(JOURNAL, API, LOG, "tools.jackson.core.."),
            new Room("dev.cortex.core.store", API, LOG),
            // What an agent's process answers is JSON, and JSON is read in one place.
            new Room("dev.cortex.core.agents", API, LOG, JOURNAL),
            new Room("dev.cortex.core.runtime", API, LOG, MACHINE, JOURNAL),
            new Room("dev.cortex.core", API, LOG, CORE),
            new Room("dev.cortex.yaml..", API, "org.snakeyaml.engine..", "com.networknt.schema.."),
            new Room("dev.cortex.testkit..", API, "org.junit.jupiter.api..", "org.opentest4j", "net.jqwik.api.."));

    private Rooms() {}

    static ArchCondition<JavaClass> seeOnlyWhatTheirRowNames() {
        return new ArchCondition<>("see only what the row of their package names") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Optional<Room> room = ROWS.stream()
                        .filter(row -> row.holds(type.getPackageName()))
                        .findFirst();
                if (room.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has no row: " + type));
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> !room.get().sees(use.getTargetClass().getBaseComponentType()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private record Room(String name, List<String> seen) {
        Room(String name, String... seen) {
            this(name, List.of(seen));
        }

        boolean holds(String packageName) {
            return PackageMatcher.of(name).matches(packageName);
        }

        boolean sees(JavaClass type) {
            return type.isPrimitive()
                    || Stream.of(List.of(name), seen, GROUND)
                            .flatMap(List::stream)
                            .anyMatch(other -> PackageMatcher.of(other).matches(type.getPackageName()));
        }
    }
}
