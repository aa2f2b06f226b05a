package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.timeline.Timeline;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;
import org.truckee.worker.Codec;

/** A file that is being read, by way of its open shares, one run at a time or several. */
final class Download implements SegmentReader {
  private final Vertx vertx;
  private final Codec codec;
  private final OpenShares shares;
  private final ChkDecoder decoder;
  private final ServerTimeouts patience;
  private final Timeline timeline;

  private Download(
      Vertx vertx,
      Codec codec,
      OpenShares shares,
      Secret key,
      ServerTimeouts patience,
      Timeline timeline) {
    this.vertx = vertx;
    this.codec = codec;
    this.shares = shares;
    this.decoder = new ChkDecoder(key, shares.ueb());
    this.patience = patience;
    this.timeline = timeline;
  }

  /** Opens as many shares as are needed; {@code NOT_ENOUGH_SHARES} if there are fewer. */
  static Future<Download> open(
      Vertx vertx,
      Codec codec,
      ShareSource source,
      int needed,
      Secret key,
      ServerTimeouts patience,
      Timeline timeline) {
    return OpenShares.find(source, needed)
        .map(shares -> new Download(vertx, codec, shares, key, patience, timeline));
  }

  /** Notes that somebody begins to read, and will have read enough before segment {@code end}. */
  void expect(long end) {
    timeline.cut(end, segmentation().needed());
  }

  @Override
  public Segmentation segmentation() {
    return shares.ueb().segmentation();
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return new RunFetch(vertx, codec, shares, decoder, patience, timeline, run)
        .start()
        .onSuccess(bytes -> timeline.read(run.end(), bytes.length))
        .onFailure(timeline::finish);
  }
}
