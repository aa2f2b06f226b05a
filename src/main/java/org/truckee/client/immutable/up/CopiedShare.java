package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.truckee.bytes.Bytes;
import org.truckee.client.flow.SegmentRun;
import org.truckee.client.immutable.down.VerifiedShare;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.EncodedSegment;
import org.truckee.immutable.ShareCopy;

/** A share that one server has, copied to another one while each of its blocks is checked. */
public record CopiedShare(VerifiedShare source, ShareCopy copy) implements ShareMaking {
  /** Checks that both are there. */
  public CopiedShare {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(copy, "copy");
  }

  /** A copy of {@code source}. */
  public static CopiedShare of(VerifiedShare source) {
    return new CopiedShare(source, new ShareCopy(source.checked()));
  }

  @Override
  public Segmentation segmentation() {
    return source.segmentation();
  }

  @Override
  public int total() {
    return source.checked().ueb().total();
  }

  /** What is read, and the same cut into blocks. */
  @Override
  public long cost(SegmentRun run) {
    return 2L * run.blockBytes(segmentation());
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return source.read(run);
  }

  @Override
  public List<EncodedSegment> make(SegmentRun run, byte[] read) {
    return run.segments()
        .mapToObj(index -> copy.segment(index, read, run.blockStart(segmentation(), index)))
        .toList();
  }

  @Override
  public Map<Integer, Bytes> finish() {
    return Map.of(source.checked().shareNumber(), copy.tail());
  }
}
