package org.truckee.client.mutable.piece;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntFunction;
import org.truckee.bytes.Bytes;
import org.truckee.mutable.MutableEncoder;
import org.truckee.mutable.ShareFrame;
import org.truckee.mutable.SignedVersion;

/**
 * A version of a mutable file that is made a piece at a time: a few segments, as all shares hold
 * them. Event loop only.
 */
public interface PieceSource extends SharePieces {
  /** The number of shares. */
  int total();

  /** The segments of the piece that begins with segment {@code first}; pieces go in order. */
  Future<List<MutableEncoder.Encoded>> piece(long first);

  /** Begins once more; a second pass gives the same pieces again. */
  Future<Void> rewind();

  /** The version whose last piece was made. */
  Future<SignedVersion> signed();

  @Override
  default Future<IntFunction<Bytes>> blocks(long first) {
    return piece(first).map(segments -> share -> MutableEncoder.blocks(segments, share));
  }

  @Override
  default Future<IntFunction<ShareFrame>> frames() {
    return signed().map(version -> version::frame);
  }

  @Override
  default long cost() {
    return 4L * segmentsAtOnce() * segmentation().blockSize() * total();
  }
}
