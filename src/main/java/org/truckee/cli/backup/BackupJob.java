package org.truckee.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.truckee.FailureText;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Progress;
import org.truckee.cli.session.Session;
import org.truckee.platform.SqliteLibrary;

/**
 * One backup of {@code from} into the directory {@code to}: a snapshot under the time in {@code
 * Archives}, and a link to it called {@code Latest}.
 */
public record BackupJob(
    Session session,
    WebApi api,
    Path database,
    Exclusions exclusions,
    boolean trustTimes,
    boolean verbose) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  /** Makes the backup. */
  public Tally run(Path from, GridPath to) throws IOException {
    if (!Files.isDirectory(from)) throw CommandFailure.notFound("there is no directory " + from);
    GridPath archives = to.child("Archives");
    GatewayReply there = api.get(archives.url() + Query.of("json"));
    if (there.status() == 404) api.post(archives.url() + Query.of("mkdir"), "").done();
    else there.done();
    Files.createDirectories(database.toAbsolutePath().getParent());
    SqliteLibrary.load(database.toAbsolutePath().getParent());
    Progress progress = session.progress("backing up", -1);
    ExecutorService workers = Executors.newFixedThreadPool(WebApi.CONNECTIONS, BackupJob::thread);
    try (BackupDatabase known =
        BackupDatabase.open(database, session.clock(), new SecureRandom())) {
      Path root = from.toRealPath();
      Commentary commentary = new Commentary(session, progress, verbose, exclusions.count(root));
      BackupGateway grid = new BackupGateway(api, progress);
      Remembered remembered =
          new Remembered(grid, known, trustTimes, session.asTahoe(), commentary);
      link(
          new Backup(grid, remembered, exclusions, commentary, workers)
              .directory(root)
              .orElseThrow(() -> CommandFailure.failed("nothing was backed up of " + from)),
          to);
      return commentary.tally();
    } catch (SQLException e) {
      throw CommandFailure.failed("the backup database can't be used: " + FailureText.sentence(e));
    } finally {
      workers.shutdownNow();
      progress.finish();
    }
  }

  /** Links the snapshot under its time and as the newest one. */
  private void link(BackedUp snapshot, GridPath to) throws IOException {
    String name = NAME.format(Instant.now(session.clock()));
    link(to.child("Archives").child(name), snapshot.cap());
    link(to.child("Latest"), snapshot.cap());
  }

  private void link(GridPath place, String cap) throws IOException {
    api.put(place.url() + Query.of("uri"), cap).done();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "backup");
    thread.setDaemon(true);
    return thread;
  }
}
