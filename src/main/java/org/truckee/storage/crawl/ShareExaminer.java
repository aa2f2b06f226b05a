package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.container.ShareInspection;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.expire.ExaminedBucket;
import org.truckee.storage.expire.ExaminedShare;
import org.truckee.storage.expire.ShareKind;

/** Reads the leases of shares, and nothing else of them. Blocks. */
final class ShareExaminer {
  /**
   * The piece in which disks are taken to give room, since Java does not tell what a file takes.
   */
  private static final long BLOCK = 4096;

  private final ShareDirectories directories;

  ShareExaminer(ShareDirectories directories) {
    this.directories = directories;
  }

  /**
   * The shares of a file as they are now. One that a client changes meanwhile may look unreadable;
   * under the lock of {@code storageIndex} there are none of these.
   */
  ExaminedBucket examine(StorageIndex storageIndex) throws IOException {
    SortedMap<Integer, ExaminedShare> shares = new TreeMap<>();
    SortedSet<Integer> unreadable = new TreeSet<>();
    for (Map.Entry<Integer, Path> file : directories.list(storageIndex).entrySet()) {
      try {
        read(file.getValue())
            .ifPresentOrElse(
                share -> shares.put(file.getKey(), share), () -> unreadable.add(file.getKey()));
      } catch (NoSuchFileException gone) {
        // A client deleted it just now.
      } catch (IOException failing) {
        unreadable.add(file.getKey());
      }
    }
    return new ExaminedBucket(size(directories.of(storageIndex)), shares, unreadable);
  }

  private static Optional<ExaminedShare> read(Path file) throws IOException {
    Optional<ShareInspection> opened = ShareInspection.open(file);
    if (opened.isEmpty()) return Optional.empty();
    try (ShareInspection share = opened.get()) {
      return share.fits() ? Optional.of(examined(share, share.size())) : Optional.empty();
    }
  }

  /** A lease that ends in 1970 was never granted: that place of the file was never written. */
  private static ExaminedShare examined(ShareInspection share, long size) {
    List<Long> expirations =
        share.leases().stream()
            .map(ShareInspection.LeaseDate::expiration)
            .filter(end -> end > 0)
            .toList();
    ShareKind kind = share.isMutable() ? ShareKind.MUTABLE : ShareKind.IMMUTABLE;
    return new ExaminedShare(kind, size, onDisk(size), expirations);
  }

  private static long size(Path directory) throws IOException {
    try {
      return onDisk(Files.size(directory));
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private static long onDisk(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
