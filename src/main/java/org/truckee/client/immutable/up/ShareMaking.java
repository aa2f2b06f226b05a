package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.truckee.bytes.Bytes;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.EncodedSegment;

/**
 * A way to make some shares of a file that is on the grid. Runs of segments are read ahead, on an
 * event loop; what was read is made into blocks in order, on a worker.
 */
public interface ShareMaking {
  /** The cutting of the file. */
  Segmentation segmentation();

  /** The number of shares that the file has. */
  int total();

  /** The memory that {@code run} takes from the servers that have it to those that get it. */
  long cost(SegmentRun run);

  /** What the blocks of {@code run} are made from. */
  Future<byte[]> read(SegmentRun run);

  /** The segments of {@code run}, made from what was {@code read}. */
  List<EncodedSegment> make(SegmentRun run, byte[] read);

  /**
   * The parts after the blocks of each share, by number; {@code CORRUPT} if the shares are not what
   * they have to be.
   */
  Map<Integer, Bytes> finish();
}
