package org.truckee.client.immutable.down;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.ask.Timers;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.NotedReader;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.StorageServers;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.worker.Codec;

/** Gets immutable files back from the grid. */
public final class Downloader {
  private final Vertx vertx;
  private final Codec codec;
  private final MemoryBudget memory;
  private final StorageServers servers;
  private final int usualSegmentSize;
  private final Timelines timelines;

  /**
   * A downloader that guesses segments of {@code usualSegmentSize}, which saves a round trip where
   * it is right.
   */
  public Downloader(
      Vertx vertx,
      Codec codec,
      MemoryBudget memory,
      StorageServers servers,
      int usualSegmentSize,
      Timelines timelines) {
    this.vertx = vertx;
    this.codec = codec;
    this.memory = memory;
    this.servers = servers;
    this.usualSegmentSize = usualSegmentSize;
    this.timelines = timelines;
  }

  /**
   * Opens the file that {@code cap} reads; completes when enough of its shares have shown that they
   * are whole. {@code NOT_ENOUGH_SHARES} if they are not to be found.
   */
  public Future<GridFile> open(ChkReadCap cap) {
    Timeline timeline = timelines.begin(Timeline.Kind.DOWNLOAD, cap.storageIndex(), cap.size());
    NotedCalls calls = new NotedCalls(timeline);
    return OpenShares.find(source(cap.toVerifyCap(), calls), cap.needed())
        .map(shares -> new Download(policy(AskPolicy::doubling), codec, shares, cap.key(), calls))
        .onFailure(timeline::finish)
        .map(download -> new NotedReader(download, timeline))
        .map(reader -> new SharedFile(vertx, reader, memory, cap.size()));
  }

  private ShareSource source(ChkVerifyCap cap, NotedCalls calls) {
    return new ShareSource(
        policy(AskPolicy::steady),
        cap,
        new ShareOpener(codec, cap, usualSegmentSize),
        servers.permuted(cap.storageIndex()),
        calls);
  }

  private AskPolicy policy(BiFunction<Timers, Long, AskPolicy> kind) {
    return kind.apply(Timers.of(vertx), (long) servers.patience().dawdleMillis());
  }
}
