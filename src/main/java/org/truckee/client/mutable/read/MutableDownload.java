package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.bytes.Secret;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.flow.NotedReader;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;
import org.truckee.mutable.SignedPrefix;

/** The reading of one version of a mutable file, which is not empty. Event loop only. */
public final class MutableDownload {
  private final ClientContext context;
  private final StorageIndex storageIndex;
  private final SignedPrefix version;
  private final MutableDecoder decoder;
  private final ReadableShares shares;

  /** A download of {@code version} from its shares among {@code found}. */
  MutableDownload(
      ClientContext context,
      StorageIndex storageIndex,
      Secret readKey,
      SignedPrefix version,
      List<FoundShare> found) {
    this.context = context;
    this.storageIndex = storageIndex;
    this.version = version;
    this.decoder = new MutableDecoder(readKey, version);
    this.shares =
        new ReadableShares(
            storageIndex,
            version,
            found.stream().map(share -> new ReadableShare(context, storageIndex, share)).toList());
  }

  /** A reader of its segments before {@code end}. */
  public SegmentReader upTo(long end) {
    Timeline timeline =
        context.timelines().begin(Timeline.Kind.RETRIEVE, storageIndex, version.size());
    return new NotedReader(new Reading(new NotedCalls(timeline)), timeline).upTo(end);
  }

  /** One reading of it, whose calls are noted. */
  private final class Reading implements SegmentReader {
    private final NotedCalls calls;

    Reading(NotedCalls calls) {
      this.calls = calls;
    }

    @Override
    public Segmentation segmentation() {
      return version.segmentation();
    }

    @Override
    public Future<byte[]> read(SegmentRun run) {
      return new MutableRunFetch(context, shares, decoder, calls, run).start();
    }
  }
}
