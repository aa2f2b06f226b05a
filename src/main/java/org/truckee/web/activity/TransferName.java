package org.truckee.web.activity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.client.timeline.Timeline;

/** The name of a transfer in addresses: {@code up-12}, as Tahoe calls it; or its number alone. */
final class TransferName {
  private static final Pattern NAME =
      Pattern.compile("(?:(up|down|repair|publish|retrieve|mapupdate|audit)-)?([0-9]{1,18})");

  private TransferName() {}

  static String of(Timeline timeline) {
    return kind(timeline) + "-" + timeline.id();
  }

  private static String kind(Timeline timeline) {
    return switch (timeline.kind()) {
      case UPLOAD -> "up";
      case DOWNLOAD -> "down";
      case REPAIR -> "repair";
      case PUBLISH -> "publish";
      case RETRIEVE -> "retrieve";
      case SURVEY_TO_READ, SURVEY_TO_WRITE, SURVEY_OF_ALL -> "mapupdate";
      case AUDIT -> "audit";
    };
  }

  /** The number in {@code name}; negative if there is none. */
  static long number(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() ? Long.parseLong(parts.group(2)) : -1;
  }

  /** Returns whether {@code name} names {@code timeline}. */
  static boolean names(String name, Timeline timeline) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() && (parts.group(1) == null || parts.group(1).equals(kind(timeline)));
  }

  /** Tahoe's heading for {@code timeline}, by which its programs know the page. */
  static String heading(Timeline timeline) {
    return switch (timeline.kind()) {
      case UPLOAD -> "File Upload Status";
      case DOWNLOAD -> "File Download Status";
      case REPAIR -> "File Repair Status";
      case PUBLISH -> "Mutable File Publish Status";
      case RETRIEVE -> "Mutable File Retrieve Status";
      case SURVEY_TO_READ, SURVEY_TO_WRITE, SURVEY_OF_ALL -> "Mutable File Servermap Update Status";
      case AUDIT -> "File Audit Status";
    };
  }
}
