package org.truckee.node.bench.growth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.truckee.node.bench.work.BenchHttp;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.process.ProcessGrid;
import org.truckee.node.process.Processes;

/**
 * A grid of any number of storage servers, all in one process with the introducer and the vdrive
 * server, and a gateway in another one: what the gateway does is told from what they do. Blocks.
 */
final class SplitGrid implements AutoCloseable {
  private static final String GATEWAY = "measured";
  private static final String UP = "Ctrl-C";
  private static final long UP_SECONDS = 180;
  private static final long LOOK_MILLIS = 50;
  private static final String CALLS = "truckee_(storage|vdrive)_call_seconds_count\\{.*";

  private final Path root;
  private final int servers;
  private final ProcessGrid processes;
  private Process together;

  /** What was spent until a moment, by the gateway and by all servers, and the calls at these. */
  record Spent(double gatewayMicros, double serverMicros, double calls) {
    Spent less(Spent before) {
      return new Spent(
          gatewayMicros - before.gatewayMicros(),
          serverMicros - before.serverMicros(),
          calls - before.calls());
    }
  }

  /** A grid of {@code servers} storage servers in the directory {@code root}. */
  SplitGrid(Path root, int servers) {
    this.root = root;
    this.servers = servers;
    this.processes = new ProcessGrid(root.resolve("nodes"));
  }

  /** Starts it, with its directories in {@code store} if that is given, and in a file if not. */
  void start(Optional<String> store) throws IOException, InterruptedException {
    Files.createDirectories(root);
    Path configuration = root.resolve("conf.json");
    Files.writeString(configuration, configuration(store).toString());
    Path said = root.resolve("said");
    together =
        new ProcessBuilder(
                Processes.command(List.of(), "grid", "--config", configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    waitUntilUp(said);
    processes.startGateway(GATEWAY, settings(JsonNodeFactory.instance.objectNode()), List.of());
    processes.waitForServers(GATEWAY, servers);
  }

  private ObjectNode configuration(Optional<String> store) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode grid = settings(all.putObject("grid"));
    grid.put("directory", "nodes").put("storage_servers", servers);
    grid.putObject("storage").put("reserved_space", 0);
    grid.putObject("web").put("port", 0);
    store.ifPresent(address -> grid.putObject("vdrive").put("store", address));
    return all;
  }

  /** The usual encoding; nothing is kept up meanwhile, and no keys are made beside the work. */
  private static ObjectNode settings(ObjectNode gateway) {
    gateway
        .putObject("encoding")
        .put("needed", BenchTarget.NEEDED)
        .put("happy", 7)
        .put("total", 10);
    gateway.putObject("mutable").put("keys_ahead", 0);
    gateway.putObject("upkeep").put("enabled", false);
    return gateway;
  }

  private void waitUntilUp(Path said) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
    while (!Files.readString(said).contains(UP)) {
      if (together.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > end)
        throw new IOException("the servers did not come up: " + Files.readString(said));
    }
  }

  /** The gateway that is measured. */
  BenchHttp gateway() throws IOException {
    return new BenchHttp(processes.url(GATEWAY));
  }

  /** The file that the vdrive server keeps directories in, unless it has another database. */
  Path database() {
    return processes.directory("vdrive").vdrive();
  }

  /** What was spent until now. */
  Spent spent() throws IOException {
    double gateway = micros(processes.process(GATEWAY));
    double all = micros(together);
    double calls = calls();
    return new Spent(gateway, all, calls);
  }

  private static double micros(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
  }

  private double calls() throws IOException {
    List<String> nodes = new ArrayList<>(List.of("vdrive"));
    for (int i = 1; i <= servers; i++) nodes.add("storage" + i);
    double calls = 0;
    for (String node : nodes) {
      String url = Files.readString(processes.directory(node).adminUrl()).strip();
      byte[] metrics = new BenchHttp(URI.create(url)).get("/metrics");
      calls +=
          new String(metrics, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.matches(CALLS))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
              .sum();
    }
    return calls;
  }

  /** Ends all processes, also when this one is interrupted. */
  void end() {
    processes.end();
    if (together != null) together.destroyForcibly();
  }

  @Override
  public void close() {
    processes.close();
    if (together != null) together.destroyForcibly().onExit().join();
  }
}
