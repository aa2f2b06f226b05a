package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.SignedVersion;

/**
 * A version of a mutable file that is made a piece at a time: a few segments, as all shares hold
 * them. Event loop only.
 */
public interface PieceSource {
  /** The rough number of bytes of a share in one piece. */
  int PIECE = 256 << 10;

  /** The cutting of the file, which is not empty. */
  Segmentation segmentation();

  /** The number of shares. */
  int total();

  /** The segments of the piece that begins with segment {@code first}; pieces go in order. */
  Future<List<MutableEncoder.Encoded>> piece(long first);

  /** Begins once more; a second pass gives the same pieces again. */
  Future<Void> rewind();

  /** The version whose last piece was made. */
  Future<SignedVersion> signed();

  /** The number of segments in a piece, but the last one. */
  default int segmentsAtOnce() {
    return Math.max(1, PIECE / segmentation().blockSize());
  }

  /** The bytes that a piece takes in all its forms on the way to the servers. */
  default long cost() {
    return 4L * segmentsAtOnce() * segmentation().blockSize() * total();
  }
}
