package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ChkDecoder;

/** A file that is being read, by way of its open shares, one run at a time or several. */
final class Download implements SegmentReader {
  private final ClientContext context;
  private final OpenShares shares;
  private final ChkDecoder decoder;
  private final NotedCalls calls;

  /** Reads the file of {@code shares} as {@code decoder} gives it. */
  Download(ClientContext context, OpenShares shares, ChkDecoder decoder, NotedCalls calls) {
    this.context = context;
    this.shares = shares;
    this.decoder = decoder;
    this.calls = calls;
  }

  @Override
  public Segmentation segmentation() {
    return shares.ueb().segmentation();
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return new RunFetch(context, shares, decoder, calls, run).start();
  }
}
