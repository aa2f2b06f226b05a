package org.truckee.cli.entrust;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Expects no more reports of a caretaker. */
@Command(
    name = "forget",
    description = {
      "Expects no more reports about what was entrusted under a name.",
      "What the caretaker has stays there: ask for its removal (truckee caretake remove)."
    })
final class EntrustForgetCommand implements Callable<Integer> {
  @Mixin NodeOptions node;

  @Parameters(paramLabel = "NAME", description = "The name that \"entrust reports\" shows.")
  String name;

  private final Session session;

  EntrustForgetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    GivenEntrustments given = new GivenEntrustments(node.directory());
    if (given.find(name).isEmpty())
      throw CommandFailure.notFound("nothing is entrusted as \"" + name + "\"");
    given.change(name, known -> Optional.empty());
    session.out().println("no more reports are expected");
    return ExitCodes.OK;
  }
}
