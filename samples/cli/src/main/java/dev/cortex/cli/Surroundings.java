package dev.cortex.cli;

import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.FileStateStore;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * All that the command gets from outside. Tests put their own things in its place.
 *
 * @param in what a person types
 * @param out where results go
 * @param err where problems go
 * @param environment the variables of the process
 * @param userHome the person's own folder
 * @param user the name under which actions are recorded
 * @param clock tells how long ago things happened
 * @param terminal whether a person sits at the other end of {@code in} and {@code out}
 * @param signals how the operating system asks the command to stop
 * @param stores opens the journals of a folder, and whom it has to tell of incomplete ones
 * @param tty what is known of the terminal
 */
record Surroundings(
        InputStream in,
        Output out,
        PrintStream err,
        Map<String, String> environment,
        Path userHome,
        String user,
        InstantSource clock,
        boolean terminal,
        Signals signals,
        BiFunction<Path, Consumer<String>, StateStore> stores,
        Tty tty) {
    /** Surroundings without a terminal on which anything could be drawn anew. */
    Surroundings(
            InputStream in,
            Output out,
            PrintStream err,
            Map<String, String> environment,
            Path userHome,
            String user,
            InstantSource clock,
            boolean terminal,
            Signals signals,
            BiFunction<Path, Consumer<String>, StateStore> stores) {
        this(in, out, err, environment, userHome, user, clock, terminal, signals, stores, Tty.none());
    }

    /** {@return the surroundings of this process} */
    static Surroundings ofProcess() {
        return new Surroundings(
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                System.getProperty("user.name", "unknown"),
                InstantSource.system(),
                isTerminal(),
                Signals.ofProcess(),
                FileStateStore::new,
                new ProcessTty());
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        // Until JDK 21 it is null without a terminal; from JDK 22 on it never is, and has a method to tell.
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
