package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedSet;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.disk.DirectorySync;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.expire.ExaminedBucket;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.trash.ShareTrash;

/**
 * Looks at the shares of one file, and takes those to the trash that go. They are read without a
 * lock first, so that no client waits for the many that stay; before one goes, all are read again
 * in a turn of their own, after which the ledger of accounts is right. A client that renewed a
 * lease until then has won, and one that comes later finds no share. Blocks.
 */
final class BucketCollector {
  private final DiskShareStore store;
  private final ShareDirectories directories;
  private final ShareExaminer examiner;
  private final ShareTrash trash;
  private final ExpirePolicy policy;

  BucketCollector(
      DiskShareStore store, ShareDirectories directories, ShareTrash trash, ExpirePolicy policy) {
    this.store = store;
    this.directories = directories;
    this.examiner = new ShareExaminer(directories);
    this.trash = trash;
    this.policy = policy;
  }

  /** The shares of a file as they were found, and the numbers of those that went. */
  record Visit(ExaminedBucket bucket, Set<Integer> gone) {}

  /**
   * Visits the shares of {@code storageIndex}; some may go only if {@code free}. Those that can't
   * go stay, and {@code warnings} tell why.
   */
  Visit visit(StorageIndex storageIndex, Instant now, boolean free, FewWarnings warnings)
      throws IOException {
    ExaminedBucket bucket = examiner.examine(storageIndex);
    boolean collects = free && policy.enabled();
    boolean some = bucket.isEmpty() || !bucket.expired(policy, now).isEmpty();
    boolean settled = !store.accounting().isWrong(storageIndex);
    if (!(collects && some) && bucket.unreadable().isEmpty() && settled)
      return new Visit(bucket, Set.of());
    return store.exclusively(
        storageIndex,
        sync -> {
          ExaminedBucket still = examiner.examine(storageIndex);
          if (!collects) return new Visit(still, Set.of());
          SortedSet<Integer> expired = still.expired(policy, now);
          take(storageIndex, expired, now, sync, warnings);
          expired.removeIf(number -> Files.exists(directories.share(storageIndex, number)));
          return new Visit(still, expired);
        });
  }

  /**
   * Takes from the accounts what they are charged for shares below {@code prefix} that are gone.
   */
  void leave(String prefix) throws IOException {
    for (StorageIndex storageIndex : store.accounting().charged(prefix))
      if (store.accounting().isWrong(storageIndex)) store.exclusively(storageIndex, sync -> null);
  }

  private void take(
      StorageIndex storageIndex,
      SortedSet<Integer> expired,
      Instant now,
      DirectorySync sync,
      FewWarnings warnings) {
    try {
      trash.take(storageIndex, expired, LocalDate.ofInstant(now, ZoneOffset.UTC), sync);
    } catch (IOException stays) {
      warnings.tell(storageIndex + " can't go to the trash", stays);
    }
  }
}
