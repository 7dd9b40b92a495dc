package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SkeletonTest {
    @Test
    void use_always_works() {
        assertThatCode(Skeleton::use).doesNotThrowAnyException();
    }

    @Property
    boolean twice_isTheSameAsTimesTwo(@ForAll int number) {
        return number + number == number * 2;
    }
}
