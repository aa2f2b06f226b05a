package org.truckee.web.activity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;

/** {@code event_json}: the events of a download, as Tahoe's own page asks for them. */
final class EventsJson {
  private static final double NANOS = 1e9;

  private EventsJson() {}

  static JsonObject of(Timeline timeline) {
    double start = timeline.start().toEpochMilli() / 1000.0;
    JsonArray blocks = new JsonArray();
    for (Step step : timeline.steps()) blocks.add(block(step, start));
    return new JsonObject()
        .put("misc", new JsonArray())
        .put("read", new JsonArray().add(read(timeline, start)))
        .put("segment", new JsonArray())
        .put("dyhb", new JsonArray())
        .put("block", blocks);
  }

  private static JsonObject read(Timeline timeline, double start) {
    boolean ended = timeline.took().isPresent() && timeline.failure().isEmpty();
    long segments = Math.max(1, timeline.segments());
    long returned = ended ? timeline.size() : timeline.size() * timeline.segmentsDone() / segments;
    return new JsonObject()
        .put("start", 0)
        .put("length", timeline.size())
        .put("bytes_returned", returned)
        .put("start_time", start)
        .put(
            "finish_time", timeline.took().map(took -> start + took.toNanos() / NANOS).orElse(null))
        .put("decrypt_time", 0)
        .put("paused_time", 0);
  }

  private static JsonObject block(Step step, double start) {
    return new JsonObject()
        .put("server", step.server())
        .put("start_time", start + step.began() / NANOS)
        .put("finish_time", start + (step.began() + step.took()) / NANOS);
  }
}
