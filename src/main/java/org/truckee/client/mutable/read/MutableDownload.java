package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.SignedPrefix;
import org.truckee.worker.Codec;

/**
 * One version of a mutable file, which is not empty, as it is read from its shares. A share that
 * fails, lies or dawdles is replaced by another one. Event loop only.
 */
public final class MutableDownload {
  private static final Logger LOG = LoggerFactory.getLogger(MutableDownload.class);
  private static final long DAWDLING_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final Vertx vertx;
  private final Codec codec;
  private final Timelines timelines;
  private final StorageIndex storageIndex;
  private final SignedPrefix version;
  private final MutableDecoder decoder;
  private final Set<ReadableShare> shares = new LinkedHashSet<>();
  private final List<String> losses = new ArrayList<>();
  private boolean replaced;

  MutableDownload(
      Vertx vertx,
      Codec codec,
      Timelines timelines,
      StorageIndex storageIndex,
      Secret readKey,
      SignedPrefix version,
      List<FoundShare> found) {
    this.vertx = vertx;
    this.codec = codec;
    this.timelines = timelines;
    this.storageIndex = storageIndex;
    this.version = version;
    this.decoder = new MutableDecoder(readKey, version);
    for (FoundShare share : found) shares.add(new ReadableShare(codec, storageIndex, share));
  }

  /** What reads it once, as far as before segment {@code end}. */
  public SegmentReader upTo(long end) {
    Timeline timeline = timelines.begin(Timeline.Kind.RETRIEVE, storageIndex, version.size());
    timeline.cut(end, version.needed());
    return new Pass(timeline);
  }

  /** One reading of it. */
  private final class Pass implements SegmentReader {
    private final Timeline timeline;

    Pass(Timeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public Segmentation segmentation() {
      return version.segmentation();
    }

    @Override
    public Future<byte[]> read(SegmentRun run) {
      Fetch fetch = new Fetch(run, timeline);
      fetch.start();
      return fetch
          .plaintext
          .future()
          .onSuccess(bytes -> timeline.read(run.end(), bytes.length))
          .onFailure(timeline::finish);
    }
  }

  private void lose(ReadableShare share, Throwable failure) {
    if (!shares.remove(share)) return;
    replaced |= GridException.is(failure, GridException.Kind.CONFLICT);
    losses.add(
        "share %d on %s: %s"
            .formatted(share.number(), share.server().name(), failure.getMessage()));
    LOG.warn("{} of {} is of no use", losses.get(losses.size() - 1), storageIndex);
  }

  private GridException hopeless() {
    String why = losses.isEmpty() ? "" : ": " + String.join("; ", losses);
    if (replaced) {
      return new GridException(
          GridException.Kind.CONFLICT, "the file was changed while it was read; read it again");
    }
    return new GridException(
        GridException.Kind.UNRECOVERABLE,
        "version %d of the file: %d good shares are left, %d are needed"
                .formatted(version.sequence(), shares.size(), version.needed())
            + why);
  }

  /** One run of segments on its way. */
  private final class Fetch {
    private final SegmentRun run;
    private final Timeline timeline;
    private final Promise<byte[]> plaintext = Promise.promise();
    private final Set<ReadableShare> asked = new HashSet<>();
    private final Map<Integer, List<MutableDecoder.Block>> answers = new TreeMap<>();
    private int outstanding;

    Fetch(SegmentRun run, Timeline timeline) {
      this.run = run;
      this.timeline = timeline;
    }

    void start() {
      for (int i = 0; i < version.needed(); i++) askAnother();
      long timer = vertx.setTimer(DAWDLING_MILLIS, late -> replaceDawdlers());
      plaintext.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void askAnother() {
      Optional<ReadableShare> next =
          shares.stream()
              .filter(this::isWanted)
              .min(Comparator.comparing(share -> share.server().suspected()));
      if (next.isPresent()) ask(next.get());
      else if (answers.size() + outstanding < version.needed()) plaintext.tryFail(hopeless());
    }

    /** Not yet asked, and no other copy of one that has answered or was asked. */
    private boolean isWanted(ReadableShare share) {
      return !answers.containsKey(share.number())
          && asked.stream().noneMatch(a -> shares.contains(a) && a.number() == share.number());
    }

    private void ask(ReadableShare share) {
      asked.add(share);
      outstanding++;
      timeline
          .watch(
              Step.Work.READ,
              share.server().name(),
              share.number(),
              run.first(),
              Future.succeededFuture().compose(asking -> share.blocks(run)))
          .onComplete(
              blocks -> {
                outstanding--;
                if (blocks.failed()) lose(share, blocks.cause());
                else answers.put(share.number(), blocks.result());
                goOn();
              });
    }

    private void goOn() {
      if (plaintext.future().isComplete()) return;
      if (answers.size() == version.needed()) decode();
      else if (answers.size() + outstanding < version.needed()) askAnother();
    }

    /** Asks one more share for each that has not answered, and later ones first from now on. */
    private void replaceDawdlers() {
      List<ReadableShare> slow =
          asked.stream().filter(share -> !answers.containsKey(share.number())).toList();
      for (ReadableShare share : slow) {
        share.server().dawdled();
        if (shares.remove(share)) shares.add(share);
        askAnother();
      }
    }

    private void decode() {
      Map<Integer, List<MutableDecoder.Block>> enough = Map.copyOf(answers);
      codec.run(() -> decode(enough)).onComplete(plaintext);
    }

    private byte[] decode(Map<Integer, List<MutableDecoder.Block>> enough) {
      Segmentation cut = version.segmentation();
      byte[] all = new byte[run.length(cut)];
      for (int i = 0; i < run.count(); i++) {
        int place = i;
        List<MutableDecoder.Block> blocks =
            enough.values().stream().map(ofShare -> ofShare.get(place)).toList();
        byte[] segment = decoder.decode(run.first() + i, blocks);
        System.arraycopy(segment, 0, all, i * cut.segmentSize(), segment.length);
      }
      return all;
    }
  }
}
