package org.truckee.client.pool;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bytes that wait in memory for more of their kind. A budget knows of them, except of the first
 * few, which cost no more than the connection that they came by. Event loop only.
 */
public final class PaidBuffer {
  private static final int FREE = 16 << 10;

  private final MemoryBudget memory;
  private final int limit;
  private Buffer bytes = Buffer.buffer();
  private final List<FairPool.Grant> granted = new ArrayList<>();
  private long paid;

  /** An empty buffer for at most {@code limit} bytes. */
  public PaidBuffer(MemoryBudget memory, int limit) {
    this.memory = memory;
    this.limit = limit;
  }

  /**
   * Adds {@code more} if there is room for it; returns whether there was. The first bytes, which
   * are in memory in any case, are always taken.
   */
  public boolean add(Buffer more) {
    int length = bytes.length() + more.length();
    boolean room = length <= limit && pay(length);
    if (!room && bytes.length() > 0) return false;
    bytes.appendBuffer(more);
    return true;
  }

  /** The next capacity: a buffer that grows doubles. */
  private boolean pay(int length) {
    long cost = length <= FREE ? 0 : 2L * length;
    if (cost <= paid) return true;
    Optional<FairPool.Grant> more = memory.tryAcquire(cost - paid);
    more.ifPresent(granted::add);
    if (more.isPresent()) paid = cost;
    return more.isPresent();
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length();
  }

  /** The bytes, not copied. */
  public ByteBuffer bytes() {
    return ((BufferInternal) bytes).getByteBuf().nioBuffer();
  }

  /** A copy of the bytes. */
  public byte[] copy() {
    return bytes.getBytes();
  }

  /** Gives their memory back, if it has not been yet. */
  public void release() {
    granted.forEach(FairPool.Grant::release);
    granted.clear();
    paid = 0;
    bytes = Buffer.buffer();
  }
}
