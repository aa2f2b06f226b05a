package org.truckee.web.activity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.truckee.client.timeline.Timeline;
import org.truckee.web.http.SafeHeaders;

/**
 * {@code /status?t=json}: the transfers that go on and those that are done, in Tahoe's words as far
 * as it has any.
 */
final class ActivityJson {
  private ActivityJson() {}

  /** Sends {@code timelines}, with their storage {@code indexes} or without. */
  static void send(RoutingContext ctx, List<Timeline> timelines, boolean indexes) {
    JsonArray active = new JsonArray();
    JsonArray recent = new JsonArray();
    for (Timeline timeline : timelines)
      (isActive(timeline) ? active : recent).add(json(timeline, indexes));
    SafeHeaders.data(ctx.response())
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("active", active).put("recent", recent).encodePrettily() + "\n");
  }

  private static boolean isActive(Timeline timeline) {
    return timeline.took().isEmpty() && !timeline.leftOff();
  }

  private static JsonObject json(Timeline timeline, boolean indexes) {
    JsonObject json =
        new JsonObject()
            .put("type", type(timeline))
            .put("number", timeline.id())
            .put("storage-index-string", indexes ? timeline.storageIndex().toString() : "")
            .put("total-size", timeline.kind().isSurvey() ? "-NA-" : timeline.size())
            .put("status", TransferWords.state(timeline))
            .put("shares-stored", timeline.sharesDone())
            .put("shares", timeline.shares())
            .put("started", timeline.start().toEpochMilli() / 1000.0)
            .put("seconds", timeline.age().toMillis() / 1000.0);
    if (!timeline.label().isEmpty()) json.put("upload-id", timeline.label());
    putProgress(json, timeline);
    return json;
  }

  /** Keys are made before an upload begins, and ciphertext in the same step as its shares. */
  private static void putProgress(JsonObject json, Timeline timeline) {
    long segments = timeline.segments();
    double part = segments == 0 ? 0 : (double) timeline.segmentsDone() / segments;
    switch (timeline.kind()) {
      case UPLOAD ->
          json.put("progress-hash", 1.0)
              .put("progress-ciphertext", part)
              .put("progress-encode-push", part);
      case DOWNLOAD, REPAIR, PUBLISH, RETRIEVE -> json.put("progress", part);
      case SURVEY_TO_READ -> json.put("mode", "MODE_READ");
      case SURVEY_TO_WRITE -> json.put("mode", "MODE_WRITE");
      case SURVEY_OF_ALL -> json.put("mode", "MODE_CHECK");
      case AUDIT -> json.put("mode", "MODE_SAMPLES");
    }
  }

  private static String type(Timeline timeline) {
    return switch (timeline.kind()) {
      case UPLOAD -> "upload";
      case DOWNLOAD -> "download";
      case REPAIR -> "repair";
      case PUBLISH -> "publish";
      case RETRIEVE -> "retrieve";
      case SURVEY_TO_READ, SURVEY_TO_WRITE, SURVEY_OF_ALL -> "mapupdate";
      case AUDIT -> "audit";
    };
  }
}
