package org.truckee.cli.alias;

import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.Aliases;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a directory, and a short name for it. */
@Command(
    name = "create-alias",
    description = {
      "Makes a new directory, and a short name for it.",
      "Its capability is kept in private/aliases of the node's directory, and shown nowhere."
    })
public final class CreateAliasCommand extends GatewayCommand {
  @Parameters(paramLabel = "ALIAS", description = "The name, with or without a colon at its end.")
  String alias;

  CreateAliasCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    Aliases aliases = node.aliases();
    String name = aliases.checkNew(alias);
    String cap = api().post("/uri" + Query.of("mkdir"), "").cap();
    aliases.add(name, cap);
    session.out().println("Alias " + Quoting.quoted(name) + " created");
    return ExitCodes.OK;
  }
}
