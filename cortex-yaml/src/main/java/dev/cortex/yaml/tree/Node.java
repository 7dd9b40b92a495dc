package dev.cortex.yaml.tree;

import java.util.List;
import java.util.Optional;

/** One value of a YAML document. Immutable; an alias is the node that it stands for, at the alias's own place. */
public sealed interface Node {
    /** {@return where the value begins} */
    Place place();

    /** {@return how many values this is, itself and repetitions by aliases included} */
    int size();

    /** {@return how many levels of collections this is; 0 for a scalar} */
    int height();

    /** {@return the same value at another place} */
    Node at(Place other);

    /** {@return what this is, for a message: {@code a list}, {@code the text "x"}, {@code the number 5}} */
    String what();

    /**
     * A value without parts.
     *
     * @param place where it begins
     * @param kind what it is in the core schema
     * @param text as it was written, escapes and folding resolved
     * @param plain whether it was written without quotes and not as a block
     */
    record Scalar(Place place, Kind kind, String text, boolean plain) implements Node {
        private static final int SHOWN = 60;

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int height() {
            return 0;
        }

        @Override
        public Scalar at(Place other) {
            return new Scalar(other, kind, text, plain);
        }

        /** {@return whether there is no value} */
        public boolean isNull() {
            return kind == Kind.NULL;
        }

        /** {@return whether it is text} */
        public boolean isText() {
            return kind == Kind.TEXT;
        }

        @Override
        public String what() {
            return switch (kind) {
                case NULL -> "without a value";
                case TEXT -> "the text \"" + shortened() + "\"";
                case BOOLEAN -> "the boolean " + text;
                case WHOLE, DECIMAL -> "the number " + shortened();
                case NOT_JSON -> "the number " + shortened() + ", which JSON cannot express";
            };
        }

        private String shortened() {
            if (text.length() <= SHOWN) {
                return text;
            }
            int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
            return text.substring(0, end) + "…";
        }
    }

    /** What a scalar is in the core schema of YAML 1.2. */
    enum Kind {
        /** Nothing. */
        NULL,
        /** Text. */
        TEXT,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A whole number. */
        WHOLE,
        /** A number with a point or an exponent. */
        DECIMAL,
        /** An infinity, or no number. */
        NOT_JSON
    }

    /**
     * Values in order.
     *
     * @param place where the list begins
     * @param items its values
     * @param flow whether it was written in brackets
     * @param size see {@link Node#size()}
     * @param height see {@link Node#height()}
     */
    record Items(Place place, List<Node> items, boolean flow, int size, int height) implements Node {
        @Override
        public Items at(Place other) {
            return new Items(other, items, flow, size, height);
        }

        @Override
        public String what() {
            return "a list";
        }
    }

    /**
     * Values under keys, each key once.
     *
     * @param place where the map begins
     * @param entries in the order written
     * @param size see {@link Node#size()}
     * @param height see {@link Node#height()}
     */
    record Keys(Place place, List<Entry> entries, int size, int height) implements Node {
        @Override
        public Keys at(Place other) {
            return new Keys(other, entries, size, height);
        }

        @Override
        public String what() {
            return "a map";
        }

        /**
         * Looks a key up.
         *
         * @param key the key
         * @return its entry
         */
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /**
     * A key and its value.
     *
     * @param key the key's text
     * @param place where the key stands
     * @param value the value
     */
    record Entry(String key, Place place, Node value) {}
}
