package dev.cortex.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder in which definitions, agents and runs live.
 *
 * @param folder the folder, absolute; it need not exist
 */
record Home(Path folder) {
    /**
     * Finds the home: what {@code --home} says, else {@code CORTEX_HOME}, else {@code .cortex} in the person's folder.
     */
    static Home find(Optional<String> option, Map<String, String> environment, Path userHome) {
        Optional<String> variable =
                Optional.ofNullable(environment.get("CORTEX_HOME")).filter(text -> !text.isBlank());
        String named = option.or(() -> variable).orElse("");
        try {
            Path folder = named.isEmpty() ? userHome.resolve(".cortex") : Path.of(named);
            return new Home(folder.toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            throw CommandException.invalid("The home is no path: " + Visible.clip(named) + " (from "
                    + (option.isPresent() ? "--home" : "CORTEX_HOME") + ")");
        }
    }

    Path definitions(Kind kind) {
        return folder.resolve(kind.folder());
    }

    Path state(Kind kind) {
        return definitions(kind).resolve(".state");
    }

    Path config() {
        return folder.resolve("config.yaml");
    }
}
