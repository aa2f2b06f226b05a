package org.truckee.node.bench.distance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.process.ProcessGrid;

/**
 * A grid whose gateway knows the storage servers and the vdrive server by delaying proxies alone.
 */
public final class DistantGrid implements AutoCloseable {
  private static final int SERVERS = 10;
  private static final String VDRIVE = "vdrive";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final ProcessGrid grid;
  private final long rttMillis;

  /** A grid of {@code processes}, where a round trip takes {@code rttMillis} at least. */
  public DistantGrid(ProcessGrid processes, long rttMillis) {
    this.grid = processes;
    this.rttMillis = rttMillis;
  }

  /** Starts all nodes, and returns the gateway's address when it reaches all servers. */
  public URI start() throws IOException, InterruptedException {
    grid.startIntroducer();
    grid.startVdrive();
    grid.startStorageServers(SERVERS, List.of());
    List<String> names = new ArrayList<>(grid.storageServers());
    names.add(VDRIVE);
    ObjectNode servers = JSON.createObjectNode();
    for (String name : names) servers.setAll(behindProxy(grid.directory(name)));
    ObjectNode settings = JSON.createObjectNode();
    settings
        .putObject("encoding")
        .put("needed", BenchTarget.NEEDED)
        .put("happy", 7)
        .put("total", SERVERS);
    grid.startGatewayOf(servers, BenchTarget.NODE, settings);
    grid.waitForServers(BenchTarget.NODE, SERVERS);
    return grid.url(BenchTarget.NODE);
  }

  /** The entry of a node for a gateway's configuration, with the port of a proxy to it. */
  private ObjectNode behindProxy(NodeDirectory node) throws IOException, InterruptedException {
    String port = Files.readString(node.port()).strip();
    int proxy = open(Integer.parseInt(port)).port();
    String entry = Files.readString(node.servers());
    return (ObjectNode) JSON.readTree(entry.replace(":" + port + "/", ":" + proxy + "/"));
  }

  private DelayingProxy open(int target) throws IOException, InterruptedException {
    try {
      return DelayingProxy.open(vertx, target, rttMillis / 2)
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } catch (ExecutionException e) {
      throw new IOException("a proxy can't be opened", e.getCause());
    }
  }

  /** Closes the proxies. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
