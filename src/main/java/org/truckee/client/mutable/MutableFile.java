package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.cap.Capability;
import org.truckee.client.flow.Plaintext;

/**
 * A mutable file on the grid, as its capability shows it. Writing needs a write capability ({@code
 * FORBIDDEN} otherwise). Changes that this gateway makes to one file go one after the other; those
 * of others are met by trying again, a few times, and then {@code CONFLICT}. Event loop only.
 */
public interface MutableFile {
  /** What it was opened with. */
  Capability cap();

  /**
   * The newest version of which enough shares can be had; {@code NOT_FOUND} if there are no shares
   * at all, {@code NOT_ENOUGH_SHARES} if there are too few of any version.
   */
  Future<MutableVersion> newest();

  /** Every version of which shares were found anywhere; asks every server. */
  Future<FoundVersions> versions();

  /** Makes {@code contents}, which the caller closes, the file's contents. */
  Future<Void> overwrite(Plaintext contents);

  /**
   * Puts {@code data}, which the caller closes, at {@code offset}; the file grows if need be, and
   * what lies between its end and {@code offset} is zero. Of an MDMF file only the segments touched
   * are sent.
   */
  Future<Void> write(long offset, Plaintext data);

  /**
   * Makes of the newest contents what {@code change} says, unless it says nothing. When another
   * writer was faster, {@code change} is asked again about what that one wrote; it may then meet
   * what it did itself before, and so must be one that can be made twice. It runs on a worker. The
   * file must be small enough for memory.
   */
  Future<Void> modify(Function<Bytes, Optional<Bytes>> change);
}
