package org.truckee.vdrive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * The last space of the disk, which is kept for removals, so that users can always make room.
 * Blocks; one thread at a time.
 */
final class RemovalReserve {
  private static final Logger LOG = LoggerFactory.getLogger(RemovalReserve.class);
  private static final int PART_OF_DISK = 10;
  private static final int MIN_PAGES = 8;
  private static final int MAX_PAGES = 1000;

  /** The divisor that makes a quarter of some bytes, in pages of 4 KiB. */
  private static final int LOG_PART = 4 * 4096;

  private final VdriveConfig config;
  private boolean touched;

  RemovalReserve(VdriveConfig config) {
    this.config = config;
  }

  /** Returns whether only the reserve is left. */
  boolean isTouched() {
    try {
      FileStore disk = disk(config);
      note(disk.getUsableSpace() < kept(config, disk), disk.getUsableSpace());
      return touched;
    } catch (IOException e) {
      throw new UncheckedIOException("the disk does not tell its space", e);
    }
  }

  private static FileStore disk(VdriveConfig config) throws IOException {
    return Files.getFileStore(config.file().toAbsolutePath().getParent());
  }

  private static long kept(VdriveConfig config, FileStore disk) throws IOException {
    return Math.min(config.reservedSpace(), disk.getTotalSpace() / PART_OF_DISK);
  }

  /** The pages that the database's log may have, so that the reserve has room to empty it. */
  static long logPages(VdriveConfig config) {
    try {
      return Math.max(MIN_PAGES, Math.min(MAX_PAGES, kept(config, disk(config)) / LOG_PART));
    } catch (IOException e) {
      throw new UncheckedIOException("the disk does not tell its space", e);
    }
  }

  private void note(boolean now, long free) {
    if (now && !touched) LOG.warn("the disk has {} bytes left: only removals are taken", free);
    if (!now && touched) LOG.info("the disk has space again: {} bytes", free);
    touched = now;
  }

  /** {@code NO_SPACE} if {@code step} does more than remove children. */
  static void requireRemoval(VdriveWrite step) {
    boolean removes =
        step.directories().isEmpty()
            && step.entries().stream().allMatch(change -> change.entry().isTombstone());
    if (!removes)
      throw new GridException(
          GridException.Kind.NO_SPACE,
          "the disk of this vdrive server is full",
          "only removals are taken");
  }
}
