package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.truckee.cli.check.StreamedChecks;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.platform.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cares once for what others entrusted. */
@Command(
    name = "once",
    description = {
      "Cares once for everything that a file of \"truckee entrust\" lists, by any gateway: renews"
          + " leases, audits by samples, checks, and repairs. Nothing is reported.",
      "The exit code is 0 if all is healthy in the end, 1 if something is not, and 5 if something"
          + " could not be looked at."
    })
final class CaretakeOnceCommand extends GatewayCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What \"truckee entrust\" wrote.")
  List<Path> files;

  @Option(names = "--verify", description = "Check every byte, not only samples.")
  boolean verify;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print a line for each object, by its storage index.")
  boolean verbose;

  @Option(
      names = {"--raw", "--json"},
      description = "Print what the gateway says as JSON.")
  boolean raw;

  CaretakeOnceCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    int result = ExitCodes.OK;
    for (Path file : files) {
      Query query =
          Query.of("care").with("audit", "true").with("add-lease", "true").withIf(verify, "verify");
      int code =
          new StreamedChecks(session, true, new StreamedChecks.Look(raw, verbose))
              .tell(api().post(CaretakeCommand.ADDRESS + query, TextFiles.read(file)));
      if (code == ExitCodes.INCOMPLETE || result == ExitCodes.OK) result = code;
    }
    return result;
  }
}
