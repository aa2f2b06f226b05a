package org.truckee.storage;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of shares that hold bytes on their way to the disk, and the number of all these bytes.
 * Thread-safe: the parts come by several event loops.
 */
final class HeldParts {
  /**
   * The bytes from which on all that are held go to the disk, and new ones go there in smaller
   * pieces.
   */
  private static final long MANY = 32 << 20;

  /** A part that is being received. */
  interface Part {
    /** Sends its bytes to the disk, on the event loop of the part. */
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
    for (Part part : List.copyOf(holding)) if (holding.remove(part)) part.flushSoon();
  }

  /** Returns whether so many bytes are held that they have to go to the disk. */
  boolean areMany() {
    return bytes.get() >= MANY;
  }

  /** Notes that all bytes of {@code part} are on their way to the disk. */
  void leave(Part part) {
    holding.remove(part);
  }

  /** Notes that {@code fewer} bytes are held no more. */
  void release(int fewer) {
    bytes.addAndGet(-fewer);
  }
}
