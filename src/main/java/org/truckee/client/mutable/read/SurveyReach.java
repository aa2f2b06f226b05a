package org.truckee.client.mutable.read;

import org.truckee.client.timeline.Timeline;

/** The reach of a survey: the servers that it asks, and its patience with slow ones. */
public enum SurveyReach {
  /** Asks until the newest version can be read. */
  READING(Timeline.Kind.SURVEY_TO_READ, 1, false),
  /** Asks until servers later in the order have no shares any more. */
  WRITING(Timeline.Kind.SURVEY_TO_WRITE, 10, false),
  /** The same, for every share of each server: a share was overlooked before. */
  WRITING_AGAIN(Timeline.Kind.SURVEY_TO_WRITE, 10, true),
  /** Asks all servers. */
  EVERYONE(Timeline.Kind.SURVEY_OF_ALL, 10, true),
  /** The same, and waits for each, even if it is suspected. */
  EVERYONE_PATIENTLY(Timeline.Kind.SURVEY_OF_ALL, 30, true);

  private final Timeline.Kind kind;
  private final int patience;
  private final boolean thorough;

  SurveyReach(Timeline.Kind kind, int patience, boolean thorough) {
    this.kind = kind;
    this.patience = patience;
    this.thorough = thorough;
  }

  /** The kind of transfer on the timeline. */
  Timeline.Kind kind() {
    return kind;
  }

  /** The factor of patience with slow servers. */
  int patience() {
    return patience;
  }

  /** Returns whether no share may be overlooked that a server has. */
  boolean isThorough() {
    return thorough;
  }

  /** Returns whether a new version is to be written on what is found. */
  boolean isForWriting() {
    return this == WRITING || this == WRITING_AGAIN;
  }

  /** Returns whether all servers are asked at once. */
  boolean isOfAll() {
    return this == EVERYONE || this == EVERYONE_PATIENTLY;
  }
}
