package org.truckee.cli.alias;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.truckee.cap.Capability;
import org.truckee.cli.name.Aliases;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a short name for a directory. */
@Command(name = "add-alias", description = "Makes a short name for a directory.")
public final class AddAliasCommand implements Callable<Integer> {
  private final Session session;

  @Mixin NodeOptions node;

  @Parameters(
      index = "0",
      paramLabel = "ALIAS",
      description = "The name, with or without a colon at its end.")
  String alias;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CAP",
      description = "The directory's capability; read from standard input if it is - or left out.")
  String cap = "-";

  AddAliasCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Aliases aliases = Aliases.read(node.directory());
    String name = aliases.checkNew(alias);
    Capability directory = Capability.parse(session.argument(cap).strip());
    if (!directory.isDirectory())
      throw CommandFailure.failed("an alias stands for a directory, and this is none");
    aliases.add(name, directory.toUri());
    session.out().println("Alias " + Quoting.quoted(name) + " added");
    return ExitCodes.OK;
  }
}
