package dev.cortex.core.store;

import dev.cortex.api.store.StateStore;
import dev.cortex.testkit.contract.StateStoreContract;

class InMemoryStateStoreTest extends StateStoreContract {
    private final StateStore store = new InMemoryStateStore();

    @Override
    protected StateStore open() {
        return store;
    }
}
