package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.platform.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what caretakers report. */
@Command(
    name = "reports",
    description = {
      "Shows the last report about what was entrusted, checks its signature, and says when it is"
          + " overdue.",
      "A signature proves who says it, and not that it is true: run \"truckee deep-check\" yourself"
          + " now and then. The first report tells the caretaker's key, unless \"entrust"
          + " --caretaker\" did.",
      "The exit code is 1 if a report is overdue, not the caretaker's, or tells of loss."
    })
final class EntrustReportsCommand extends GatewayCommand {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "One entrustment; else all.")
  String name;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A report that the caretaker sent in another way.")
  Path file;

  EntrustReportsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GivenEntrustments given = new GivenEntrustments(node.directory());
    if (file != null && name == null) throw CommandFailure.usage("--from needs a NAME");
    List<GivenEntrustment> asked = name == null ? given.all() : List.of(find(given));
    if (asked.isEmpty()) session.out().println("nothing is entrusted");
    boolean good = true;
    for (GivenEntrustment each : asked) {
      ReportVerdict verdict = verdict(each);
      verdict.lines().forEach(line -> session.out().println(Quoting.plain(line)));
      if (!verdict.seen().equals(each.seen()))
        given.change(each.name(), now -> now.map(known -> after(known, each, verdict)));
      good &= verdict.good();
    }
    return good ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /**
   * A note that is another one meanwhile learns nothing from a report about the one {@code told}.
   */
  private static GivenEntrustment after(
      GivenEntrustment known, GivenEntrustment told, ReportVerdict verdict) {
    return known.signature().equals(told.signature()) ? known.having(verdict.seen()) : known;
  }

  private GivenEntrustment find(GivenEntrustments given) {
    return given
        .find(name)
        .orElseThrow(() -> CommandFailure.notFound("nothing is entrusted as \"" + name + "\""));
  }

  private ReportVerdict verdict(GivenEntrustment given) throws IOException {
    try {
      String text = file == null ? received(given) : TextFiles.read(file);
      return ReportVerdict.of(given, text, session.clock().instant());
    } catch (CommandFailure failure) {
      if (failure.exitCode() == ExitCodes.UNREACHABLE) throw failure;
      return ReportVerdict.bad(
          given, "the file for its reports can't be read: " + FailureText.sentence(failure));
    }
  }

  private String received(GivenEntrustment given) throws IOException {
    return api().get(GridPath.ofCap(given.reports().toReadCap().toUri(), "").url()).text();
  }
}
