package org.truckee.client.plaintext;

import io.vertx.core.Future;

/**
 * A file on its way up: its size is known, and its bytes are read in order, once or, from the start
 * again, more often.
 */
public interface Plaintext {
  /** The bytes of the file. */
  long size();

  /**
   * Completes when {@link #next} of {@code length} bytes does not have to wait for their sender.
   * Fails if the source breaks off.
   */
  Future<Void> ready(int length);

  /** The next {@code length} bytes. Fails if the source breaks off. */
  Future<byte[]> next(int length);

  /** Goes back to the start; returns whether that was possible. */
  boolean rewind();

  /** Gives up its memory or file. */
  Future<Void> close();
}
