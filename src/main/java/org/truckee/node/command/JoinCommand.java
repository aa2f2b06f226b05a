package org.truckee.node.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.truckee.GridException;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebPort;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.invite.FittingEncoding;
import org.truckee.node.invite.Joining;
import org.truckee.platform.OwnerFiles;
import org.truckee.protocol.invite.InviteCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a gateway by an invite. */
@Command(
    name = "join",
    description =
        "Makes a new gateway in the grid of a friend, by the code that truckee invite printed"
            + " there. A code is good for one try.")
public final class JoinCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "CODE",
      description =
          "NUMBER-WORD-WORD@HOST:PORT, as the friend told it, or - to read it from standard input.")
  String code;

  @Mixin NewNodeOptions node;

  @Option(
      names = {"-p", "--webport"},
      paramLabel = "PORT",
      description = "Port of the web API. Default: 3456, or a free one while that is taken")
  String webPort;

  /** The command in {@code session}. */
  public JoinCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    InviteCode parsed = parsed();
    NodeDirectory directory = new NodeDirectory(node.directory(), new SecureRandom());
    checkIsNew(directory);
    ObjectNode gateway = gateway();
    Joining joining = Joining.by(parsed, new SecureRandom());
    OptionalInt servers = joining.servers();
    FittingEncoding encoding = FittingEncoding.of(servers.orElse(0));
    encoding.addTo(gateway);
    make(directory, joining, gateway);
    joining.end();
    tell(directory, servers, encoding);
    return ExitCodes.OK;
  }

  private InviteCode parsed() throws IOException {
    try {
      return InviteCode.parse(session.argument(code));
    } catch (GridException none) {
      throw CommandFailure.usage(none.reasons().get(0));
    }
  }

  /** What could fail is looked at before the code is used up. */
  private static void checkIsNew(NodeDirectory directory) {
    if (Files.exists(directory.configuration()))
      throw CommandFailure.failed(
          directory.root()
              + " holds a node already: the code was not used; name another directory");
    Path parent = directory.root().toAbsolutePath();
    while (!Files.exists(parent)) parent = parent.getParent();
    if (!Files.isDirectory(parent) || !Files.isWritable(parent))
      throw CommandFailure.failed(
          "no directory can be made in %s: the code was not used".formatted(parent));
  }

  private ObjectNode gateway() {
    ObjectNode gateway = new ObjectMapper().createObjectNode();
    if (webPort == null) return gateway;
    WebPort web = WebPort.parse(webPort);
    gateway.putObject("web").put("host", web.host()).put("port", web.port());
    return gateway;
  }

  private static void make(NodeDirectory directory, Joining joining, ObjectNode gateway)
      throws IOException {
    ObjectNode configuration = new ObjectMapper().createObjectNode();
    configuration.put("nickname", directory.root().toAbsolutePath().getFileName().toString());
    configuration.putArray("introducers").add(joining.invitation().introducer().toUri());
    configuration.set("gateway", gateway);
    String text = configuration.toPrettyString() + "\n";
    NodeConfig.parse("conf.json", text);
    directory.create(text);
    if (joining.invitation().account().isPresent())
      OwnerFiles.replace(
          directory.root().resolve("private/account"),
          joining.invitation().account().get().reveal());
  }

  private void tell(NodeDirectory directory, OptionalInt servers, FittingEncoding encoding) {
    String known =
        servers.isEmpty()
            ? "The introducer could not be asked for its servers"
            : "The grid has %d storage server%s"
                .formatted(servers.getAsInt(), servers.getAsInt() == 1 ? "" : "s");
    session.out().println(known + ": files are stored " + encoding + ".");
    session
        .out()
        .println(
            "Created a node in %s. Start it with: truckee start -C %s"
                .formatted(directory.root(), directory.root()));
  }
}
