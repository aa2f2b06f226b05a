package org.truckee.cli.backup;

import java.time.Duration;

/** The work that a backup has done so far. Safe for several threads. */
public final class Tally {
  private int filesStored;
  private int filesReused;
  private int filesSkipped;
  private int directoriesMade;
  private int directoriesReused;
  private int directoriesSkipped;
  private int doubtful;
  private int checked;

  synchronized void file(boolean stored) {
    if (stored) filesStored++;
    else filesReused++;
  }

  synchronized void directory(boolean made) {
    if (made) directoriesMade++;
    else directoriesReused++;
  }

  synchronized void skippedFile() {
    filesSkipped++;
  }

  synchronized void skippedDirectory() {
    directoriesSkipped++;
  }

  /** Notes that a file, counted as stored, may have been stored in part. */
  synchronized void doubt() {
    doubtful++;
  }

  synchronized void check() {
    checked++;
  }

  /** Returns whether anything was left out or stored in part against the user's wish. */
  public synchronized boolean isIncomplete() {
    return filesSkipped + directoriesSkipped + doubtful > 0;
  }

  /**
   * The number of files and directories of {@code total} that are done after {@code time}, in a
   * line.
   */
  synchronized String progress(int total, Duration time) {
    return "Backing up %d/%d... %dh %dm %ds elapsed..."
        .formatted(done(), total, time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** The number of files and directories that are done. */
  synchronized int done() {
    return filesStored
        + filesReused
        + filesSkipped
        + directoriesMade
        + directoriesReused
        + directoriesSkipped;
  }

  /** The work done, in a line. */
  public synchronized String summary() {
    return " %d files uploaded (%d reused), %d files skipped,"
            .formatted(filesStored, filesReused, filesSkipped)
        + " %d directories created (%d reused), %d directories skipped"
            .formatted(directoriesMade, directoriesReused, directoriesSkipped);
  }

  /** The number of checks, in a line. */
  public synchronized String checks() {
    return " " + checked + " files and directories checked";
  }

  /** The time that it took, in a line. */
  public static String elapsed(Duration time) {
    return " backup done, elapsed time: %d:%02d:%02d"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
