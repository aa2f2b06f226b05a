package org.truckee.cli.backup;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.truckee.FailureText;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Session;

/** Counts what a backup does, and tells the user of it. Safe for several threads. */
final class Commentary {
  private final Session session;
  private final Progress progress;
  private final boolean verbose;
  private final int total;
  private final Instant start;
  private final Tally tally = new Tally();
  private boolean databaseFailed;

  /** The commentary on a backup of {@code total} files and directories, which begins now. */
  Commentary(Session session, Progress progress, boolean verbose, int total) {
    this.session = session;
    this.progress = progress;
    this.verbose = verbose;
    this.total = total;
    this.start = Instant.now(session.clock());
  }

  Tally tally() {
    return tally;
  }

  /** Tells the present step to users who want to know it so exactly. */
  void say(String what) {
    if (verbose) session.out().println(what);
  }

  void file(boolean stored) {
    tally.file(stored);
    tellHowFar();
  }

  void directory(boolean made) {
    tally.directory(made);
    tellHowFar();
  }

  /** Notes that a file or directory of the grid is looked at before it is used again. */
  void check() {
    tally.check();
  }

  void skipFile(String why) {
    session.err().println("WARNING: " + why);
    tally.skippedFile();
    tellHowFar();
  }

  void skipDirectory(String why) {
    session.err().println("WARNING: " + why);
    tally.skippedDirectory();
    tellHowFar();
  }

  /** Notes that a file is stored, but perhaps not the whole of it. */
  void doubt(String what) {
    session.err().println("WARNING: " + what);
    tally.doubt();
  }

  /** Tells once that the database can't be used. */
  synchronized void databaseFailed(SQLException failure) {
    if (!databaseFailed)
      session
          .err()
          .println(
              "WARNING: nothing can be noted for the next backup: "
                  + FailureText.sentence(failure));
    databaseFailed = true;
  }

  private void tellHowFar() {
    progress.note(tally.done() + " of " + total + " files and directories");
    if (verbose || session.asTahoe())
      session
          .out()
          .println(tally.progress(total, Duration.between(start, Instant.now(session.clock()))));
  }
}
