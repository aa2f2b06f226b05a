package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truckee.cli.link.RestoreTally;
import org.truckee.cli.link.TreeRestore;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.node.restore.CopiedTree;
import org.truckee.platform.SqliteLibrary;
import org.truckee.vdrive.VdriveBackup;
import org.truckee.vdrive.VdriveCopy;
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
          "Copies all directories of a vdrive server to FILE. The server may run meanwhile. Those in"
              + " a PostgreSQL database are copied by pg_dump instead.")
  static final class Backup implements Callable<Integer> {
    @Mixin NodeOptions options;

    @Parameters(paramLabel = "FILE", description = "The backup to write; must not exist yet.")
    Path file;

    @Override
    public Integer call() throws IOException {
      VdriveTables.of(options).backup(file);
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
        "With FILE and --path, a gateway brings one tree back that was removed or changed since the"
            + " backup was made: -C is the gateway's directory. All of it is looked at before"
            + " anything is changed, and what was made since stays.",
        "With --as-of and --path, and without FILE, the tree comes from the trash of its drive."
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
        description = "The tree: private:PATH, ALIAS:PATH or a path in the shared drive.")
    String path;

    @Option(names = "--replace", description = "Replace what leads to something else now.")
    boolean replace;

    Restore(Session session) {
      super(session);
    }

    @Override
    public Integer call() throws IOException {
      if (file != null && asOf != null)
        throw CommandFailure.usage(
            "FILE holds the time of its backup alone: leave out --as-of, or leave out FILE for the"
                + " tree that the trash of its drive has of that time");
      if (file == null && (asOf == null || path == null))
        throw CommandFailure.usage("either FILE must be given, or both --as-of and --path");
      if (replace && path == null)
        throw CommandFailure.usage("--replace is for one tree: --path must be given");
      if (file != null && path != null) return fromCopy();
      session.out().println(file == null ? fromTrash() : whole());
      return ExitCodes.OK;
    }

    private String fromTrash() throws IOException {
      return new TreeRestore(place(path), asOf, replace).by(api());
    }

    private int fromCopy() throws IOException {
      SqliteLibrary.load(node.directory());
      try (VdriveCopy copy = VdriveCopy.open(file)) {
        CopiedTree tree = CopiedTree.compare(copy, api(), place(path), replace);
        bringBack(tree);
        session.out().println(tree.told());
        return tree.exitCode();
      }
    }

    private void bringBack(CopiedTree tree) throws IOException {
      try {
        tree.bringBack();
      } catch (IOException | CommandFailure failure) {
        session.err().println(tree.halfway());
        throw failure;
      }
    }

    private String whole() throws IOException {
      return told(VdriveTables.of(node).restore(file));
    }

    private static String told(VdriveBackup.Restored restored) {
      String newer =
          restored.newer() == 0
              ? ""
              : " (" + restored.newer() + " are newer in the server, deletions included)";
      return "Restored "
          + RestoreTally.counted(restored.directories(), "directory", "directories")
          + " and "
          + RestoreTally.counted(restored.entries(), "entry", "entries")
          + newer
          + ".";
    }
  }
}
