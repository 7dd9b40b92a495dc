package dev.cortex.core.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What callers of a store may say. */
final class Arguments {
    /** Longer ones could not be read with little memory. */
    static final int MAX_LINE = 32 << 20;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

    private Arguments() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void checkName(String journal) {
        if (!isName(journal)) {
            throw new IllegalArgumentException("no name for a journal: \"" + journal
                    + "\" (1 to 200 of the characters a-z 0-9 - . _ of which the first is a letter or digit)");
        }
    }

    static void checkLines(String journal, List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nothing to append to journal " + journal);
        }
        for (String line : lines) {
            String problem = problem(line);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("cannot append to journal " + journal + ": " + problem);
            }
        }
    }

    /** Lines as UTF-8. */
    static List<byte[]> encode(List<String> lines) {
        return lines.stream().map(Arguments::encode).toList();
    }

    private static String problem(String line) {
        if (!line.startsWith("{") || !line.endsWith("}")) {
            return "a line is one JSON object";
        }
        if (line.contains("\n") || line.contains("\r")) {
            return "a line holds a line break";
        }
        if (line.startsWith("{\"#")) {
            return "keys that begin with # belong to the store";
        }
        return line.length() > MAX_LINE ? "a line has more than " + MAX_LINE + " characters" : "";
    }

    /** A half surrogate pair has no form in UTF-8, and must not be replaced in silence. */
    private static byte[] encode(String line) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(line));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a line holds half a surrogate pair", e);
        }
    }
}
