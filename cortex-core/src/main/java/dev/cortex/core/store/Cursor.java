package dev.cortex.core.store;

import java.nio.charset.StandardCharsets;

/** A place in the head of a line. */
final class Cursor {
    private static final int HEX = 8;

    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    boolean skip(byte[] expected) {
        boolean there = matches(bytes, at, end, expected);
        at += there ? expected.length : 0;
        return there;
    }

    /** The digits that follow, as a number; -1 if there are none or too many. */
    long number() {
        long number = 0;
        int start = at;
        int i = start;
        for (int last = Math.min(end, start + 18); i < last && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + (bytes[i] - '0');
        }
        at = i;
        return at == start || bytes[start] == '0' ? -1 : number;
    }

    /** Eight digits and a quotation mark; empty if something else follows. */
    String hex() {
        if (at + HEX >= end || bytes[at + HEX] != '"') {
            return "";
        }
        at += HEX + 1;
        return new String(bytes, at - HEX - 1, HEX, StandardCharsets.ISO_8859_1);
    }

    static boolean matches(byte[] bytes, int at, int end, byte[] expected) {
        if (at + expected.length > end) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
