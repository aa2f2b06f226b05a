package org.truckee.cli.check;

import java.io.IOException;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the shares of one file or directory. */
@Command(
    name = "check",
    description = {
      "Counts the shares of a file or directory, and with --verify checks every byte of them.",
      "With --repair, those that are missing or damaged are made anew from the others.",
      "The exit code is 0 if it is healthy (with --repair: is healthy in the end), and 1 if not."
    })
public final class CheckCommand extends GatewayCommand {
  @Parameters(arity = "0..*", paramLabel = "PATH", description = PLACE)
  List<String> paths = List.of("");

  @Mixin CheckFlags options;

  @Option(
      names = {"-v", "--verbose"},
      description = "Also name the servers that hold good shares.")
  boolean verbose;

  CheckCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    boolean good = true;
    for (String path : paths) good &= check(path);
    return good ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /** Returns whether the thing at {@code path} is healthy, which Tahoe does not tell. */
  private boolean check(String path) throws IOException {
    Query query = options.addTo(Query.of("check").with("output", "JSON"));
    String text = answer(api().post(place(path).url() + query, ""));
    if (options.raw) session.out().println(text.stripTrailing());
    if (options.raw && session.asTahoe()) return true;
    CheckedThing thing = new CheckedThing(GatewayReply.json(text));
    if (!options.raw)
      thing.lines(verbose).forEach(line -> session.out().println(Quoting.plain(line)));
    return session.asTahoe() || thing.isGood();
  }

  /** The text of {@code reply}. A file that is too far gone for a repair is there, if unhealthy. */
  private static String answer(GatewayReply reply) throws IOException {
    if (reply.status() == 410)
      throw new CommandFailure(ExitCodes.FAILED, FailureText.sentence(reply.failure()));
    return reply.text();
  }
}
