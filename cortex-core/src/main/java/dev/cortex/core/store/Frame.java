package dev.cortex.core.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * What the store writes around a line: its number, the numbers of the first and last line of its batch, and a checksum.
 *
 * <pre>{@code
 * {"#format":1,"#":1,"#to":2,…,"#crc":"0a1b2c3d"}
 * {"#":2,"#from":1,"#to":2,…,"#crc":"0a1b2c3d"}
 * {"#":4,"#to":4,"#hand":"4d3c2b1a",…,"#crc":"0a1b2c3d"}
 * }</pre>
 *
 * <p>One object is used for many lines; it holds what the last one said. Not thread-safe.
 */
final class Frame {
    static final int FORMAT = 1;

    private static final byte[] FORMAT_KEY = ascii("{\"#format\":");
    private static final byte[] NUMBER_KEY = ascii("{\"#\":");
    private static final byte[] NEXT_NUMBER_KEY = ascii(",\"#\":");
    private static final byte[] FROM_KEY = ascii(",\"#from\":");
    private static final byte[] TO_KEY = ascii(",\"#to\":");
    private static final byte[] HAND_KEY = ascii(",\"#hand\":\"");
    private static final byte[] CHECKSUM_KEY = ascii(",\"#crc\":\"");
    private static final int HEX = 8;
    private static final int TAIL = CHECKSUM_KEY.length + HEX + 2;

    private final CRC32C crc = new CRC32C();
    private long format;
    private long number;
    private long from;
    private long to;
    private String hand = "";
    private int content;
    private int checksum;

    long number() {
        return number;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** The checksum of the line before, if that one was written by hand; else empty. */
    String hand() {
        return hand;
    }

    /** Takes a line apart; false if it is not a whole line of this format. */
    boolean parse(byte[] bytes, int start, int end) {
        checksum = end - TAIL;
        if (!looksFramed(bytes, start, end) || !isSum(bytes, end - HEX - 2, value(bytes, start, checksum))) {
            return false;
        }
        Cursor cursor = new Cursor(bytes, start, checksum);
        format = cursor.skip(FORMAT_KEY) ? cursor.number() : 0;
        if (!cursor.skip(format == 0 ? NUMBER_KEY : NEXT_NUMBER_KEY)) {
            return false;
        }
        number = cursor.number();
        from = cursor.skip(FROM_KEY) ? cursor.number() : number;
        to = cursor.skip(TO_KEY) ? cursor.number() : -1;
        hand = cursor.skip(HAND_KEY) ? cursor.hex() : "";
        content = cursor.at();
        return from >= 1 && from <= number && number <= to && format == (number == 1 ? FORMAT : 0);
    }

    /** Whether a line ends as those do that have a frame. */
    static boolean looksFramed(byte[] bytes, int start, int end) {
        int at = end - TAIL;
        return at > start
                && Cursor.matches(bytes, at, end, CHECKSUM_KEY)
                && bytes[end - 2] == '"'
                && bytes[end - 1] == '}';
    }

    /** The format that a file claims to have; 0 if it claims none. */
    static long claimedFormat(byte[] bytes, int start, int end) {
        Cursor cursor = new Cursor(bytes, start, end);
        return cursor.skip(FORMAT_KEY) ? Math.max(cursor.number(), 0) : 0;
    }

    /** The line without its frame. Overwrites two bytes of it. */
    String content(byte[] bytes) {
        if (content == checksum || bytes[content] != ',') {
            return "{" + new String(bytes, content, checksum - content, StandardCharsets.UTF_8) + "}";
        }
        bytes[content] = '{';
        bytes[checksum] = '}';
        return new String(bytes, content, checksum + 1 - content, StandardCharsets.UTF_8);
    }

    /** Writes a line with its frame and a line break. */
    void write(ByteArrayOutputStream out, long line, long first, long last, String byHand, byte[] object) {
        StringBuilder head = new StringBuilder(64);
        head.append(line == 1 ? "{\"#format\":" + FORMAT + ",\"#\":" : "{\"#\":")
                .append(line);
        if (first != line) {
            head.append(",\"#from\":").append(first);
        }
        head.append(",\"#to\":").append(last);
        if (!byHand.isEmpty()) {
            head.append(",\"#hand\":\"").append(byHand).append('"');
        }
        ByteArrayOutputStream framed = new ByteArrayOutputStream(object.length + 96);
        framed.writeBytes(ascii(head.toString()));
        if (!isBlank(object)) {
            framed.write(',');
        }
        framed.write(object, 1, object.length - 2);
        byte[] bytes = framed.toByteArray();
        out.writeBytes(bytes);
        out.writeBytes(CHECKSUM_KEY);
        out.writeBytes(ascii(sum(bytes, 0, bytes.length)));
        out.writeBytes(ascii("\"}\n"));
    }

    /** An object without keys takes no comma before its content. */
    private static boolean isBlank(byte[] object) {
        for (int i = 1; i < object.length - 1; i++) {
            if (object[i] != ' ' && object[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** CRC-32C in eight hexadecimal digits, lower case. */
    String sum(byte[] bytes, int start, int end) {
        String digits = Long.toHexString(value(bytes, start, end));
        return "0".repeat(HEX - digits.length()) + digits;
    }

    private long value(byte[] bytes, int start, int end) {
        crc.reset();
        crc.update(bytes, start, end - start);
        return crc.getValue();
    }

    /** Compares without making text: a journal may have a million lines. */
    private static boolean isSum(byte[] bytes, int at, long value) {
        for (int i = 0; i < HEX; i++) {
            int digit = (int) (value >>> (4 * (HEX - 1 - i))) & 0xf;
            if (bytes[at + i] != (digit < 10 ? '0' + digit : 'a' + digit - 10)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
