package org.truckee.testing.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.IntPredicate;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;

/** Files of which some shares are gone. */
public final class LostShares {
  private LostShares() {}

  /** Stores {@code contents} by a PUT to {@code path}, and deletes all shares but the kept ones. */
  public static String put(TestGrid grid, String path, byte[] contents, IntPredicate kept) {
    String cap = grid.web().send("PUT", path, contents).text();
    StorageIndex storageIndex = Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
    for (TestServer server : grid.servers())
      for (int share : server.shares(storageIndex))
        if (!kept.test(share)) delete(server, storageIndex, share);
    return cap;
  }

  private static void delete(TestServer server, StorageIndex storageIndex, int share) {
    try {
      Files.delete(server.shareFile(storageIndex, share));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
