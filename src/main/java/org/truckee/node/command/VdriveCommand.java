package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.SqliteLibrary;
import org.truckee.vdrive.VdriveBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes care of a vdrive server's directories, whether it runs or not. */
@Command(
    name = "vdrive",
    description = "Backs up and restores the directories of a vdrive server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {VdriveCommand.Backup.class, VdriveCommand.Restore.class})
public final class VdriveCommand {
  /** Copies. */
  @Command(
      name = "backup",
      description =
          "Copies all directories of a vdrive server to FILE. The server may run meanwhile.")
  static final class Backup implements Callable<Integer> {
    @Mixin NodeOptions options;

    @Parameters(paramLabel = "FILE", description = "The backup to write; must not exist yet.")
    Path file;

    @Override
    public Integer call() throws IOException {
      VdriveBackup.backup(database(options), file);
      System.out.println("Copied all directories to " + file + ".");
      return ExitCodes.OK;
    }
  }

  /** Brings back. */
  @Command(
      name = "restore",
      description =
          "Restores from FILE the directories and entries that are missing or older in a vdrive"
              + " server. The server may run meanwhile.")
  static final class Restore implements Callable<Integer> {
    @Mixin NodeOptions options;

    @Parameters(paramLabel = "FILE", description = "A backup made by truckee vdrive backup.")
    Path file;

    @Override
    public Integer call() throws IOException {
      System.out.println(told(VdriveBackup.restore(database(options), file)));
      return ExitCodes.OK;
    }

    static String told(VdriveBackup.Restored restored) {
      String newer =
          restored.newer() == 0
              ? ""
              : " (" + restored.newer() + " are newer in the server, deletions included)";
      return "Restored "
          + counted(restored.directories(), "directory", "directories")
          + " and "
          + counted(restored.entries(), "entry", "entries")
          + newer
          + ".";
    }

    private static String counted(long number, String one, String many) {
      return number + " " + (number == 1 ? one : many);
    }
  }

  private static Path database(NodeOptions options) throws IOException {
    Path database = new NodeDirectory(options.directory(), new SecureRandom()).vdrive();
    SqliteLibrary.load(database.toAbsolutePath().getParent());
    return database;
  }
}
