package dev.cortex.cli;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.plan.Plan;
import java.util.Optional;

/**
 * A definition in the home, sound or not.
 *
 * @param name the name by which it is found: its file's stem
 * @param file its file's name
 * @param path the way to its file
 * @param plan what checks and planning made of it
 */
record Definition(String name, String file, String path, Checked<Plan> plan) {
    /** {@return the name under which its runs are filed, if it could be read} */
    Optional<String> ownName() {
        return plan.draft().map(made -> made.scenario().name());
    }
}
