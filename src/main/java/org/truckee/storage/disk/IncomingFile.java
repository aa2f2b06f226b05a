package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.truckee.bytes.Bytes;
import org.truckee.platform.OwnerFiles;
import org.truckee.storage.container.ImmutableContainer;
import org.truckee.storage.share.LeaseHolder;

/**
 * The file of a share that is being written. It is made when it is needed first, may be closed
 * while nothing comes, and is opened again then. Thread-safe.
 */
final class IncomingFile {
  private final Path path;
  private final long size;
  private final LeaseHolder leases;
  private final Instant begun;
  private FileChannel file;

  /** The file at {@code path} of a share of {@code size} bytes that was {@code begun} then. */
  IncomingFile(Path path, long size, LeaseHolder leases, Instant begun) {
    this.path = path;
    this.size = size;
    this.leases = leases;
    this.begun = begun;
  }

  /** The file, open. */
  synchronized FileChannel open() throws IOException {
    if (file == null) file = make();
    else if (!file.isOpen())
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return file;
  }

  private FileChannel make() throws IOException {
    FileChannel made =
        OwnerFiles.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      ImmutableContainer.create(made, size, leases.account().number(), leases.secrets(), begun);
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Writes a container of the same share to {@code path}, whose data are the object {@code tag}.
   */
  void refer(Path path, Bytes tag, boolean durable) throws IOException {
    try (FileChannel reference =
        OwnerFiles.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ImmutableContainer.refer(
          reference, size, tag, leases.account().number(), leases.secrets(), begun);
      if (durable) reference.force(true);
    }
  }

  /** Closes it, until it is opened again. */
  synchronized void close() throws IOException {
    if (file != null) file.close();
  }

  /** Puts on the disk what has been written, if it is open: what is closed waits for the end. */
  void sync() throws IOException {
    FileChannel open;
    synchronized (this) {
      open = file;
    }
    try {
      if (open != null) open.force(false);
    } catch (ClosedChannelException resting) {
      // Its bytes are synced at the end, through the file that is opened then.
    }
  }

  /** Puts everything on the disk. */
  void force() throws IOException {
    boolean forced = false;
    while (!forced) {
      try {
        open().force(true);
        forced = true;
      } catch (ClosedChannelException resting) {
        // It is opened once more.
      }
    }
  }
}
