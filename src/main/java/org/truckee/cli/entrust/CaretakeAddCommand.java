package org.truckee.cli.entrust;

import java.io.IOException;
import java.nio.file.Path;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.platform.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the gateway's upkeep care for what a file entrusts. */
@Command(
    name = "add",
    description = {
      "Has the gateway's upkeep care for what a file entrusts, and report to its owner.",
      "A newer file of the same owner takes the place of the one of its name."
    })
final class CaretakeAddCommand extends GatewayCommand {
  @Parameters(paramLabel = "FILE", description = "What \"truckee entrust\" wrote.")
  Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of it here; without it, that of FILE.")
  String name;

  CaretakeAddCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    String text = TextFiles.read(file);
    String usual = name == null ? file.getFileName().toString() : name;
    Query query = Query.of("add").with("name", usual);
    String told = api().post(CaretakeCommand.ADDRESS + query, text).text();
    session.out().println(told.strip());
    return ExitCodes.OK;
  }
}
