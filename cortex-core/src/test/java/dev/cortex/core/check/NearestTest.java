package dev.cortex.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private final Nearest nearest = new Nearest(List.of("backend", "frontend", "db", "integration-tests", "a"));

    @ParameterizedTest
    @CsvSource({
        "backnd, backend",
        "bakcend, backend",
        "Backend, backend",
        "BACKEDN, backend",
        "frontnd, frontend",
        "DB, db",
        "integratoin-test, integration-tests",
    })
    void name_withASlipOrTwo_isKnown(String name, String meant) {
        assertThat(nearest.to(name)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"bk", "dc", "b", "deploy", "backend-services", "''"})
    void name_thatIsFarFromAll_isNot(String name) {
        assertThat(nearest.to(name)).isEmpty();
    }

    @Test
    void name_betweenTwo_isTheNearer_elseTheFirst() {
        assertThat(new Nearest(List.of("tests-a", "tests-bb", "tests-b")).to("tests-b0"))
                .contains("tests-bb");
        assertThat(new Nearest(List.of("tests-aa", "tests-b0", "tests-b")).to("tests-b1"))
                .contains("tests-b0");
    }

    @Test
    void name_ofExcessiveLength_isNotLookedFor() {
        assertThat(new Nearest(List.of("x".repeat(200))).to("x".repeat(201))).isEmpty();
    }
}
