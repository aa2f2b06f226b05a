package org.truckee.immutable;

import java.nio.ByteBuffer;

/**
 * One segment as blocks, one for each share that is made, all of the same length. The first {@code
 * needed} are the ciphertext, cut.
 */
public final class EncodedSegment {
  private final byte[][] blocks;

  EncodedSegment(byte[][] blocks) {
    this.blocks = blocks;
  }

  /** The block of share {@code shareNumber}, without a copy: it must not be changed. */
  public ByteBuffer block(int shareNumber) {
    return ByteBuffer.wrap(blocks[shareNumber]);
  }
}
