package org.truckee.storage;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of shares that hold bytes on their way to the disk, and how many bytes that are in all.
 * Thread-safe: the parts come by several event loops.
 */
final class HeldParts {
  /**
   * Beyond so many bytes, all that is held goes to the disk, and what comes goes there in smaller
   * pieces.
   */
  private static final long MANY = 32 << 20;

  /** One part that is being received. */
  interface Part {
    /** Sends what it holds to the disk, on the event loop of the part. */
    void flushSoon();
  }

  private final Set<Part> holding = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytes = new AtomicLong();

  /** Notes that {@code part} holds {@code more} bytes; if these are too many, all are flushed. */
  void add(Part part, int more) {
    holding.add(part);
    if (bytes.addAndGet(more) >= MANY) flushAll();
  }

  private void flushAll() {
    for (Part part : holding) if (holding.remove(part)) part.flushSoon();
  }

  /** Returns whether so much is held that it has to go to the disk. */
  boolean areMany() {
    return bytes.get() >= MANY;
  }

  /** Notes that {@code part} holds nothing that is not on its way to the disk. */
  void leave(Part part) {
    holding.remove(part);
  }

  /** Notes that {@code fewer} bytes are held no more. */
  void release(int fewer) {
    bytes.addAndGet(-fewer);
  }
}
