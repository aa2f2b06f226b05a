package org.truckee.web.activity;

import java.util.Optional;
import org.truckee.client.timeline.Timeline;
import org.truckee.web.page.Amount;

/** The words for a transfer: its kind, its state, its speed. */
final class TransferWords {
  private TransferWords() {}

  static String what(Timeline timeline) {
    return switch (timeline.kind()) {
      case UPLOAD -> "Upload";
      case DOWNLOAD -> "Download";
      case REPAIR -> "Repair";
      case PUBLISH -> "Update of a file";
      case RETRIEVE -> "Download of a changeable file";
      case SURVEY_TO_READ -> "Search for a changeable file";
      case SURVEY_TO_WRITE -> "Search before a change";
      case SURVEY_OF_ALL -> "Search on all servers";
      case AUDIT -> "Audit";
    };
  }

  /** The bytes that were moved in a second; empty unless all of a file's were. */
  static Optional<String> speed(Timeline timeline) {
    if (!timeline.kind().hasSegments()) return Optional.empty();
    if (timeline.size() <= 0 || timeline.took().isEmpty() || timeline.failure().isPresent())
      return Optional.empty();
    double seconds = Math.max(1e-3, timeline.age().toNanos() / 1e9);
    return Optional.of(Amount.bytes(timeline.size() / seconds) + "/s");
  }

  /** The state of a transfer, in a few words. */
  static String state(Timeline timeline) {
    if (timeline.failure().isPresent()) return "failed";
    if (timeline.took().isPresent()) return "done";
    if (timeline.leftOff()) return "download cancelled";
    if (!timeline.kind().hasSegments()) return "asking servers";
    boolean up = timeline.kind().isWriting();
    if (timeline.segments() == 0) return up ? "finding servers" : "finding shares";
    if (up && timeline.segmentsDone() >= timeline.segments() - 1)
      return "storing %d of %d shares".formatted(timeline.sharesDone(), timeline.shares());
    return (up ? "sending segment %d of %d" : "reading segment %d of %d")
        .formatted(Math.min(timeline.segmentsDone() + 1, timeline.segments()), timeline.segments());
  }

  static String level(Timeline timeline) {
    if (timeline.failure().isPresent()) return "bad";
    return timeline.took().isPresent() ? "good" : "warn";
  }
}
