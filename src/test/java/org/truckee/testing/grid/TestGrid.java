package org.truckee.testing.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.truckee.cap.Capability;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/**
 * A whole grid in one process: real storage servers over HTTPS and a real gateway with its web
 * port, all on free ports of loopback. The clock stands still, and chance is the same each time.
 */
public final class TestGrid implements AutoCloseable {
  private static final int LOOKS_BEFORE_ASKING_AGAIN = 200;

  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final List<TestServer> servers = new ArrayList<>();
  private final Path directory;
  private final List<TestGateway> gateways = new CopyOnWriteArrayList<>();
  private final TestGateway gateway;

  private TestGrid(Path directory, int count, GatewaySettings settings) {
    this.directory = directory;
    for (int i = 0; i < count; i++) {
      servers.add(new TestServer(vertx, directory.resolve("server" + i), i, clock));
    }
    Waiting.of(Future.join(servers.stream().map(TestServer::open).toList()));
    this.gateway = gateway(settings);
  }

  /** A grid below {@code directory} of {@code servers} servers, and a gateway as usual. */
  public static TestGrid start(Path directory, int servers) {
    return new TestGrid(directory, servers, GatewaySettings.usual());
  }

  /** A grid below {@code directory} of {@code servers} servers, and a gateway to suit a test. */
  public static TestGrid start(Path directory, int servers, GatewaySettings settings) {
    return new TestGrid(directory, servers, settings);
  }

  /** One more gateway, which knows all servers and has nothing of the first one but its secrets. */
  public TestGateway gateway(GatewaySettings settings) {
    return gateway(settings, servers);
  }

  /** One more gateway, which knows no servers but {@code known}. */
  public TestGateway gateway(GatewaySettings settings, List<TestServer> known) {
    TestGateway another = new TestGateway(vertx, clock, directory.resolve("gateway"), settings);
    gateways.add(another);
    known.forEach(server -> another.meet(server));
    AtomicInteger looks = new AtomicInteger();
    Waiting.untilTrue(() -> reachesAll(another, looks.incrementAndGet()));
    return another;
  }

  /** An impatient gateway on a busy machine may have to ask again. */
  private boolean reachesAll(TestGateway another, int look) {
    List<StorageServer> missing =
        another.servers().all().stream().filter(server -> !server.state().reachable()).toList();
    if (look % LOOKS_BEFORE_ASKING_AGAIN == 0) missing.forEach(StorageServer::poll);
    return missing.isEmpty();
  }

  /** Waits until the gateway suspects no server of failing, as it did when some misbehaved. */
  public void waitUntilTrusted() {
    if (suspected().isEmpty()) return;
    Waiting.until(
        () -> {
          List<StorageServer> suspected = suspected();
          suspected.forEach(StorageServer::poll);
          assertThat(suspected).isEmpty();
        });
  }

  private List<StorageServer> suspected() {
    return gateway.servers().all().stream().filter(StorageServer::suspected).toList();
  }

  /** The gateway. */
  public TestGateway gateway() {
    return gateway;
  }

  /** The web port of the gateway. */
  public WebPort web() {
    return gateway.web();
  }

  /** All servers. */
  public List<TestServer> servers() {
    return servers;
  }

  /** One server, counted from 0. */
  public TestServer server(int number) {
    return servers.get(number);
  }

  /** Starts one more server, which has nothing yet, and waits until the gateway reaches it. */
  public TestServer join() {
    int number = servers.size();
    TestServer joined = new TestServer(vertx, directory.resolve("server" + number), number, clock);
    joined.start();
    servers.add(joined);
    gateway.meet(joined);
    Waiting.untilTrue(
        () ->
            gateway.servers().all().stream()
                .filter(server -> server.name().equals(joined.name()))
                .allMatch(server -> server.state().reachable()));
    return joined;
  }

  /** Starts another server with all that makes server {@code number} the one that it is. */
  public TestServer twin(int number) {
    TestServer twin = new TestServer(vertx, directory.resolve("twin" + number), number, clock);
    twin.start();
    return twin;
  }

  /** The servers in the order in which they are asked about one file. */
  public List<TestServer> permuted(StorageIndex storageIndex) {
    return gateway.order(storageIndex).stream()
        .map(name -> servers.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow())
        .toList();
  }

  /** The clock of the whole grid. */
  public TestClock clock() {
    return clock;
  }

  /** The Vert.x of the whole grid. */
  public Vertx vertx() {
    return vertx;
  }

  /** The result of {@code step}, begun on an event loop. */
  public <T> T run(Supplier<Future<T>> step) {
    return Waiting.of(begin(step));
  }

  /** Begins {@code step} on an event loop. */
  public <T> Future<T> begin(Supplier<Future<T>> step) {
    return Future.future(promise -> vertx.runOnContext(now -> step.get().onComplete(promise)));
  }

  /** The address of the shares of a file or a directory. */
  public static StorageIndex storageIndex(String cap) {
    return Capability.parse(cap).verifyCap().orElseThrow().storageIndex();
  }

  /** The shares that are begun and not finished, on all servers together. */
  public int uploadsUnderWay() {
    return servers.stream().mapToInt(TestServer::uploadsUnderWay).sum();
  }

  @Override
  public void close() {
    Waiting.of(vertx.close());
    gateways.forEach(TestGateway::check);
    servers.forEach(TestServer::check);
  }
}
