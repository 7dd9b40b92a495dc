package dev.cortex.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** How the operating system asks the process to stop. */
interface Signals {
    /**
     * Has an action run at each such request from now on, in place of what would happen otherwise.
     *
     * @param action what to do; it may be run on any thread, several times
     */
    void onStop(Runnable action);

    /** {@return signals that never come} */
    static Signals none() {
        return action -> {};
    }

    /**
     * SIGINT, SIGTERM and SIGHUP of this process; the last one comes when the terminal goes. The class behind them is not part of Java's own API, though every JDK has it:
     * it is looked up at run time. Without it the JVM ends at the first signal, and the run reads interrupted.
     *
     * @return the signals of this process
     */
    static Signals ofProcess() {
        return action -> hear(List.of("INT", "TERM", "HUP"), action);
    }

    /** Has an action run at each of these signals from now on; one that this JVM does not give away is left alone. */
    static void hear(List<String> names, Runnable action) {
        for (String name : names) {
            try {
                handle(name, action);
            } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException absent) {
                // This JVM keeps the signal to itself.
            }
        }
    }

    private static void handle(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object proxy = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                        return null;
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == args[0];
                        default -> "signals of cortex";
                    };
                });
        try {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException refused) {
            // Started with its signals ignored (nohup) or under -Xrs.
            throw new ReflectiveOperationException(refused);
        }
    }
}
