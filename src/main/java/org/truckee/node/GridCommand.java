package org.truckee.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.GridException;
import org.truckee.cli.session.ExitCodes;
import org.truckee.protocol.Nurl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes and runs a whole private grid in this process; every role talks HTTPS to the others all the
 * same.
 */
@Command(
    name = "grid",
    mixinStandardHelpOptions = true,
    description = "Makes and runs a whole private grid on this machine, until Ctrl-C.")
final class GridCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "What the grid is like. Default: ${DEFAULT-VALUE}")
  Path configuration = Path.of(System.getProperty("truckee.home", "."), "conf.json");

  private static final long INTRODUCTION_SECONDS = 60;
  private static final long LOOK_MILLIS = 10;

  private final SecureRandom random = new SecureRandom();
  private NodeProcess process;

  @Override
  public Integer call() throws Exception {
    printWelcome(start());
    process.await();
    return ExitCodes.OK;
  }

  /** Starts the grid, and returns the address of its gateway when all of it is up. */
  String start() throws IOException, InterruptedException {
    if (!Files.exists(configuration)) {
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          configuration + " is missing: it says what the grid is like");
    }
    GridConfig config = GridConfig.parse(configuration.toString(), Files.readString(configuration));
    Path home = configuration.toAbsolutePath().getParent().resolve(config.directory());
    Files.createDirectories(home);
    Main.logTo(home);
    process = new NodeProcess();

    Node introducer = deploy(home.resolve("introducer"), config.introducer());
    Nurl nurl = introducer.nurl("introducer");
    deploy(home.resolve("vdrive"), config.vdriveServer(nurl));
    for (int i = 1; i <= config.storageServers(); i++) {
      deploy(home.resolve("storage" + i), config.storageServer(i, nurl));
    }
    GatewayRole gateway = deploy(home.resolve("gateway"), config.gateway(nurl)).gateway();
    waitForServers(gateway, config.storageServers());
    return "http://127.0.0.1:" + gateway.webPort() + "/";
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

  private Node deploy(Path root, NodeConfig config) throws IOException {
    NodeDirectory directory = new NodeDirectory(root, random);
    directory.prepare();
    Node node = new Node(directory, config, random);
    try {
      process.deploy(node);
    } catch (GridException e) {
      throw GridException.is(e, GridException.Kind.BAD_CONFIG) ? named(e, directory) : e;
    }
    node.roles().forEach(System.out::println);
    return node;
  }

  /**
   * The nodes of a grid have no configuration of their own: what is wrong with one is set in the
   * grid's.
   */
  private GridException named(GridException failure, NodeDirectory node) {
    String message =
        failure
            .getMessage()
            .replace(node.configuration().toString(), configuration.toString())
            .replace("\"gateway.", "\"grid.");
    return new GridException(failure.kind(), message, failure);
  }

  private static void printWelcome(String url) {
    System.out.println();
    System.out.println("The grid is up. Its gateway: " + url);
    System.out.println("Try, in another terminal:");
    List.of(
            "./truckee put README.md",
            "./truckee get CAPABILITY copy.md",
            "curl -T README.md " + url + "uri")
        .forEach(command -> System.out.println("  " + command));
    System.out.println("Ctrl-C stops the grid; its files stay.");
  }
}
