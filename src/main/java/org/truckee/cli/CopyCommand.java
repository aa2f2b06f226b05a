package org.truckee.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.truckee.cli.copy.CopyOptions;
import org.truckee.cli.copy.CopyOutcome;
import org.truckee.cli.copy.CopyRun;
import org.truckee.cli.copy.Ends;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies files and directories. */
@Command(
    name = "cp",
    description = {
      "Copies files and directories from this machine to the grid, back, or within the grid.",
      "A name with an alias (ALIAS:PATH) or a capability is on the grid, and every other one on"
          + " this machine; the shared drive is shared:. Files that did not change since they were"
          + " copied are left alone. A directory is copied under its name; of one that is given by"
          + " its capability alone, the contents are."
    })
final class CopyCommand extends GatewayCommand {
  @Parameters(
      arity = "2..*",
      paramLabel = "FROM... TO",
      hideParamSyntax = true,
      description = "What is copied, and where to; more than one thing goes into a directory.")
  List<String> names;

  @Option(
      names = {"-r", "--recursive"},
      description = "Copy directories, with all that is in them.")
  boolean recursive;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say how much was copied.")
  boolean verbose;

  @Option(
      names = "--ignore-timestamps",
      description = "Copy files even if size and time of change say that they are there already.")
  boolean always;

  @Option(
      names = "--caps-only",
      description = "To this machine, write capabilities in place of contents.")
  boolean capsOnly;

  @Option(
      names = "--skip-links",
      description =
          "Leave symbolic links in directories of this machine out; else their targets"
              + " are copied.")
  boolean skipLinks;

  @Option(names = "--json", description = "Print what was done as JSON.")
  boolean json;

  CopyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    LeftOut leftOut = new LeftOut(session);
    CopyOptions options = new CopyOptions(recursive, always, capsOnly, skipLinks);
    CopyRun run = new CopyRun(session, api(), options, leftOut);
    int last = names.size() - 1;
    CopyOutcome outcome = new Ends(run, node.names()).copy(names.subList(0, last), names.get(last));
    if (json) session.out().println(toJson(outcome));
    else if (!session.quiet()) print(outcome);
    return leftOut.exitCode();
  }

  private void print(CopyOutcome outcome) {
    if (outcome.leftOut() > 0)
      session.err().println("Copied, but for what was left out: " + outcome.leftOut());
    else
      session
          .out()
          .println(outcome.directories() == 0 ? "Success: file copied" : "Success: files copied");
    if (verbose)
      session
          .err()
          .printf(
              "%d files copied, %d left alone, %d directories, %d bytes%n",
              outcome.copied(), outcome.skipped(), outcome.directories(), outcome.bytes());
  }

  private static ObjectNode toJson(CopyOutcome outcome) {
    return new ObjectMapper()
        .createObjectNode()
        .put("files_copied", outcome.copied())
        .put("files_unchanged", outcome.skipped())
        .put("directories", outcome.directories())
        .put("left_out", outcome.leftOut())
        .put("bytes", outcome.bytes());
  }
}
