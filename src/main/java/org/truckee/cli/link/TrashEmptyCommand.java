package org.truckee.cli.link;

import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Empties the trash of a drive. */
@Command(
    name = "empty",
    description = {
      "Takes everything out of the trash of a drive. It does not come back.",
      "At a terminal, the command asks before."
    })
final class TrashEmptyCommand extends GatewayCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "DRIVE",
      defaultValue = "private:",
      description = "private: (if it is missing), ALIAS: or a capability.")
  String drive;

  @Option(
      names = {"-f", "--force"},
      description = "Ask nothing.")
  boolean force;

  TrashEmptyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    GridPath root = Trashed.root(place(drive));
    if (!force && !session.confirms("Everything in the trash will be gone for good. Go on? [y/N] "))
      throw CommandFailure.failed("nothing was taken out of the trash");
    String count = api().post(root.url() + "/" + Query.of("empty-trash"), "").text().strip();
    session
        .out()
        .println(
            "took " + count + (count.equals("1") ? " thing" : " things") + " out of the trash");
    return ExitCodes.OK;
  }
}
