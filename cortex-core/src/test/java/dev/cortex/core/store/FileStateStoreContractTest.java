package dev.cortex.core.store;

import dev.cortex.api.store.StateStore;
import dev.cortex.testkit.contract.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreContractTest extends StateStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected StateStore open() {
        return new FileStateStore(folder.resolve("state"));
    }
}
