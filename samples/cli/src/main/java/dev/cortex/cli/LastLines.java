package dev.cortex.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, without reading the rest of it. */
final class LastLines {
    private static final int LONGEST = 32 * 1024;

    private LastLines() {}

    /**
     * The last lines of a file that may be growing.
     *
     * @param most how many there are at most; fewer if they are very long
     * @return the lines, the oldest first; none if there is no such file
     */
    static List<String> of(Path file, int most) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long begin = Math.max(0, channel.size() - LONGEST);
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
            channel.position(begin);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // The first line is the end of one, unless it is that of the file.
            List<String> lines = text.lines().skip(begin > 0 ? 1 : 0).toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            return List.of("(" + unreadable.getMessage() + ")");
        }
    }
}
