package org.truckee.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.option.GatewayCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Audits files and directories by samples. */
@Command(
    name = "audit",
    description = {
      "Asks every server for random blocks of a file or directory, and checks each by the hashes"
          + " that lead from it to the verify capability. Little is read, whatever the size.",
      "Of a capability that you give, only its power to check is shown to the gateway.",
      "The exit code is 0 if all is good, 1 if a share is bad or missing, and 5 if nothing is bad but"
          + " a server gave no answer."
    })
public final class AuditCommand extends GatewayCommand {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = PLACE)
  List<String> paths;

  @Option(
      names = "--blocks",
      paramLabel = "NUMBER",
      description = "The number of random blocks of each share, 1 to 64. Default: 1.")
  String blocks;

  @Option(
      names = "--shares",
      paramLabel = "NUMBER",
      description = "Look at no more than so many shares, chosen at random. Default: all.")
  String shares;

  @Option(names = "--json", description = "Print what the gateway says as JSON.")
  boolean json;

  /** The answer about a thing that has no shares, of which no gateway is asked. */
  private static final String NOTHING =
      "{\"storage-index\": \"\", \"verdict\": \"good\", \"sampled-blocks\": 0, \"shares\": []}";

  AuditCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() throws IOException {
    int worst = ExitCodes.OK;
    for (String path : paths) {
      int code = audit(place(path));
      if (worst != ExitCodes.FAILED && code != ExitCodes.OK) worst = code;
    }
    return worst;
  }

  private int audit(GridPath place) throws IOException {
    Optional<String> cap = verifyCap(place);
    if (cap.isEmpty()) {
      say(json ? NOTHING : "It has no shares on storage servers, so there is nothing to audit.");
      return ExitCodes.OK;
    }
    Query query = Query.of("json").withIfPresent("blocks", blocks).withIfPresent("shares", shares);
    String text = api().get("/audit/" + UrlText.encode(cap.get()) + query).text();
    AuditReport report = new AuditReport(GatewayReply.json(text));
    if (json) session.out().println(text.stripTrailing());
    else report.lines().forEach(this::say);
    return report.exitCode();
  }

  /** The power to check the thing at {@code place}; empty if it has no shares. */
  private Optional<String> verifyCap(GridPath place) throws IOException {
    return known(place).filter(cap -> !(cap instanceof VdriveVerifyCap)).map(Capability::toUri);
  }

  private Optional<VerifyCap> known(GridPath place) throws IOException {
    if (place.isRoot() && !place.isInDrive()) return Capability.parse(place.argument()).verifyCap();
    JsonNode thing = api().get(place.url() + Query.of("json")).json().path(1);
    return Optional.ofNullable(thing.path("verify_uri").textValue())
        .flatMap(text -> Capability.parse(text).verifyCap());
  }

  private void say(String line) {
    session.out().println(Quoting.plain(line));
  }
}
