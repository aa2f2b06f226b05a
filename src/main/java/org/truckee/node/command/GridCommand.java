package org.truckee.node.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.config.ConfigKey;
import org.truckee.node.config.GridConfig;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.config.WebAddress;
import org.truckee.node.directory.GridHome;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.RunningNode;
import org.truckee.node.process.NodeProcess;
import org.truckee.node.process.ProcessFiles;
import org.truckee.node.role.BusyPort;
import org.truckee.node.role.GatewayRole;
import org.truckee.node.role.Node;
import org.truckee.platform.HomePath;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.announcement.Nurl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes and runs a whole private grid in this process; every role talks HTTPS to the others all the
 * same. The gateway stops first, then the servers, and the introducer last.
 */
@Command(
    name = "grid",
    description = "Creates and runs a whole private grid on this machine, until Ctrl-C.")
public final class GridCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration of the grid. Default: ${DEFAULT-VALUE}")
  public Path configuration = Path.of(System.getProperty("truckee.home", "."), "conf.json");

  private static final long INTRODUCTION_SECONDS = 60;
  private static final long LOOK_MILLIS = 10;

  private final SecureRandom random = new SecureRandom();
  private NodeDirectory home;
  private NodeProcess process;

  @Override
  public Integer call() throws Exception {
    printWelcome(start());
    process.await();
    return ExitCodes.OK;
  }

  /** Starts the grid, and returns the address of its gateway when all of it is up. */
  public String start() throws IOException, InterruptedException {
    if (Files.notExists(configuration)) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named(configuration),
          "is missing: it says what the grid is like");
    }
    GridConfig config = GridConfig.parse(configuration.toString(), TextFiles.read(configuration));
    home = new NodeDirectory(directory(config), random);
    checkThatNobodyIsThere(config.gateway().web().address());
    home.lock();
    OwnerFiles.seal(home.root());
    ProcessFiles.keepIn(home.root(), config.common().log());
    process = new NodeProcess();

    process.stage(0);
    Node introducer = deploy("introducer", config.introducerNode());
    Nurl nurl = introducer.nurl("introducer");
    process.stage(0);
    deploy("vdrive", config.vdriveNode(nurl));
    for (int i = 1; i <= config.storageServers(); i++) {
      deploy("storage" + i, config.storageNode(i, nurl));
    }
    NodeConfig settings = config.gatewayNode(nurl);
    process.stage(settings.leaveSeconds());
    Node gateway = deploy("gateway", settings);
    waitForServers(gateway.gateway(), config.storageServers());
    return "http://127.0.0.1:" + gateway.webPort() + "/";
  }

  private Path directory(GridConfig config) {
    return configuration.toAbsolutePath().getParent().resolve(HomePath.of(config.directory()));
  }

  /** A grid that can't come up opens nothing: neither the files of another one nor a port. */
  private void checkThatNobodyIsThere(WebAddress web) throws IOException {
    RunningNode.refuse(home.root());
    if (!web.portAsked()) return;
    try (ServerSocket port = new ServerSocket()) {
      port.bind(new InetSocketAddress(InetAddress.getByName(web.host()), web.port()));
    } catch (IOException e) {
      throw explained(
          BusyPort.explain(new ConfigKey(configuration, "grid.web"), web.host(), web.port(), e));
    }
  }

  private static RuntimeException explained(Throwable failure) {
    return failure instanceof GridException known ? known : new IllegalStateException(failure);
  }

  /** The gateway hears of the servers from the introducer, which takes it a moment. */
  private static void waitForServers(GatewayRole gateway, int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(INTRODUCTION_SECONDS);
    while (gateway.serversReached() < count || !gateway.knowsVdrive()) {
      if (System.nanoTime() > end) {
        throw new GridException(
            GridException.Kind.UNREACHABLE,
            "the gateway reaches only %d of %d storage servers and %s vdrive server"
                .formatted(gateway.serversReached(), count, gateway.knowsVdrive() ? "the" : "no"));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Node deploy(String name, NodeConfig config) {
    NodeDirectory directory =
        new NodeDirectory(
            home.root().resolve(name),
            random,
            Optional.of(new GridHome(home.root(), configuration)));
    Node node = new Node(directory, config, random);
    process.start(node::start, node::stop);
    node.roles().forEach(System.out::println);
    return node;
  }

  private static void printWelcome(String url) {
    System.out.println();
    System.out.println("The grid is up. Its gateway: " + url);
    System.out.println("Try, in another terminal:");
    String truckee = System.getProperty("truckee.called", "./truckee");
    String file = Files.exists(Path.of("README.md")) ? "README.md" : "FILE";
    List.of(
            truckee + " put " + file,
            truckee + " get CAPABILITY copy",
            "curl -T " + file + " " + url + "uri")
        .forEach(command -> System.out.println("  " + command));
    System.out.println(
        "Ctrl-C stops the grid, a second one without waiting for uploads; its files stay.");
  }
}
