package org.truckee.web.place;

import io.vertx.core.Context;

/**
 * The rule that work which grows with a body or a directory is done by workers. Assertions check
 * it, and so do tests.
 */
public final class OffEventLoop {
  /** The size below which work takes an event loop no time. */
  private static final int SMALL = 64 << 10;

  private OffEventLoop() {}

  /** Fails if {@code size} characters or bytes are worked on while others wait. */
  public static boolean check(long size) {
    return size < SMALL || !Context.isOnEventLoopThread();
  }
}
