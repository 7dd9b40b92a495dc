package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Bytes from the class path. */
public final class Resources {
    private Resources() {}

    /**
     * Reads a resource, not more than the limit and one byte.
     *
     * @param classes finds it
     * @param name its name
     * @param reading is told what is wrong
     * @return the bytes
     */
    public static Optional<byte[]> bytes(ClassLoader classes, String name, Reading reading) {
        try (InputStream in = classes.getResourceAsStream(name)) {
            if (in != null) {
                return Optional.of(in.readNBytes(reading.bounds().fileBytes() + 1));
            }
            return unreadable("it is not on the class path", reading);
        } catch (IOException e) {
            return unreadable(String.valueOf(e.getMessage()), reading);
        }
    }

    private static Optional<byte[]> unreadable(String why, Reading reading) {
        reading.found(Diagnostic.error("unreadable-file", "", "The resource cannot be read: " + why), Place.START);
        return Optional.empty();
    }
}
