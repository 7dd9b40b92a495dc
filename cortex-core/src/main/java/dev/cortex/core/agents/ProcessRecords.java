package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes that were started under the keys of activations, on disk, so that another process can end them.
 *
 * <p>A folder for each key; in it, for each program, a file that is named after its mark and has a line
 * {@code <pid> <birth>} for each of its processes that is known. The file is there before the program is, so a program
 * whose starter was killed before it could write the number down is found by its mark. What is lost when the whole
 * machine stops needs no record, so nothing is forced to disk.
 */
final class ProcessRecords {
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,17}) (\\S+)");
    private static final String PROCESSES = ".processes";
    private static final String INPUT = ".input";
    private static final int TRIES = 20;

    private final Path folder;

    ProcessRecords(Path folder) {
        this.folder = folder;
    }

    /** Makes a record for a program that is about to be started, and a file with what it will read. */
    Path begin(String key, String mark, String input) throws IOException {
        append(key, mark + PROCESSES, "");
        return append(key, mark + INPUT, input);
    }

    /** Writes down processes of a program. The record is made again if a deactivation has removed it meanwhile. */
    void note(String key, String mark, Collection<ProcessHandle> processes) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ProcessHandle process : processes) {
            Pid.of(process)
                    .ifPresent(pid -> lines.append(pid.number())
                            .append(' ')
                            .append(pid.birth())
                            .append('\n'));
        }
        append(key, mark + PROCESSES, lines.toString());
    }

    private Path append(String key, String name, String text) throws IOException {
        Path home = folder.resolve(FileName.of(key));
        for (int tries = 1; ; tries++) {
            PrivateFiles.folder(home);
            try (SeekableByteChannel channel = PrivateFiles.append(home.resolve(name))) {
                PrivateFiles.write(channel, home.resolve(name), text);
                return home.resolve(name);
            } catch (NoSuchFileException e) {
                // A deactivation has just removed the folder because it was empty.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Removes what a program was to read. */
    void dropInput(String key, String mark) throws IOException {
        Files.deleteIfExists(folder.resolve(FileName.of(key)).resolve(mark + INPUT));
    }

    /** All programs that were started under a key and not forgotten. */
    List<Started> of(String key) throws IOException {
        List<Started> records = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.resolve(FileName.of(key)), "*" + PROCESSES)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                records.add(new Started(name.substring(0, name.length() - PROCESSES.length()), pids(file)));
            }
        } catch (NoSuchFileException e) {
            return records;
        }
        return records;
    }

    /** Forgets a program. */
    void forget(String key, String mark) throws IOException {
        Path home = folder.resolve(FileName.of(key));
        Files.deleteIfExists(home.resolve(mark + INPUT));
        Files.deleteIfExists(home.resolve(mark + PROCESSES));
        try {
            Files.deleteIfExists(home);
        } catch (IOException e) {
            // Another program of the same key is still known.
        }
    }

    private static List<Pid> pids(Path file) throws IOException {
        List<Pid> pids = new ArrayList<>();
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return pids;
        }
        // The last line may be half written: without its line break it is none.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                pids.add(new Pid(Long.parseLong(matcher.group(1)), matcher.group(2)));
            }
        }
        return pids;
    }

    /** A program that was started, or was about to be. */
    record Started(String mark, List<Pid> pids) {
        /** Its processes that are still there, as far as their numbers are known. */
        List<ProcessHandle> alive() {
            return pids.stream().flatMap(pid -> pid.handle().stream()).toList();
        }
    }
}
