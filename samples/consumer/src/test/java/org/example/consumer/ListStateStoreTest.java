package org.example.consumer;

import dev.cortex.api.store.StateStore;
import dev.cortex.testkit.contract.StateStoreContract;

class ListStateStoreTest extends StateStoreContract {
    private final StateStore store = new ListStateStore();

    @Override
    protected StateStore open() {
        return store;
    }
}
