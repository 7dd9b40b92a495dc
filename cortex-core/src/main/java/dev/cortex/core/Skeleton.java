package dev.cortex.core;

import org.slf4j.LoggerFactory;

/** Temporary: uses a dependency once. */
public final class Skeleton {
    private Skeleton() {}

    static void use() {
        LoggerFactory.getLogger(Skeleton.class).info("{}", "temporary");
    }
}
