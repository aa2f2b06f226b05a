package org.truckee.cli.entrust;

import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the last report about what was entrusted. */
@Command(
    name = "report",
    description =
        "Prints the last report about what was entrusted, as it was signed: for an owner whom it can"
            + " reach only in another way (truckee entrust reports NAME --from FILE).")
final class CaretakeReportCommand extends GatewayCommand {
  @Parameters(paramLabel = "NAME", description = "The name that \"caretake list\" shows.")
  String name;

  CaretakeReportCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Query query = Query.of("report").with("name", name);
    session.out().print(api().get(CaretakeCommand.ADDRESS + query).text());
    return ExitCodes.OK;
  }
}
