package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.cli.link.TreeRestore;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.SqliteLibrary;
import org.truckee.vdrive.VdriveBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      description = {
        "Restores from FILE the directories and entries that are missing or older in a vdrive"
            + " server. The server may run meanwhile.",
        "With --as-of and --path, and without FILE, a gateway brings back a tree that was removed or"
            + " changed, from the trash of its drive; -C is then the gateway's directory."
      })
  static final class Restore extends GatewayCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "A backup made by truckee vdrive backup.")
    Path file;

    @Option(
        names = "--as-of",
        paramLabel = "TIME",
        description = "The time to go back to: a date, or a time such as 2026-01-31T12:00:00Z.")
    String asOf;

    @Option(
        names = "--path",
        paramLabel = "PATH",
        description = "The tree: private:PATH or ALIAS:PATH.")
    String path;

    @Option(names = "--replace", description = "Replace what leads to something else now.")
    boolean replace;

    Restore(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      boolean tree = asOf != null && path != null;
      if (tree == (file != null) || (asOf == null) != (path == null))
        throw CommandFailure.usage("either FILE must be given, or both --as-of and --path");
      session.out().println(tree ? tree() : told(VdriveBackup.restore(database(node), file)));
      return ExitCodes.OK;
    }

    private String tree() throws IOException {
      return new TreeRestore(place(path), asOf, replace).by(api());
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
