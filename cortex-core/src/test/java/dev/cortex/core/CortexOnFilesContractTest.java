package dev.cortex.core;

import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.FileStateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same, where each engine has a store of its own over the same files. */
class CortexOnFilesContractTest extends CortexContractTest {
    @TempDir
    private Path folder;

    @Override
    StateStore store() {
        return new FileStateStore(folder);
    }
}
