package dev.cortex.core.journal;

/**
 * A text is not JSON, or not the JSON of what was asked for. The message is made for people: it names the place and what
 * was expected there, and quotes little of the text.
 */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String path;
    private final long offset;

    private JsonException(String problem, String path, long offset) {
        super(problem
                + (path.isEmpty() ? "" : " at " + path)
                + (offset < 0 ? "" : " (character " + (offset + 1) + ")"));
        this.problem = problem;
        this.path = path;
        this.offset = offset;
    }

    /** The text is no JSON from this character on. */
    static JsonException atOffset(String problem, long offset) {
        return new JsonException(problem, "", offset);
    }

    /** The text is JSON, and says something that does not fit. */
    static JsonException of(String problem) {
        return new JsonException(problem, "", -1);
    }

    /** The same problem, seen from the object or list around it. */
    JsonException within(String key) {
        return new JsonException(problem, "/" + key + path, offset);
    }

    /**
     * Where the text stops being JSON.
     *
     * @return the number of characters before that place; -1 if the text is JSON and does not fit its purpose
     */
    public long offset() {
        return offset;
    }

    /** {@return the element that does not fit, as a JSON Pointer; empty for the whole, or if the text is no JSON} */
    public String path() {
        return path;
    }
}
