package org.truckee.cli.entrust;

import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;

/** Prints the key that reports are signed with. */
@Command(
    name = "key",
    description = "Prints the key that reports are signed with, for an owner's --caretaker.")
final class CaretakeKeyCommand extends GatewayCommand {
  CaretakeKeyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    session.out().println(api().get(CaretakeCommand.ADDRESS + Query.of("key")).text().strip());
    return ExitCodes.OK;
  }
}
