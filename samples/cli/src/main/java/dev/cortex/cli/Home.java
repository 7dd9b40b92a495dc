package dev.cortex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
        if (option.filter(String::isBlank).isPresent()) {
            throw CommandException.invalid("The home is empty (from --home)");
        }
        String named = option.or(() -> variable).orElse("");
        try {
            Path folder = named.isEmpty() ? userHome.resolve(".cortex") : Path.of(named);
            return new Home(folder.toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            throw CommandException.invalid("The home is no path: " + Visible.clip(named) + " (from "
                    + (option.isPresent() ? "--home" : "CORTEX_HOME") + ")" + locale(named));
        }
    }

    /** Whoever calls a home by a name that the locale cannot say does not know that there is a locale. */
    private static String locale(String named) {
        return named.chars().allMatch(c -> c < 128)
                ? ""
                : ": the locale of this process does not have its characters; set LC_ALL to C.UTF-8, or to another one"
                        + " with UTF-8";
    }

    Path definitions(Kind kind) {
        return folder.resolve(kind.folder());
    }

    Path state(Kind kind) {
        return definitions(kind).resolve(".state");
    }

    /**
     * Whether anything of that kind has been run here.
     *
     * @throws CommandException if something is in the place of the folder with the runs: that is not the same as no run
     */
    boolean hasState(Kind kind) {
        Path state = state(kind);
        try {
            if (Files.readAttributes(state, BasicFileAttributes.class).isDirectory()) {
                return true;
            }
            throw notTheState(state, " is no folder");
        } catch (NoSuchFileException none) {
            if (Files.isSymbolicLink(state)) {
                throw notTheState(state, " is a link that leads nowhere");
            }
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static CommandException notTheState(Path state, String what) {
        return new CommandException(
                ExitCode.STATE,
                "The runs cannot be read: " + state + what,
                "Put the folder with the runs back in its place; to begin without them, remove what is there");
    }

    Path config() {
        return folder.resolve("config.yaml");
    }
}
