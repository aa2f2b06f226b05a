package org.truckee.testing.grid;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.testing.TestClock;

/**
 * Storage servers for tests of decisions about servers. They keep nothing and answer polls alone; a
 * test says which of them are full or suspected.
 */
public final class QuietServers implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<StorageServer> inOrder = new ArrayList<>();
  private final Map<String, Future<StorageVersion>> versions = new HashMap<>();

  /** {@code count} servers, which have room and are not suspected. */
  public QuietServers(int count) {
    for (int i = 0; i < count; i++) inOrder.add(add(SampleAnnouncements.signed(i, 1)));
  }

  /** Each server is the only one of its kind, for all of them announce one TubID. */
  private StorageServer add(Announcement announcement) {
    say(announcement.serverId(), version(1L << 40));
    Intermediary<StorageClient> quiet = this::quiet;
    StorageServers servers =
        new StorageServers(vertx, new TestClock(), ServerTimeouts.USUAL, quiet);
    servers.add(announcement);
    return servers.all().get(0);
  }

  private synchronized void say(String server, Future<StorageVersion> version) {
    versions.put(server, version);
  }

  private static Future<StorageVersion> version(long space) {
    return Future.succeededFuture(new StorageVersion(1L << 40, 1L << 40, space, "quiet"));
  }

  private StorageClient quiet(Announcement server, StorageClient client) {
    return (StorageClient)
        Proxy.newProxyInstance(
            StorageClient.class.getClassLoader(),
            new Class<?>[] {StorageClient.class},
            (self, method, arguments) -> answer(server.serverId(), client, method));
  }

  private synchronized Future<?> answer(String server, StorageClient client, Method method) {
    return switch (method.getName()) {
      case "version" -> versions.get(server);
      case "close" -> client.close();
      default -> Future.failedFuture("nobody answers " + method.getName());
    };
  }

  /** Server number {@code index}. */
  public StorageServer get(int index) {
    return inOrder.get(index);
  }

  /** All of them, in the order of their numbers. */
  public List<StorageServer> all() {
    return List.copyOf(inOrder);
  }

  /** Those of the numbers {@code indexes}, in this order. */
  public List<StorageServer> some(int... indexes) {
    List<StorageServer> some = new ArrayList<>();
    for (int index : indexes) some.add(get(index));
    return some;
  }

  /** The number of {@code server}. */
  public int indexOf(StorageServer server) {
    return inOrder.indexOf(server);
  }

  /** From now on, server number {@code index} has no room left. */
  public void fill(int index) {
    say(get(index).announcement().serverId(), version(0));
    get(index).poll();
  }

  /** From now on, server number {@code index} is suspected to be away. */
  public void suspect(int index) {
    say(get(index).announcement().serverId(), Promise.<StorageVersion>promise().future());
    get(index).dawdled();
  }

  @Override
  public void close() {
    inOrder.forEach(StorageServer::close);
    vertx.close();
  }
}
