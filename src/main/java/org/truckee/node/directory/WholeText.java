package org.truckee.node.directory;

import java.util.Set;
import org.truckee.bytes.Bytes;

/**
 * Bytes in base32 that a node's file holds alone. Part of such a text is often one, too, and would
 * lead to other keys, leases and places of shares, in silence: so it counts as whole only if its
 * size is a usual one or, whatever its size, its line ends.
 */
final class WholeText {
  private WholeText() {}

  /**
   * The bytes whose text is {@code text}, with white space around it.
   *
   * @param usual sizes of what nodes make themselves
   * @throws IllegalArgumentException if it is no such text, or may have lost its end
   */
  static Bytes read(String text, Set<Integer> usual) {
    Bytes bytes = Bytes.ofBase32(text.strip());
    if (!usual.contains(bytes.size()) && !text.endsWith("\n"))
      throw new IllegalArgumentException("it may have lost its end");
    return bytes;
  }
}
