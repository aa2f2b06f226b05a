package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.FileStore;

/**
 * The size of the disk that shares lie on, in bytes.
 *
 * @param total the whole disk
 * @param free the bytes that nothing lies on; some of them may be kept for the system's
 *     administrator
 * @param usable those that this program may use
 */
public record DiskSpace(long total, long free, long usable) {
  /** The size of {@code disk} now. Blocks. */
  static DiskSpace of(FileStore disk) throws IOException {
    return new DiskSpace(disk.getTotalSpace(), disk.getUnallocatedSpace(), disk.getUsableSpace());
  }

  /** The bytes that something lies on. */
  public long used() {
    return total - free;
  }

  /** The usable bytes beyond {@code reserved} ones. */
  public long beyond(long reserved) {
    return Math.max(0, usable - reserved);
  }
}
