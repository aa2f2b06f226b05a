package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.server.StorageServer;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.CheckedShare;

/** The ciphertext of an immutable file of which enough shares have been found. Event loop only. */
public final class Ciphertext implements SegmentReader {
  private final SegmentReader reader;
  private final OpenShares shares;
  private final CheckedShare one;

  /** The ciphertext that {@code reader} reads by way of {@code shares}. */
  Ciphertext(SegmentReader reader, OpenShares shares) {
    this.reader = reader;
    this.shares = shares;
    this.one = shares.fastest(1).get(0).checked();
  }

  /** One of the shares that it is read from. */
  public CheckedShare share() {
    return one;
  }

  /** The shares that turned out to be damaged while it was read. */
  public Map<StorageServer, Set<Integer>> damaged() {
    return shares.damaged();
  }

  @Override
  public Segmentation segmentation() {
    return reader.segmentation();
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return reader.read(run);
  }
}
