package org.truckee.worker;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands a message itself to a consumer in the same process, without a copy; it never leaves the
 * process.
 */
final class ByReference implements MessageCodec<Object, Object> {
  static final String NAME = "truckee-by-reference";

  private ByReference() {}

  /** Registers the codec, unless an earlier deployment on the same {@code vertx} did. */
  static void register(Vertx vertx) {
    vertx.eventBus().unregisterCodec(NAME).registerCodec(new ByReference());
  }

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    throw new UnsupportedOperationException("computations stay in their process");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("computations stay in their process");
  }
}
