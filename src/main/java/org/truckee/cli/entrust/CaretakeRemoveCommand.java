package org.truckee.cli.entrust;

import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends the care for what was entrusted. */
@Command(
    name = "remove",
    description = "Ends the care for what was entrusted; its leases end a month later.")
final class CaretakeRemoveCommand extends GatewayCommand {
  @Parameters(paramLabel = "NAME", description = "The name that \"caretake list\" shows.")
  String name;

  CaretakeRemoveCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Query query = Query.of("remove").with("name", name);
    session.out().println(api().post(CaretakeCommand.ADDRESS + query, "").text().strip());
    return ExitCodes.OK;
  }
}
