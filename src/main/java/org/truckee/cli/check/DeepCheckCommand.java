package org.truckee.cli.check;

import java.io.IOException;
import java.util.List;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks everything that can be reached from a directory. */
@Command(
    name = "deep-check",
    description = {
      "Checks everything below a directory, and with --repair makes anew what is missing.",
      "The exit code is 0 if all of it is healthy (with --repair: is healthy in the end), 1 if"
          + " something is not, and 5 if something could not be looked at."
    })
public final class DeepCheckCommand extends GatewayCommand {
  @Parameters(arity = "0..*", paramLabel = "PATH", description = PLACE)
  List<String> paths = List.of("");

  @Mixin CheckFlags options;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print a line for each object.")
  boolean verbose;

  DeepCheckCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    int result = ExitCodes.OK;
    for (String path : paths) {
      Query query = options.addTo(Query.of("stream-deep-check"));
      StreamedChecks.Look look = new StreamedChecks.Look(options.raw, verbose);
      int code =
          new StreamedChecks(session, options.isRepairing(), look)
              .tell(api().post(place(path).url() + query, ""));
      if (code == ExitCodes.INCOMPLETE || result == ExitCodes.OK) result = code;
    }
    return result;
  }
}
