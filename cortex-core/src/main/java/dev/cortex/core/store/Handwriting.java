package dev.cortex.core.store;

import java.nio.charset.StandardCharsets;

/**
 * Lines without a frame, as somebody may append one by hand: a JSON object that has nothing of a frame. Whether it is
 * good JSON and makes sense is for the reader of the journal to say, in words.
 */
final class Handwriting {
    /** How lines begin that have a frame. */
    static final byte[] OURS = {'{', '"', '#'};

    private Handwriting() {}

    static boolean is(byte[] bytes, int start, int end) {
        int last = trimmed(bytes, start, end);
        boolean object = last - start >= 2 && bytes[start] == '{' && bytes[last - 1] == '}';
        if (!object || Cursor.matches(bytes, start, last, OURS) || Frame.looksFramed(bytes, start, last)) {
            return false;
        }
        for (int i = start; i < last; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Behind the last byte that belongs to the line: editors leave blanks and carriage returns. */
    static int trimmed(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start && (bytes[last - 1] == '\r' || bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        return last;
    }

    /** The line as readers get it, with its checksum in front. */
    static String marked(byte[] bytes, int start, int end, String checksum) {
        String rest = new String(bytes, start + 1, end - start - 1, StandardCharsets.UTF_8);
        return "{\"#hand\":\"" + checksum + "\"" + (rest.stripLeading().equals("}") ? "" : ",") + rest;
    }
}
