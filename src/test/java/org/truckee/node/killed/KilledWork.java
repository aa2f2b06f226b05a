package org.truckee.node.killed;

import java.io.IOException;
import org.truckee.testing.http.WebPort;

/** Work that one thread has a gateway do, over and over, while processes of its grid are killed. */
interface KilledWork {
  /** Makes the things that are worked on; nothing is killed yet. */
  void begin(WebPort gateway) throws IOException;

  /** Does one thing more, which may be cut off at any moment. */
  void step(WebPort gateway) throws IOException;

  /**
   * Finishes, when nothing is killed any more, what was cut off, and asserts that nothing is lost
   * and nothing is left over.
   */
  void settle(WebPort gateway) throws IOException;
}
