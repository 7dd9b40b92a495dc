package dev.cortex.core.journal;

import tools.jackson.core.json.JsonFactory;

/** Temporary: uses a dependency once. */
public final class Skeleton {
    private Skeleton() {}

    /** Temporary. */
    public static String use() {
        return new JsonFactory().getFormatName();
    }
}
