package dev.cortex.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This command once more, in a process that outlives this one and its terminal. */
final class Detached {
    /** The first gives it a session of its own, which no signal of the terminal reaches; the second is everywhere. */
    private static final List<Path> SHIELDS =
            List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"), Path.of("/usr/bin/nohup"));

    private Detached() {}

    /**
     * Starts one.
     *
     * @param words what it is to do
     * @param log where all goes that it says
     */
    static Process start(List<String> words, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        SHIELDS.stream().filter(Files::isExecutable).findFirst().ifPresent(shield -> command.add(shield.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CortexMain.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
