package org.truckee.client.audit;

import java.util.List;

/**
 * The part of one share that was read.
 *
 * @param indexes the numbers of the blocks that were proved
 * @param of the number of blocks that the share has
 * @param bytes the number of bytes that were read for it
 * @param version the sequence number of the version that the share is of; 0 of an immutable file
 */
public record SampledBlocks(List<Long> indexes, long of, long bytes, long version) {
  /** The sample of a share that proved nothing. */
  public static final SampledBlocks NONE = new SampledBlocks(List.of(), 0, 0, 0);

  /** Keeps its own list. */
  public SampledBlocks {
    indexes = List.copyOf(indexes);
  }

  /** Returns whether no block was left out. */
  public boolean isAll() {
    return indexes.size() == of;
  }
}
