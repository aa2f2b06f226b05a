package org.truckee.node.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.truckee.GridException;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Session;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.announcement.Nurl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Admits a server. */
@Command(
    name = "admit",
    description =
        "Prints the settings of a storage server that takes these accounts, for its conf.json."
            + " Gateways show their tokens to servers that have them.")
final class AdmitCommand extends OfficeCommand {
  @Parameters(
      paramLabel = "NURL",
      description = "That of the server, or - to read it from standard input.")
  String nurl;

  AdmitCommand(Session session) {
    super(session);
  }

  @Override
  void run() throws IOException {
    session.out().println(settings(office().admit(parsed().spkiHash())));
  }

  private Nurl parsed() throws IOException {
    try {
      return Nurl.parse(session.argument(nurl).strip());
    } catch (GridException none) {
      throw CommandFailure.usage(
          "NURL must be that of a storage server, as private/storage.nurl there holds it");
    }
  }

  private static String settings(Admission admission) {
    ObjectNode settings = new ObjectMapper().createObjectNode();
    settings
        .putObject("storage")
        .putObject("accounts")
        .put("operator", admission.operator().toString())
        .put("admission", admission.signature().toString())
        .put("list", AccountOffice.LIST)
        .put("required", false);
    return settings.toPrettyString();
  }
}
