package org.truckee.client.pool;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.protocol.message.BodyPieces;

/**
 * Bytes that wait in memory for more of their kind. A budget knows of them, except of the first
 * few, which cost no more than the connection that they came by. Event loop only.
 */
public final class PaidBuffer {
  private static final int FREE = 16 << 10;

  private final MemoryBudget memory;
  private final int limit;
  private BodyPieces bytes = new BodyPieces();
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
    bytes.add(more);
    return true;
  }

  /** Twice the length, for a copy, and for short pieces, which take more than their bytes. */
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

  /** The bytes in order, not copied. */
  public List<ByteBuffer> bytes() {
    return bytes.views();
  }

  /** The bytes in one piece, which are here no more; they are paid for until {@link #release}. */
  public byte[] take() {
    return bytes.take(bytes.length());
  }

  /** Gives their memory back, if it has not been yet. */
  public void release() {
    granted.forEach(FairPool.Grant::release);
    granted.clear();
    paid = 0;
    bytes = new BodyPieces();
  }
}
