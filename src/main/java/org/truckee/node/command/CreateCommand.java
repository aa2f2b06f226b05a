package org.truckee.node.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.truckee.bytes.Base32;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.config.GlobalRoot;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebPort;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.protocol.announcement.Nurl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the directory of a new node. Which roles it has follows from the name of the command. */
public abstract sealed class CreateCommand implements Callable<Integer> {
  private static final int SECRET_SIZE = 20;

  @Mixin NewNodeOptions node;

  @Option(
      names = {"-n", "--nickname"},
      paramLabel = "NAME",
      description = "Display name of the node. Default: the name of its directory.")
  String nickname;

  @Option(
      names = {"-i", "--introducer"},
      paramLabel = "NURL",
      description = "NURL of an introducer. The option may be repeated.")
  List<String> introducers = List.of();

  /** Adds what is special to the roles of this command. */
  abstract void addRoles(ObjectNode configuration);

  @Override
  public Integer call() throws IOException {
    Path directory = node.directory();
    introducers.forEach(Nurl::parse);
    ObjectNode configuration = new ObjectMapper().createObjectNode();
    configuration.put(
        "nickname",
        nickname != null ? nickname : directory.toAbsolutePath().getFileName().toString());
    ArrayNode nurls = configuration.putArray("introducers");
    introducers.forEach(nurls::add);
    addRoles(configuration);
    String text = configuration.toPrettyString() + "\n";
    NodeConfig.parse("conf.json", text);
    new NodeDirectory(directory, new SecureRandom()).create(text);
    System.out.println(
        "Created a node in " + directory + ". Start it with: truckee start -C " + directory);
    return ExitCodes.OK;
  }

  /** An introducer. */
  @Command(name = "create-introducer", description = "Makes a new introducer.")
  public static final class Introducer extends CreateCommand {
    @Mixin ListenOptions listen;

    @Override
    void addRoles(ObjectNode configuration) {
      listen.addTo(configuration);
      configuration.putObject("introducer");
    }
  }

  /** A storage server. */
  @Command(name = "create-node", description = "Makes a new storage server.")
  public static final class Storage extends CreateCommand {
    @Mixin ListenOptions listen;

    @Option(
        names = "--reserved-space",
        paramLabel = "SIZE",
        description = "Disk space to keep free. Default: 1 GiB")
    String reserved = "1 GiB";

    @Override
    void addRoles(ObjectNode configuration) {
      listen.addTo(configuration);
      configuration.putObject("storage").put("reserved_space", reserved);
    }
  }

  /** A vdrive server. */
  @Command(
      name = "create-vdrive",
      description = "Makes a new vdrive server, which keeps the directories of drives.")
  public static final class Vdrive extends CreateCommand {
    @Mixin ListenOptions listen;

    @Option(
        names = "--global-root",
        paramLabel = "MODE",
        description =
            "Access of everyone on the grid to the shared drive: read-write, read-only, or none for"
                + " no shared drive. Default: read-write")
    String globalRoot = GlobalRoot.READ_WRITE.toString();

    @Override
    void addRoles(ObjectNode configuration) {
      listen.addTo(configuration);
      configuration.putObject("vdrive").put("global_root", globalRoot);
    }
  }

  /** A gateway. */
  @Command(name = "create-client", description = "Makes a new gateway.")
  public static final class Client extends CreateCommand {
    @Option(
        names = {"-p", "--webport"},
        paramLabel = "PORT",
        description = "Port of the web API. Default: 3456, or a free one while that is taken")
    String webPort;

    @Option(
        names = "--shares-needed",
        paramLabel = "K",
        description = "Shares that are enough to restore a file. Default: 3")
    int needed = 3;

    @Option(
        names = "--shares-happy",
        paramLabel = "H",
        description = "Servers that must hold shares before an upload succeeds. Default: 7")
    int happy = 7;

    @Option(
        names = "--shares-total",
        paramLabel = "N",
        description = "Shares that a file is stored as. Default: 10")
    int total = 10;

    @Option(
        names = "--public",
        description =
            "Make a gateway that is open to strangers: with limits for each client, a record of"
                + " requests, a secret for its owner, and files that are only saved. Needs --report.")
    boolean open;

    @Option(
        names = "--report",
        paramLabel = "ADDRESS",
        description =
            "Where abuse of the gateway is reported: a mail address, or that of a web page, shown on"
                + " every page.")
    String report;

    @Override
    void addRoles(ObjectNode configuration) {
      if (open && report == null)
        throw CommandFailure.usage(
            "--public needs --report ADDRESS: a mail address, or that of a web page, at which abuse"
                + " is reported");
      ObjectNode gateway = configuration.putObject("gateway");
      if (report != null) gateway.put("report", report);
      if (webPort != null) {
        WebPort web = WebPort.parse(webPort);
        gateway.putObject("web").put("host", web.host()).put("port", web.port());
      }
      if (open) addPublic(gateway);
      gateway.putObject("encoding").put("needed", needed).put("happy", happy).put("total", total);
    }

    /** What a gateway needs that strangers use; the docs tell what each value is for. */
    private static void addPublic(ObjectNode gateway) {
      byte[] secret = new byte[SECRET_SIZE];
      new SecureRandom().nextBytes(secret);
      gateway.put("public", true);
      gateway.putObject("audit").put("keep", "30 days");
      gateway.putObject("admission").put("quota", "100 MiB").put("period", "30 days");
      gateway.withObjectProperty("web").put("secret", Base32.encode(secret));
      gateway
          .withObjectProperty("web")
          .putObject("limits")
          .put("requests_per_minute", 600)
          .put("bytes_per_hour", "2 GiB")
          .put("directories_per_hour", 100)
          .put("keys_per_hour", 20);
    }
  }
}
