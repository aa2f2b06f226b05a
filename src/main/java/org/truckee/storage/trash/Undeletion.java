package org.truckee.storage.trash;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.share.LeaseHolder;

/**
 * The way back out of the trash. The shares of a file that comes back get a lease of nobody, like
 * one that a client is granted, so that their owner has a month to renew his. Blocks.
 */
public final class Undeletion {
  /** A client that renews this lease as well may do so: each may add one of its own. */
  private static final LeaseHolder NOBODY =
      LeaseHolder.anybody(
          new LeaseSecrets(
              new Secret(Bytes.wrap(new byte[32])), new Secret(Bytes.wrap(new byte[32]))));

  private final DiskShareStore store;
  private final ShareTrash trash;

  /** A way from {@code trash} to {@code store}. */
  public Undeletion(DiskShareStore store, ShareTrash trash) {
    this.store = store;
    this.trash = trash;
  }

  /**
   * Brings back the shares of one file, and returns how many there were; those that are stored
   * already stay as they are.
   */
  public int undelete(StorageIndex storageIndex) throws IOException {
    return store.exclusively(
        storageIndex,
        sync -> {
          int restored = trash.restore(storageIndex, sync);
          if (restored > 0) store.addLease(storageIndex, NOBODY);
          return restored;
        });
  }

  /**
   * Brings back all shares that went on {@code first} or later, and returns how many there were.
   */
  public long undeleteSince(LocalDate first) throws IOException {
    long restored = 0;
    for (Path day : trash.daysSince(first))
      try (DirectoryStream<Path> prefixes = Files.newDirectoryStream(day, Files::isDirectory)) {
        for (Path prefix : prefixes) restored += undeleteBelow(prefix);
      }
    return restored;
  }

  private long undeleteBelow(Path prefix) throws IOException {
    long restored = 0;
    try (DirectoryStream<Path> buckets = Files.newDirectoryStream(prefix)) {
      for (Path bucket : buckets) restored += undelete(bucket.getFileName().toString());
    }
    return restored;
  }

  /** A directory that is none of a file's shares holds nothing that could come back. */
  private int undelete(String name) throws IOException {
    StorageIndex storageIndex;
    try {
      storageIndex = StorageIndex.parse(name);
    } catch (IllegalArgumentException other) {
      return 0;
    }
    return undelete(storageIndex);
  }
}
