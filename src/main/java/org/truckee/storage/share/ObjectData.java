package org.truckee.storage.share;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.truckee.protocol.storage.ByteRange;

/**
 * The data of a share that are an object in a bucket. {@code NOT_FOUND} means that the bucket has
 * lost it; an object of another length is {@code CORRUPT}. Neither is ever taken for the share.
 */
public non-sealed interface ObjectData extends ShareData {
  /** The bytes of {@code range}, which is short; the bucket is asked again if it breaks off. */
  Future<Buffer> read(ByteRange range);

  /** The bytes of {@code range} as they come, once the bucket begins to send them. */
  Future<Flow> open(ByteRange range);

  /** Bytes on their way from a bucket: paused, and exactly as many as were asked for. */
  interface Flow {
    /** The bytes; they fail if they break off. */
    ReadStream<Buffer> bytes();

    /** Ends them early. */
    void end();
  }
}
