package org.truckee.storage.disk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.truckee.bytes.Bytes;

/**
 * How a storage server keeps its shares.
 *
 * @param directory holds {@code shares/} and {@code corruption-advisories/}
 * @param tubId the id of this server that mutable containers note, of 20 bytes
 * @param reservedSpace the bytes of the disk that are left free for others
 * @param readonly whether no share is accepted any more
 * @param maximumShareSize the largest immutable share accepted
 * @param durable whether a share is on the disk itself, and not only in its cache, before it is
 *     acknowledged
 * @param idleUploadTimeout after how long without a byte an unfinished share is dropped
 */
public record StorageConfig(
    Path directory,
    Bytes tubId,
    long reservedSpace,
    boolean readonly,
    long maximumShareSize,
    boolean durable,
    Duration idleUploadTimeout) {
  /** Checks sizes. */
  public StorageConfig {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(idleUploadTimeout, "idleUploadTimeout");
    if (tubId.size() != 20)
      throw new IllegalArgumentException("a TubID has 20 bytes, not " + tubId.size());
    if (reservedSpace < 0 || maximumShareSize < 1)
      throw new IllegalArgumentException("sizes must not be negative");
  }

  /** The usual settings for shares in {@code directory}. */
  public static StorageConfig in(Path directory, Bytes tubId) {
    return new StorageConfig(directory, tubId, 0, false, 1L << 50, true, Duration.ofMinutes(30));
  }
}
