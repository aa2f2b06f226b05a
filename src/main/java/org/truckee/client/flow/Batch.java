package org.truckee.client.flow;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;

/**
 * Bytes that wait in memory for more of their kind. A budget knows of them, except of the first
 * few, which cost no more than the connection that they came by. Event loop only.
 */
final class Batch {
  private static final int FREE = 16 << 10;

  private final MemoryBudget memory;
  private final int limit;
  private Buffer bytes = Buffer.buffer();
  private long paid;

  /** Nothing yet, of at most {@code limit} bytes. */
  Batch(MemoryBudget memory, int limit) {
    this.memory = memory;
    this.limit = limit;
  }

  /**
   * Adds {@code more} if there is room for it; tells whether there was. The first bytes, which are
   * in memory in any case, are always taken.
   */
  boolean add(Buffer more) {
    int length = bytes.length() + more.length();
    boolean room = length <= limit && pay(length);
    if (!room && bytes.length() > 0) return false;
    bytes.appendBuffer(more);
    return true;
  }

  /** A buffer that grows doubles. */
  private boolean pay(int length) {
    long cost = length <= FREE ? 0 : 2L * length;
    if (cost > paid && !memory.tryAcquire(cost - paid)) return false;
    paid = Math.max(paid, cost);
    return true;
  }

  /** How many bytes there are. */
  int length() {
    return bytes.length();
  }

  /** The bytes, not copied. */
  ByteBuffer bytes() {
    return ((BufferInternal) bytes).getByteBuf().nioBuffer();
  }

  /** A copy of the bytes. */
  byte[] copy() {
    return bytes.getBytes();
  }

  /** Gives their memory back, if it has not been yet. */
  void release() {
    if (paid > 0) memory.release(paid);
    paid = 0;
    bytes = Buffer.buffer();
  }
}
