package org.truckee.client.flow;

import io.vertx.core.Future;
import org.truckee.client.timeline.Timeline;
import org.truckee.erasure.Segmentation;

/** A reader whose progress, failure and end are noted on a timeline. */
public record NotedReader(SegmentReader reader, Timeline timeline) implements SegmentReader {
  @Override
  public Segmentation segmentation() {
    return reader.segmentation();
  }

  /** Notes that all segments before {@code end} will be read. */
  public NotedReader upTo(long end) {
    timeline.cut(end, segmentation().needed());
    return this;
  }

  @Override
  public Future<byte[]> read(SegmentRun run) {
    return reader
        .read(run)
        .onSuccess(bytes -> timeline.read(run.end(), bytes.length))
        .onFailure(timeline::finish);
  }
}
