package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Bytes to text that a YAML parser can be trusted with: decoded, within the limits, without characters that YAML forbids.
 * Those are reported once for each line and replaced, so that the rest of the text is read all the same.
 */
public final class SourceText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int BOM = 0xFEFF;
    private static final int REVERSED_BOM = 0xFFFE;

    private final String text;
    private final BitSet undecodable;
    private final Reading reading;
    private final StringBuilder clean;
    private int line = 1;
    private int column = 1;
    private int bytes;
    private int lineForbidden = 0;
    private int lineUndecodable = 0;
    private boolean tooLong;

    private SourceText(String text, BitSet undecodable, Reading reading) {
        this.text = text;
        this.undecodable = undecodable;
        this.reading = reading;
        this.clean = new StringBuilder(text.length());
    }

    /**
     * Decodes and checks.
     *
     * @param bytes a file's content
     * @param reading is told what is wrong
     * @return the text; empty if it cannot be read
     */
    public static Optional<String> of(byte[] bytes, Reading reading) {
        if (bytes.length > reading.bounds().fileBytes()) {
            return tooLarge(reading);
        }
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        if (mark == BOM || mark == REVERSED_BOM) {
            return utf16(reading);
        }
        BitSet undecodable = new BitSet();
        return new SourceText(decode(bytes, undecodable), undecodable, reading).check();
    }

    /**
     * Checks.
     *
     * @param text a text
     * @param reading is told what is wrong
     * @return the text; empty if it cannot be read
     */
    public static Optional<String> of(String text, Reading reading) {
        int limit = reading.bounds().fileBytes();
        if (text.length() > limit || (text.length() > limit / 3 && utf8Length(text) > limit)) {
            return tooLarge(reading);
        }
        return new SourceText(text, new BitSet(), reading).check();
    }

    private static Optional<String> utf16(Reading reading) {
        reading.found(
                Diagnostic.error("not-utf8", "", "Not UTF-8: the file is encoded as UTF-16")
                        .withHint("save it as UTF-8"),
                Place.START);
        return Optional.empty();
    }

    /**
     * Reports a file that is too large.
     *
     * @param reading is told
     * @return nothing
     */
    public static Optional<String> tooLarge(Reading reading) {
        reading.found(
                Diagnostic.error(
                                "file-too-large",
                                "",
                                "File too large: more than " + reading.bounds().fileBytes() + " bytes")
                        .withHint("a host can raise the limit"),
                Place.START);
        return Optional.empty();
    }

    private static long utf8Length(String text) {
        return text.codePoints().mapToLong(SourceText::utf8Length).sum();
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static String decode(byte[] bytes, BitSet undecodable) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            in.position(in.position() + result.length());
            undecodable.set(out.position());
            out.put(REPLACEMENT);
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    private Optional<String> check() {
        int i = !text.isEmpty() && text.charAt(0) == BOM ? 1 : 0;
        while (i < text.length() && !tooLong && !reading.full()) {
            int c = text.codePointAt(i);
            take(c, i);
            i += Character.charCount(c);
        }
        endLine();
        if (i < text.length() && reading.full()) {
            reading.cutOff();
            return Optional.empty();
        }
        return tooLong ? Optional.empty() : Optional.of(clean.toString());
    }

    private void take(int c, int index) {
        if (c == '\n' || (c == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n'))) {
            clean.append((char) c);
            endLine();
            line++;
            column = 1;
            bytes = 0;
            return;
        }
        boolean bad = undecodable.get(index);
        if (bad) {
            lineUndecodable = lineUndecodable == 0 ? column : lineUndecodable;
        } else if (!printable(c)) {
            bad = true;
            forbidden(c);
        }
        clean.appendCodePoint(bad ? REPLACEMENT : c);
        column++;
        bytes += utf8Length(c);
        if (bytes > reading.bounds().lineBytes()) {
            tooLong = true;
        }
    }

    private void forbidden(int c) {
        if (lineForbidden > 0) {
            return;
        }
        lineForbidden = column;
        String name = "U+" + Integer.toHexString(0x10000 | c).substring(1).toUpperCase(Locale.ROOT);
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        reading.found(
                Diagnostic.error(
                                half ? "unpaired-surrogate" : "control-character",
                                "",
                                (half ? "Half a character: " : "Control character: ") + name)
                        .withHint(half ? "remove it" : "remove it, or write it as an escape in double quotes"),
                new Place(line, column));
    }

    private void endLine() {
        if (lineUndecodable > 0) {
            reading.found(
                    Diagnostic.error("not-utf8", "", "Not UTF-8: a byte that is part of no character")
                            .withHint("save the file as UTF-8"),
                    new Place(line, lineUndecodable));
        }
        if (tooLong) {
            reading.found(
                    Diagnostic.error(
                                    "line-too-long",
                                    "",
                                    "Line too long: more than "
                                            + reading.bounds().lineBytes() + " bytes")
                            .withHint("fold it over several lines"),
                    new Place(line, 1));
        }
        lineForbidden = 0;
        lineUndecodable = 0;
    }

    /** {@return whether YAML 1.2 allows the character (chapter 5.1)} */
    public static boolean printable(int c) {
        return (c >= 0x20 && c <= 0x7E)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == 0x85
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
