package org.truckee.client.mutable.read;

import org.truckee.client.timeline.Timeline;

/** How many servers a survey asks, and how patient it is with slow ones. */
public enum SurveyReach {
  /** Until the newest version can be read. */
  READING(Timeline.Kind.SURVEY_TO_READ, 1, false),
  /** Until servers that come later in the order have nothing any more. */
  WRITING(Timeline.Kind.SURVEY_TO_WRITE, 10, false),
  /** The same, and every share that each of them has: something was overlooked before. */
  WRITING_AGAIN(Timeline.Kind.SURVEY_TO_WRITE, 10, true),
  /** All there are. */
  EVERYONE(Timeline.Kind.SURVEY_OF_ALL, 10, true),
  /** The same, and each is waited for, even if it is suspected. */
  EVERYONE_PATIENTLY(Timeline.Kind.SURVEY_OF_ALL, 30, true);

  private final Timeline.Kind kind;
  private final int patience;
  private final boolean thorough;

  SurveyReach(Timeline.Kind kind, int patience, boolean thorough) {
    this.kind = kind;
    this.patience = patience;
    this.thorough = thorough;
  }

  /** As what it is noted down. */
  Timeline.Kind kind() {
    return kind;
  }

  /** How many times the usual patience is had with slow servers. */
  int patience() {
    return patience;
  }

  /** Whether no share may be overlooked that a server has. */
  boolean isThorough() {
    return thorough;
  }

  /** Whether a new version is to be written on what is found. */
  boolean isForWriting() {
    return this == WRITING || this == WRITING_AGAIN;
  }

  /** Whether all servers are asked at once. */
  boolean isOfAll() {
    return this == EVERYONE || this == EVERYONE_PATIENTLY;
  }
}
