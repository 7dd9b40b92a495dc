package dev.cortex.core.agents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Turns any text into the name of a file that is safe everywhere: no name that someone gave is ever used as a path. */
final class FileName {
    private static final int READABLE = 48;
    private static final int HASH = 16;

    private FileName() {}

    /**
     * The file name of a text: the same for the same text, another for another, on file systems too that do not tell
     * upper case from lower case.
     */
    static String of(String text) {
        if (text.matches("[a-z0-9][a-z0-9-]{0," + (READABLE - 1) + "}")) {
            return text;
        }
        String readable = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]|^-", "_");
        return readable.substring(0, Math.min(readable.length(), READABLE)) + "~" + hash(text);
    }

    /** A short hash of a text, for names that have to be told apart. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
