package dev.cortex.cli;

import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.FileStateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A home of its own, and commands on it in this process with everything from outside replaced. */
final class Sandbox {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.fixed(NOW);
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private boolean terminal;
    private Tty tty = Tty.none();
    private Signals signals = Signals.none();
    private Path userHome;
    private BiFunction<Path, Consumer<String>, StateStore> stores = FileStateStore::new;

    /** What one command said. */
    record Outcome(int exit, String out, String err) {}

    Sandbox(Path home) {
        this.home = home;
        this.userHome = home.resolve("nobody");
        environment.put("CORTEX_HOME", home.toString());
    }

    Path home() {
        return home;
    }

    Sandbox with(String file, String... lines) {
        try {
            Path path = home.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, String.join("\n", lines) + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a folder into the home. */
    Sandbox withAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".state"))
                    .toList()) {
                Path target = home.resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent that does nothing, at once, and succeeds. */
    Sandbox withAgent(String name) {
        return withAgent(name, "'true'");
    }

    Sandbox withAgent(String name, String command) {
        return with("agents/" + name + ".md", "---", "name: " + name, "command: [" + command + "]", "---", "Work.");
    }

    Sandbox environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Sandbox terminal(InputStream typed) {
        this.terminal = true;
        this.in = typed;
        return this;
    }

    /** A terminal on which things can be drawn anew. */
    Sandbox tty(Tty other) {
        this.tty = other;
        return environment("TERM", "xterm");
    }

    Sandbox signals(Signals other) {
        this.signals = other;
        return this;
    }

    /**
     * Has the command find its home, which has to be called {@code .cortex}, on another disk.
     *
     * @param person the folder in which the home is, on that disk
     * @param journals how the journals there are opened
     */
    Sandbox disk(Path person, BiFunction<Path, Consumer<String>, StateStore> journals) {
        this.userHome = person;
        this.stores = journals;
        environment.remove("CORTEX_HOME");
        return this;
    }

    Sandbox clock(InstantSource other) {
        this.clock = other;
        return this;
    }

    Sandbox realTime() {
        this.clock = InstantSource.system();
        return this;
    }

    Outcome run(String... args) {
        return run(new Screen(), args);
    }

    /** Runs a command while somebody watches. */
    Outcome run(OutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = CortexMain.run(surroundings(out, err), args);
        return new Outcome(
                exit, out instanceof Screen screen ? screen.text() : "", err.toString(StandardCharsets.UTF_8));
    }

    /** {@return all that a command gets from outside, with these for what it writes} */
    Surroundings surroundings(OutputStream out, OutputStream err) {
        return new Surroundings(
                in,
                new Output(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.copyOf(environment),
                userHome,
                "tester",
                clock,
                terminal,
                signals,
                stores,
                tty);
    }
}
