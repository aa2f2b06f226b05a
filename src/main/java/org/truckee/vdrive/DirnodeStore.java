package org.truckee.vdrive;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;

/**
 * The store of directories' entries. An acknowledged change is never lost, and every later question
 * sees it. A store checks numbers and its own bounds, and no signatures.
 */
public interface DirnodeStore {
  /** A directory without its entries; {@code tag} is another one after every change. */
  record Head(Ed25519VerifyingKey key, long total, String tag) {}

  /** A page of a directory and the directory's tag at that moment. */
  record Listing(VdrivePage page, String tag) {}

  /** The sizes of a store. */
  record Kept(long directories, long names) {}

  /** Prepares the store; no question comes before. */
  Future<Void> open();

  /** How many directories are kept, and how many names in them; empty if it can't tell. */
  default Future<Optional<Kept>> kept() {
    return Future.succeededFuture(Optional.empty());
  }

  /** Returns whether other servers may keep their directories in the same tables. */
  default boolean isShared() {
    return false;
  }

  /** Ends all steps under way. */
  Future<Void> close();

  /** A directory without its entries; empty if it is not kept here. */
  Future<Optional<Head>> head(StorageIndex directory);

  /** The failure of a request about a directory that is not kept here. */
  static GridException missing(StorageIndex directory) {
    return new GridException(
        GridException.Kind.NOT_FOUND, Subject.directory(directory), "is not kept here");
  }

  /** The one entry in {@code slot}, or none; empty if the directory is not kept here. */
  Future<Optional<Listing>> get(StorageIndex directory, Slot slot);

  /**
   * At most {@code limit} entries, as far as they fit into a message, by slot from the first one
   * {@code after} a slot; empty if the directory is not kept here.
   */
  Future<Optional<Listing>> list(StorageIndex directory, Optional<Slot> after, int limit);

  /**
   * Makes the whole of {@code step}, or nothing of it if a slot holds another entry than the one
   * before: then the result holds the present entries. A step that was made before counts as made.
   * {@code NOT_FOUND} if a directory is not kept here, {@code NO_SPACE} if one is full.
   */
  Future<Optional<VdriveConflict>> write(VdriveWrite step);
}
