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
import org.truckee.erasure.Segmentation;
import org.truckee.mutable.MutableDecoder;

/** The reading of one version of a mutable file, which is not empty. Event loop only. */
public final class MutableDownload {
  private final ClientContext context;
  private final ReadableShares shares;
  private final MutableDecoder decoder;

  /** A download of the version of {@code shares}. */
  MutableDownload(ClientContext context, Secret readKey, ReadableShares shares) {
    this.context = context;
    this.shares = shares;
    this.decoder = new MutableDecoder(readKey, shares.version());
  }

  /** A reader of its segments before {@code end}. */
  public SegmentReader upTo(long end) {
    Timeline timeline =
        context
            .timelines()
            .begin(Timeline.Kind.RETRIEVE, shares.storageIndex(), shares.version().size());
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
      return shares.version().segmentation();
    }

    @Override
    public Future<byte[]> read(SegmentRun run) {
      return new MutableRunFetch(context, shares, calls, run)
          .start()
          .compose(blocks -> context.codec().run(() -> decode(run, blocks)));
    }

    private byte[] decode(SegmentRun run, List<List<MutableDecoder.Block>> blocks) {
      Segmentation cut = segmentation();
      byte[] all = new byte[run.length(cut)];
      for (int i = 0; i < run.count(); i++) {
        byte[] segment = decoder.decode(run.first() + i, blocks.get(i));
        System.arraycopy(segment, 0, all, i * cut.segmentSize(), segment.length);
      }
      return all;
    }
  }
}
