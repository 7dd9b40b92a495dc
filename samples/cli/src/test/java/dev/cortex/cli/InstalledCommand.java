package dev.cortex.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The command as people have it: jars, and an archive of their classes, which is what lets a process of it start in a
 * moment. Made once for all tests of this JVM, with the options that {@code bin/cortex} gives.
 */
final class InstalledCommand {
    private static final List<String> FAST =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable");

    private final List<String> java = new ArrayList<>();

    private InstalledCommand(Path folder) throws IOException, InterruptedException {
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(FAST);
        // Nothing of a process that is killed stays behind in the folder for temporary files.
        java.add("-XX:-UsePerfData");
        java.add("-cp");
        java.add(jars(folder));
        Path archive = folder.resolve("classes.jsa");
        archive(folder, archive);
        if (Files.exists(archive)) {
            java.add(1, "-XX:SharedArchiveFile=" + archive);
        }
    }

    /** Made when it is first used. */
    private static final class Made {
        private static final InstalledCommand COMMAND = make();

        private static InstalledCommand make() {
            try {
                Path folder = Files.createTempDirectory("cortex-installed");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                return new InstalledCommand(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** {@return a process of the command on a home, to be started} */
    static ProcessBuilder on(Path home, String... args) {
        List<String> words = new ArrayList<>(List.of("--home", home.toString()));
        words.addAll(List.of(args));
        return process(CortexMain.class, words.toArray(String[]::new));
    }

    /** {@return a process of another class on the same class path, to be started} */
    static ProcessBuilder process(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(Made.COMMAND.java);
        command.add(main.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    /** Sends a process a signal by its name, such as {@code HUP}. */
    static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /**
     * Whether this process ignores a signal, and so all that it starts: SIGINT in the background of a script, SIGHUP
     * behind {@code nohup}.
     */
    static boolean ignores(String name) {
        int number = List.of("HUP", "INT").indexOf(name) + 1;
        try {
            return number > 0
                    && Files.readString(Path.of("/proc/self/status"))
                            .lines()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .map(line -> line.substring("SigIgn:".length()).strip())
                            .anyMatch(set -> (Long.parseUnsignedLong(set, 16) & (1L << (number - 1))) != 0);
        } catch (IOException elsewhere) {
            return false;
        }
    }

    /** Has a first process load what a run needs, and keep it. A JVM that keeps nothing has no archive, and works. */
    private void archive(Path folder, Path archive) throws IOException, InterruptedException {
        Sandbox home = new Sandbox(folder.resolve("home"))
                .withAgent("worker")
                .with(
                        "scenarios/first.yaml",
                        "name: first",
                        "description: Loads classes",
                        "phases: [{name: work, condition: auto, agents: [worker]}]");
        List<String> command = new ArrayList<>(java);
        command.add(1, "-XX:ArchiveClassesAtExit=" + archive);
        command.addAll(
                List.of(CortexMain.class.getName(), "--home", home.home().toString(), "orchestrate", "run", "first"));
        Path said = folder.resolve("said");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (exit != ExitCode.DONE) {
            throw new IllegalStateException("the command does not work: " + Files.readString(said));
        }
    }

    /** The class path of this JVM with a jar for each folder in it: only classes from jars can be archived. */
    private static String jars(Path folder) {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
        List<String> jars = new ArrayList<>();
        for (Path entry : entries) {
            jars.add((Files.isDirectory(entry) ? jar(entry, folder.resolve("classes-" + jars.size() + ".jar")) : entry)
                    .toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path classes, Path jar) {
        try (Stream<Path> all = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
                zip.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // In the folder for temporary files, which the system looks after.
        }
    }
}
