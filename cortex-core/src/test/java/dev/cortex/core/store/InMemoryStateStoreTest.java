package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.store.StateStore;
import dev.cortex.testkit.contract.StateStoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryStateStoreTest extends StateStoreContract {
    private final StateStore store = new InMemoryStateStore();

    @Override
    protected StateStore open() {
        return store;
    }

    /** As the store in files does, so that nobody learns of it only there. */
    @Test
    void anything_withNoName_isRefused() {
        String name = "Run 1";
        for (Runnable each : List.<Runnable>of(
                () -> store.append(name, 0, List.of("{}")),
                () -> store.read(name, 0, line -> {}),
                () -> store.sizes(List.of(name)),
                () -> store.archive(name))) {
            assertThatThrownBy(each::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no name for a journal");
        }
    }
}
