package org.truckee.protocol.announcement;

/** The paths of an introducer. */
public final class IntroducerPaths {
  /**
   * The path of announcements: {@code PUT} publishes one, {@code GET} lists all as JSON lines, and
   * with {@code ?follow=true} goes on with those that come later. Empty lines say that the
   * introducer is still there.
   */
  public static final String ANNOUNCEMENTS = "/introducer/v1/announcements";

  private IntroducerPaths() {}
}
