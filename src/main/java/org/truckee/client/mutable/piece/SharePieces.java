package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.function.IntFunction;
import org.truckee.bytes.Bytes;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.ShareFrame;

/** Some shares of a version of a mutable file, a few segments at a time. Event loop only. */
public interface SharePieces {
  /** The rough number of bytes of a share in one piece. */
  int PIECE = 256 << 10;

  /** The cutting of the file, which is not empty. */
  Segmentation segmentation();

  /** The bytes that a piece takes in all its forms on the way to the servers. */
  long cost();

  /**
   * The piece that begins with segment {@code first}, as each share holds it, by number; pieces go
   * in order.
   */
  Future<IntFunction<Bytes>> blocks(long first);

  /** The parts around the blocks of each share, by number, when the last piece was made. */
  Future<IntFunction<ShareFrame>> frames();

  /** The number of segments in a piece, but the last one. */
  default int segmentsAtOnce() {
    return Math.max(1, PIECE / segmentation().blockSize());
  }
}
