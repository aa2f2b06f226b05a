package org.truckee.client.flow;

import io.vertx.core.Future;
import org.truckee.erasure.Segmentation;

/** A file whose segments can be had, a few at a time. */
public interface SegmentReader {
  /** The cutting of the file. */
  Segmentation segmentation();

  /** The bytes of the segments of {@code run}, one after the other. */
  Future<byte[]> read(SegmentRun run);
}
