package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.client.flow.SegmentReader;
import org.truckee.client.flow.SegmentRun;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareRepair;

/** Shares that nobody has any more, made by {@code repair} from {@code ciphertext}. */
public record RemadeShares(SegmentReader ciphertext, ShareRepair repair) implements ShareMaking {
  /** Checks that both are there. */
  public RemadeShares {
    Objects.requireNonNull(ciphertext, "ciphertext");
    Objects.requireNonNull(repair, "repair");
  }

  @Override
  public Segmentation segmentation() {
    return repair.segmentation();
  }

  @Override
  public int total() {
    return repair.total();
  }

  /** What is read, its ciphertext in one piece and cut, and its blocks. */
  @Override
  public long cost(SegmentRun run) {
    Segmentation cut = segmentation();
    return 3L * run.length(cut) + (long) run.blockBytes(cut) * repair.made();
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return ciphertext.read(run);
  }

  @Override
  public List<EncodedSegment> make(SegmentRun run, byte[] read) {
    int size = segmentation().segmentSize();
    List<EncodedSegment> segments = new ArrayList<>(run.count());
    for (int i = 0; i < run.count(); i++) segments.add(repair.encode(read, i * size));
    return segments;
  }

  @Override
  public Map<Integer, Bytes> finish() {
    return repair.finish();
  }
}
