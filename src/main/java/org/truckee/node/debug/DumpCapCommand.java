package org.truckee.node.debug;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.platform.TextFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a capability holds. */
@Command(
    name = "dump-cap",
    description = {
      "Prints the parts of a capability, and what is derived from them, such as the storage index.",
      "With a server's id and a client's secret, also the secrets that the two share."
    })
final class DumpCapCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "CAP",
      description =
          "A capability, or a gateway's address that holds one. Default: read from standard input,"
              + " as for -.")
  String cap = "-";

  @Option(
      names = {"-n", "--nodeid"},
      paramLabel = "ID",
      description = "A server's id, in base32.")
  String nodeId;

  @Option(
      names = {"-c", "--client-secret"},
      paramLabel = "SECRET",
      description = "A client's secret, in base32.")
  String secret;

  @Option(
      names = {"-d", "--client-dir"},
      paramLabel = "DIR",
      description = "The node directory of the client, in place of its secret.")
  Path clientDirectory;

  DumpCapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    CapReport report = new CapReport(Optional.ofNullable(nodeId).map(Bytes::ofBase32), secret());
    session.out().println();
    report.of(Capability.parse(text())).forEach(session.out()::println);
    return ExitCodes.OK;
  }

  private String text() throws IOException {
    String text = session.argument(cap);
    if (!text.startsWith("http")) return text;
    String path = text.substring(text.indexOf("/uri/") + "/uri/".length()).split("[/?]", 2)[0];
    return URLDecoder.decode(path, StandardCharsets.UTF_8);
  }

  private Optional<Secret> secret() throws IOException {
    if (secret != null) return Optional.of(Secret.ofBase32(secret));
    if (clientDirectory == null) return Optional.empty();
    Path file = clientDirectory.resolve("private").resolve("secret");
    return Optional.of(Secret.ofBase32(TextFiles.read(file).strip()));
  }
}
