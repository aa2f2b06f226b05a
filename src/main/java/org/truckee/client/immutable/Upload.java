package org.truckee.client.immutable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.MemoryBudget;
import org.truckee.client.flow.Plaintext;
import org.truckee.client.flow.Step;
import org.truckee.client.flow.Timeline;
import org.truckee.client.server.Patience;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.immutable.ChkEncoder;
import org.truckee.immutable.EncodedFile;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareLayout;
import org.truckee.worker.Codec;

/**
 * One pass of a file through the encoder to its servers: a few segments are on their way at a time,
 * and the next one is read when every server that still counts has taken an earlier one. A server
 * that fails or stalls is left out while enough others remain. Event loop only.
 */
final class Upload {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
  private static final int SEGMENTS_UNDER_WAY = 3;

  private final Codec codec;
  private final MemoryBudget memory;
  private final Plaintext plaintext;
  private final ChkEncoder encoder;
  private final StorageIndex storageIndex;
  private final int happy;
  private final ServerSecrets secrets;
  private final ServerSelection.Assignment assignment;
  private final Patience patience;
  private final Timeline timeline;
  private final SortedMap<Integer, ShareSink> sinks = new TreeMap<>();
  private final Map<StorageServer, Set<Integer>> damaged = new HashMap<>();
  private final Refusals losses = new Refusals();
  private final List<Future<Void>> aborting = new ArrayList<>();
  private final Promise<EncodedFile> whole = Promise.promise();
  private long next;
  private int underWay;
  private boolean waiting;

  Upload(
      Codec codec,
      MemoryBudget memory,
      Plaintext plaintext,
      ChkEncoder encoder,
      StorageIndex storageIndex,
      int happy,
      ServerSecrets secrets,
      ServerSelection.Assignment assignment,
      Patience patience,
      Timeline timeline) {
    this.codec = codec;
    this.memory = memory;
    this.plaintext = plaintext;
    this.encoder = encoder;
    this.storageIndex = storageIndex;
    this.happy = happy;
    this.secrets = secrets;
    this.assignment = assignment;
    this.patience = patience;
    this.timeline = timeline;
  }

  /** Sends everything; completes when all servers that still count hold their shares whole. */
  Future<UploadResult> run(long shareSize) {
    ShareLayout layout = ShareLayout.forWriting(encoder.segmentation(), encoder.total());
    assignment
        .servers()
        .forEach((share, server) -> sinks.put(share, sink(share, server, layout, shareSize)));
    timeline.cut(encoder.segmentation().segments(), sinks.size());
    step();
    return whole.future().map(this::result).recover(this::giveUp);
  }

  /** Those shares that servers had and that turned out to be damaged. */
  Map<StorageServer, Set<Integer>> damaged() {
    return damaged;
  }

  private ShareSink sink(int share, StorageServer server, ShareLayout layout, long shareSize) {
    if (!assignment.isNew(share)) {
      return new ExistingShare(server, storageIndex, share, encoder.segmentation(), layout);
    }
    Secret upload = secrets.upload(storageIndex, server);
    return new ShareSink.Sending(
        layout,
        encoder.segmentation().segments(),
        server.client().write(storageIndex, share, shareSize, upload));
  }

  /**
   * Reads, encodes and sends the next segment. Memory is asked for when the segment is there: who
   * sends it may dawdle for as long as they like.
   */
  private void step() {
    if (whole.future().isComplete()) return;
    if (next == encoder.segmentation().segments()) {
      if (underWay == 0) finish();
      else waiting = true;
      return;
    }
    long index = next++;
    underWay++;
    plaintext
        .ready(encoder.segmentation().segmentLength(index))
        .compose(there -> memory.holding(cost(index), () -> sendNext(index)))
        .onFailure(whole::tryFail)
        .onComplete(sent -> arrived());
  }

  private Future<Void> sendNext(long index) {
    return plaintext
        .next(encoder.segmentation().segmentLength(index))
        .compose(bytes -> codec.run(() -> encoder.encode(bytes)))
        .compose(segment -> send(index, segment));
  }

  /**
   * Sends a segment; the next one is begun as soon as this one has been encoded, unless too many
   * are under way.
   */
  private Future<Void> send(long index, EncodedSegment segment) {
    List<Future<Void>> sending = new ArrayList<>();
    for (int share : List.copyOf(sinks.keySet())) {
      Future<Void> block = sinks.get(share).block(index, segment.block(share));
      sending.add(watched(Step.Work.SEND, share, index, block));
    }
    if (underWay < SEGMENTS_UNDER_WAY) step();
    else waiting = true;
    timeline.reached(index);
    return Future.join(sending).otherwiseEmpty().mapEmpty();
  }

  private void arrived() {
    underWay--;
    if (!waiting) return;
    waiting = false;
    step();
  }

  private void finish() {
    codec
        .run(encoder::finish)
        .compose(file -> sendTails(file).map(file))
        .onSuccess(whole::tryComplete)
        .onFailure(whole::tryFail);
  }

  private Future<Void> sendTails(EncodedFile file) {
    List<Future<Void>> sending = new ArrayList<>();
    for (int share : List.copyOf(sinks.keySet())) {
      Bytes tail = file.tails().get(share);
      Future<Void> closing = sinks.get(share).finish(tail);
      sending.add(watched(Step.Work.CLOSE, share, -1, closing));
    }
    return Future.join(sending).otherwiseEmpty().mapEmpty();
  }

  /**
   * Leaves a share out as soon as {@code step} fails or takes too long, and fails the upload if too
   * few are left.
   */
  private Future<Void> watched(Step.Work work, int share, long segment, Future<Void> step) {
    String server = assignment.servers().get(share).name();
    Future<Void> bounded = step.timeout(patience.stallMillis(), TimeUnit.MILLISECONDS);
    return timeline
        .watch(work, server, share, segment, bounded)
        .onFailure(failure -> lose(share, failure));
  }

  /** What is said of {@code failure}; another one than the grid's is that of time. */
  private static GridException told(StorageServer server, Throwable failure) {
    return failure instanceof GridException told
        ? told
        : new GridException(
            GridException.Kind.UNREACHABLE, "server " + server.name() + " stalled", failure);
  }

  private void lose(int share, Throwable failure) {
    ShareSink sink = sinks.remove(share);
    if (sink == null) return;
    takeBack(share, sink);
    StorageServer server = assignment.servers().get(share);
    if (GridException.is(failure, GridException.Kind.CORRUPT)) {
      damaged.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
    }
    LOG.warn(
        "share {} of {} is lost on server {}: {}",
        share,
        storageIndex,
        server.name(),
        told(server, failure).getMessage());
    losses.add(server, told(server, failure));
    if (happiness() < happy) whole.tryFail(unhappy());
  }

  private int happiness() {
    Map<Integer, StorageServer> left = new HashMap<>(assignment.servers());
    left.keySet().retainAll(sinks.keySet());
    return ServerSelection.Assignment.happinessOf(left);
  }

  private GridException unhappy() {
    String shortage =
        "the upload lost servers on the way: shares are on %d servers, at least %d are needed"
            .formatted(happiness(), happy);
    return losses.explain(shortage, "a share of it", happiness(), happy);
  }

  private UploadResult result(EncodedFile file) {
    Map<Integer, String> names = new TreeMap<>();
    int found = 0;
    for (int share : sinks.keySet()) {
      StorageServer server = assignment.servers().get(share);
      names.put(share, server.name());
      if (assignment.isNew(share)) continue;
      found++;
      server
          .client()
          .addLease(storageIndex, secrets.leases(storageIndex, server))
          .onFailure(Quietly::ignore);
    }
    return new UploadResult(file.cap(), names, found);
  }

  /**
   * Takes back everything that has been begun. Nobody waits long for a server that dawdles even
   * with this; it drops what is idle by itself.
   */
  private Future<UploadResult> giveUp(Throwable failure) {
    sinks.forEach(this::takeBack);
    return Future.join(aborting)
        .timeout(patience.dawdleMillis(), TimeUnit.MILLISECONDS)
        .transform(done -> Future.failedFuture(failure));
  }

  private void takeBack(int share, ShareSink sink) {
    sink.abandon();
    if (!assignment.isNew(share)) return;
    StorageServer server = assignment.servers().get(share);
    Secret upload = secrets.upload(storageIndex, server);
    aborting.add(server.client().abort(storageIndex, share, upload).onFailure(Quietly::ignore));
  }

  /** The memory that a segment takes: its plaintext and its blocks. */
  private long cost(long index) {
    long block = encoder.segmentation().blockLength(index);
    return encoder.segmentation().segmentLength(index) + block * encoder.total();
  }
}
