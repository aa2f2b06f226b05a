package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.NotedReader;
import org.truckee.client.timeline.Timeline;
import org.truckee.immutable.ChkDecoder;

/** Gets immutable files back from the grid. */
public final class Downloader {
  private final ClientContext context;

  /**
   * A downloader that guesses segments of the usual size, which saves a round trip where it is
   * right.
   */
  public Downloader(ClientContext context) {
    this.context = context;
  }

  /**
   * Opens the file that {@code cap} reads; completes when enough of its shares have shown that they
   * are whole. {@code NOT_ENOUGH_SHARES} if they are not to be found.
   */
  public Future<GridFile> open(ChkReadCap cap) {
    Timeline timeline =
        context.timelines().begin(Timeline.Kind.DOWNLOAD, cap.storageIndex(), cap.size());
    NotedCalls calls = new NotedCalls(timeline);
    return OpenShares.find(source(cap.toVerifyCap(), calls), cap.needed())
        .map(
            shares -> {
              ChkDecoder decoder = new ChkDecoder(cap.key(), shares.ueb());
              return new Download(context, shares, decoder, calls);
            })
        .onFailure(timeline::finish)
        .map(download -> new NotedReader(download, timeline))
        .map(reader -> new SharedFile(context, reader, cap.size()));
  }

  /**
   * Opens the file of {@code cap} without its key, for a reader whose calls are {@code calls}.
   * {@code NOT_ENOUGH_SHARES} if its shares are not to be found.
   */
  public Future<Ciphertext> ciphertext(ChkVerifyCap cap, NotedCalls calls) {
    return OpenShares.find(source(cap, calls), cap.needed())
        .map(
            shares -> {
              ChkDecoder decoder = ChkDecoder.withoutKey(shares.ueb());
              return new Ciphertext(new Download(context, shares, decoder, calls), shares);
            });
  }

  private ShareSource source(ChkVerifyCap cap, NotedCalls calls) {
    return new ShareSource(
        AskPolicy.steady(context.timers(), context.patience().dawdleMillis()),
        cap,
        new ShareOpener(context, cap),
        context.servers().permuted(cap.storageIndex()),
        calls);
  }
}
