package dev.cortex.yaml.write;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as a YAML scalar: plain where that is safe, a literal block for several lines, else in double quotes. */
final class TextStyle {
    private static final int LONGEST_LINE = 4000;
    private static final int LONGEST_KEY = 100;
    /** Text for YAML 1.2, and something else for older readers. */
    private static final Set<String> WORDS =
            Set.of("yes", "no", "on", "off", "y", "n", "true", "false", "null", "none");

    private static final Pattern NUMERIC = Pattern.compile("[0-9][0-9a-fA-FoxX_.:eE+-]*");
    private static final Pattern FIRST = Pattern.compile("(\\./|[\\p{L}\\p{N}_/(]).*", Pattern.DOTALL);

    private TextStyle() {}

    /** A value, from behind its key's colon or its item's dash to the end of its last line. */
    static String value(String text, int indent) {
        requireWhole(text);
        if (plain(text)) {
            return " " + text + "\n";
        }
        if (literal(text)) {
            return literal(text, indent);
        }
        return " " + quoted(text, indent + 2) + "\n";
    }

    static boolean simpleKey(String text) {
        return text.length() <= LONGEST_KEY;
    }

    static String key(String text, int indent) {
        requireWhole(text);
        boolean bare = plain(text) && !text.contains(":") && simpleKey(text);
        return bare ? text : quoted(text, indent + 2);
    }

    private static boolean plain(String text) {
        return FIRST.matcher(text).matches()
                && text.length() <= LONGEST_LINE
                && text.equals(text.strip())
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))
                && !NUMERIC.matcher(text).matches()
                && text.codePoints().allMatch(TextStyle::visible);
    }

    private static boolean literal(String text) {
        // A blank line may follow, and would count as one more empty line of a text that ends in one.
        if (!text.contains("\n") || text.endsWith("\n\n") || Character.isWhitespace(text.charAt(0))) {
            return false;
        }
        List<String> lines = text.lines().toList();
        return lines.stream().allMatch(line -> line.length() <= LONGEST_LINE)
                && lines.stream().allMatch(line -> line.isEmpty() || !line.isBlank())
                && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || visible(c));
    }

    private static String literal(String text, int indent) {
        String margin = " ".repeat(indent + 2);
        boolean ends = text.endsWith("\n");
        StringBuilder block = new StringBuilder(ends ? " |\n" : " |-\n");
        for (String line : text.split("\n", -1)) {
            block.append(line.isEmpty() ? "" : margin).append(line).append('\n');
        }
        // What follows the last line break of the text is no line.
        return ends ? block.substring(0, block.length() - 1) : block.toString();
    }

    private static String quoted(String text, int indent) {
        StringBuilder quoted = new StringBuilder("\"");
        int inLine = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean wrapped = inLine >= LONGEST_LINE;
            if (wrapped) {
                quoted.append("\\\n").append(" ".repeat(indent));
                inLine = 0;
            }
            // A blank that begins a line would be taken for its margin.
            quoted.append(wrapped && c == ' ' ? "\\ " : escaped(c));
            inLine++;
            i += Character.charCount(c);
        }
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (visible(c)) {
                    yield Character.toString(c);
                }
                yield c <= 0xFF
                        ? String.format("\\x%02x", c)
                        : c <= 0xFFFF ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
            }
        };
    }

    /** Whether a person who looks at the file sees the character, and a parser takes it for nothing else. */
    private static boolean visible(int c) {
        int type = Character.getType(c);
        return c == ' '
                || (type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.SPACE_SEPARATOR
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR
                        && type != Character.UNASSIGNED
                        && type != Character.PRIVATE_USE);
    }

    private static void requireWhole(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("text with half a character cannot be written: " + text);
        }
    }
}
