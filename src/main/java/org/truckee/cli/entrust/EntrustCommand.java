package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.tree.TreeStream;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a caretaker needs to keep everything below a directory alive. */
@Command(
    name = "entrust",
    description = {
      "Writes a file with which somebody else can renew, check and repair everything below a"
          + " directory (truckee caretake), without being able to read it.",
      "What that person could do wrong: see how many files there are, how large, and when they"
          + " change; keep them alive after you removed them; and, with the power to repair, spoil"
          + " the shares of files that can change, so that these are lost. Nobody can read or forge"
          + " anything with it. What was given can't be taken back: the last day is a request that"
          + " an honest gateway follows.",
      "Files that are added later are not in it: write a new one now and then."
    })
public final class EntrustCommand extends GatewayCommand {
  @Parameters(paramLabel = "PATH", description = PLACE)
  String path;

  @Parameters(paramLabel = "FILE", description = "The file to write, for the caretaker.")
  Path file;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The last day, as 2036-12-31; without it, in ten years.")
  LocalDate until;

  @Option(
      names = "--without-repair",
      description = "Give no power to repair: only to renew and to check.")
  boolean withoutRepair;

  EntrustCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Entrustment.Policy policy = new Entrustment.Policy(lastDay(), !withoutRepair);
    EntrustedTree tree = new EntrustedTree(policy.repair());
    boolean whole =
        new TreeStream(session, false)
            .read(api().post(place(path).url() + Query.of("stream-manifest"), ""), tree::add);
    if (tree.things().isEmpty())
      throw CommandFailure.failed("there is nothing with shares below: nothing was written");
    OwnerFiles.replace(
        file, EntrustmentText.of(EntrustKey.of(session.nodeDirectory()), policy, tree.things()));
    session.out().println(sentence(tree, policy));
    return whole ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }

  private LocalDate lastDay() {
    LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
    LocalDate last = until == null ? today.plusYears(10) : until;
    if (last.isBefore(today)) throw CommandFailure.usage("--until " + last + " is over");
    return last;
  }

  private static String sentence(EntrustedTree tree, Entrustment.Policy policy) {
    return "%d files and directories are entrusted until %s; %d of them can't be repaired by that, and %d were left out, which have no shares"
        .formatted(tree.things().size(), policy.until(), tree.unrepairable(), tree.leftOut());
  }
}
