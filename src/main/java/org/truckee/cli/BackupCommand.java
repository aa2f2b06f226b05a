package org.truckee.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.truckee.cli.backup.BackupJob;
import org.truckee.cli.backup.Exclusions;
import org.truckee.cli.backup.Tally;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backs up a directory of this machine. */
@Command(
    name = "backup",
    description = {
      "Backs up a directory: makes a snapshot of it in TO/Archives, under the time, and links the"
          + " newest one as TO/Latest.",
      "Files that did not change since the last backup are not read again; the node's"
          + " private/backupdb.sqlite remembers them. Their shares are looked for, and files that the"
          + " grid has lost are stored again. Files that can't be read are named and left out.",
      "cp -r TO/Latest DIR restores a backup."
    })
final class BackupCommand extends GatewayCommand {
  @Parameters(index = "0", paramLabel = "FROM", description = "The directory.")
  Path from;

  @Parameters(index = "1", paramLabel = "TO", description = PLACE)
  String to;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print a line for each file and directory.")
  boolean verbose;

  @Option(
      names = "--ignore-timestamps",
      description = "Store files again even if their times say that they did not change.")
  boolean ignoreTimes;

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description =
          "Leave out files and directories with such a name, for example *.o; can be repeated.")
  List<String> patterns = List.of();

  @Option(
      names = {"--exclude-from-utf-8", "--exclude-from"},
      paramLabel = "FILE",
      description = "Leave out names that match a line of this file; can be repeated.")
  List<Path> patternFiles = List.of();

  @Option(names = "--exclude-vcs", description = "Leave out the files of version control systems.")
  boolean excludeVersionControl;

  BackupCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Instant start = Instant.now(session.clock());
    Path database = node.directory().resolve("private").resolve("backupdb.sqlite");
    BackupJob job = new BackupJob(session, api(), database, exclusions(), !ignoreTimes, verbose);
    Tally tally = job.run(from, place(to));
    if (!session.quiet()) print(tally, Duration.between(start, Instant.now(session.clock())));
    return tally.isIncomplete() ? ExitCodes.INCOMPLETE : ExitCodes.OK;
  }

  private Exclusions exclusions() throws IOException {
    Exclusions exclusions = new Exclusions();
    patterns.forEach(exclusions::add);
    for (Path file : patternFiles) exclusions.addLines(file);
    if (excludeVersionControl) exclusions.addVersionControl();
    return exclusions;
  }

  private void print(Tally tally, Duration time) {
    session.out().println(tally.summary());
    if (verbose) session.out().println(tally.checks());
    session.out().println(Tally.elapsed(time));
  }
}
