package dev.cortex.testkit;

import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Temporary: uses each dependency once. */
public class Skeleton {
    protected Skeleton() {}

    @Test
    void example() {}

    @Property
    boolean law() {
        return true;
    }
}
