package org.truckee.client.server.vdrive;

import io.vertx.core.Future;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveVersion;
import org.truckee.protocol.vdrive.VdriveWrite;

/** Speaks to one vdrive server. Its results are the server's claims and no more. */
public interface VdriveClient {
  /** A page, and the server's name for the state of the directory that it was taken from. */
  record TaggedPage(VdrivePage page, Optional<String> tag) {}

  /** The server's description of itself and its limits. */
  Future<VdriveVersion> version();

  /** The entry in a slot, or none; {@code NOT_FOUND} if the directory is not kept there. */
  Future<VdrivePage> get(StorageIndex directory, Slot slot);

  /** A page of entries; {@code NOT_FOUND} if the directory is not kept there. */
  Future<VdrivePage> page(StorageIndex directory, Optional<Slot> after, int limit);

  /** As {@link #page} from the first entry; empty if the state is still {@code known}. */
  Future<Optional<TaggedPage>> pageUnless(
      StorageIndex directory, int limit, Optional<String> known);

  /** Makes a step, or returns the entries in its way. */
  Future<Optional<VdriveConflict>> write(VdriveWrite step);

  /** Ends all connections. */
  Future<Void> close();
}
