package org.truckee.storage.share;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;

/** Shares on a disk that works. */
class DiskShareStoreTest extends ShareStoreContract {
  @TempDir Path directory;

  @Override
  protected ShareStore store() {
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, true);
    StorageConfig config = new StorageConfig(directory, Bytes.wrap(new byte[20]), policy);
    ShareStore store = new DiskShareStore(config, clock);
    return store;
  }
}
