package org.truckee.mutable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truckee.bytes.Bytes;

/**
 * The hashes of all blocks of a version, gathered while its segments are made in order; segments
 * that are made once more change nothing.
 */
public final class BlockHashes {
  private final List<List<Bytes>> ofShares;

  /** No hashes yet of a version of {@code total} shares. */
  public BlockHashes(int total) {
    this.ofShares =
        Stream.generate(() -> (List<Bytes>) new ArrayList<Bytes>()).limit(total).toList();
  }

  /** Adds those of {@code segments}, which begin with segment {@code first}. */
  public void add(long first, List<MutableEncoder.Encoded> segments) {
    if (ofShares.get(0).size() != first) return;
    for (MutableEncoder.Encoded segment : segments)
      for (int share = 0; share < ofShares.size(); share++)
        ofShares.get(share).add(segment.hashes().get(share));
  }

  /** For each share, the hashes of its blocks. */
  public List<List<Bytes>> ofShares() {
    return ofShares;
  }
}
