package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.truckee.storage.object.ObjectStore;

/** The last part of the way of an immutable share, from {@code incoming/} to its place. Blocks. */
interface Arrival {
  /** A share of which nothing is missing, and that can be put in its place. */
  interface Whole {
    /** Puts it in the place {@code home}, where no share is. The lock of its file is held. */
    void store(Path home) throws IOException;

    /** Takes everything back, unless it is stored. */
    default void settle() throws IOException {}
  }

  /** Does what takes long, before {@code share} gets its turn. */
  Whole prepare(IncomingShare share) throws IOException;

  /** The arrival of shares whose data go to {@code objects}, if there are such. */
  static Arrival of(Optional<ObjectStore> objects, DirectorySync directorySync, boolean durable) {
    return objects.isPresent()
        ? new ObjectArrival(objects.get(), directorySync, durable)
        : new OnDisk(directorySync, durable);
  }

  /** Moves a file within the disk, at once or not at all. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("incoming/ and shares/ must be on one file system", e);
    }
  }

  /** The arrival of shares whose data stay on the disk: their file moves. */
  record OnDisk(DirectorySync directorySync, boolean durable) implements Arrival {
    @Override
    public Whole prepare(IncomingShare share) {
      return home -> store(share, home);
    }

    /**
     * The directories are made first and synced last: a file system with a journal then writes that
     * twice and not three times.
     */
    private void store(IncomingShare share, Path home) throws IOException {
      List<Path> made = directorySync.make(home.getParent());
      share.end(durable);
      move(share.path, home);
      directorySync.sync(home.getParent());
      directorySync.settle(made);
    }
  }
}
