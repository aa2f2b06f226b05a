package org.truckee.cli.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists everything that can be reached from a directory. */
@Command(
    name = "manifest",
    description = "Lists everything below a directory: capability and path.")
public final class ManifestCommand extends GatewayCommand {
  @Parameters(arity = "0..1", paramLabel = "PATH", description = PLACE)
  String path = "";

  @Option(
      names = {"-s", "--storage-index"},
      description = "Print storage indexes only.")
  boolean storageIndex;

  @Option(names = "--verify-cap", description = "Print capabilities to check only.")
  boolean verifyCap;

  @Option(names = "--repair-cap", description = "Print capabilities to repair only.")
  boolean repairCap;

  @Option(
      names = {"-r", "--raw", "--json"},
      description = "Print what the gateway says as JSON, a line for each object.")
  boolean raw;

  ManifestCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    TreeStream units = new TreeStream(session, raw);
    String address = place(path).url() + Query.of("stream-manifest");
    return units.read(api().post(address, ""), this::print) ? ExitCodes.OK : ExitCodes.INCOMPLETE;
  }

  private void print(JsonNode unit) {
    if (raw) return;
    if (storageIndex) printField(unit, "storage-index");
    else if (verifyCap) printField(unit, "verifycap");
    else if (repairCap) printField(unit, "repaircap");
    else
      session
          .out()
          .println(unit.path("cap").asText() + " " + Quoting.plain(TreeStream.pathOf(unit, "")));
  }

  private void printField(JsonNode unit, String field) {
    String text = unit.path(field).asText("");
    if (!text.isEmpty() && !unit.path(field).isNull()) session.out().println(Quoting.plain(text));
  }
}
