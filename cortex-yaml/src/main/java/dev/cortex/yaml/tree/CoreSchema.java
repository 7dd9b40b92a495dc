package dev.cortex.yaml.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/** The core schema of YAML 1.2 (chapter 10.3): what a plain scalar is. So {@code no} is text and {@code True} is not. */
public final class CoreSchema {
    /** Numbers with more characters are refused: turning a million digits into a number takes seconds. */
    static final int LONGEST_NUMBER = 1000;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private CoreSchema() {}

    /**
     * What a plain scalar is.
     *
     * @param text as written
     * @return its kind
     */
    public static Node.Kind kind(String text) {
        if (text.isEmpty() || "~nNtTfF".indexOf(text.charAt(0)) >= 0) {
            return NULLS.contains(text)
                    ? Node.Kind.NULL
                    : TRUE.contains(text) || FALSE.contains(text) ? Node.Kind.BOOLEAN : Node.Kind.TEXT;
        }
        if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return Node.Kind.TEXT;
        }
        if (WHOLE.matcher(text).matches()) {
            return Node.Kind.WHOLE;
        }
        if (DECIMAL.matcher(text).matches()) {
            return Node.Kind.DECIMAL;
        }
        return NOT_JSON.matcher(text).matches() ? Node.Kind.NOT_JSON : Node.Kind.TEXT;
    }

    /** {@return whether a boolean's text says yes} */
    public static boolean truth(String text) {
        return TRUE.contains(text);
    }

    /**
     * A number's value.
     *
     * @param text of a whole number
     * @return the number
     */
    public static BigInteger whole(String text) {
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return new BigInteger(text);
    }

    /**
     * A number's value.
     *
     * @param text of a number with a point or an exponent
     * @return the number
     * @throws NumberFormatException if its exponent is out of all bounds
     */
    public static Number decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        // BigDecimal knows no negative zero, and JSON does.
        return value.signum() == 0 ? (Number) (text.startsWith("-") ? -0.0 : 0.0) : value;
    }
}
