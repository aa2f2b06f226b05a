package org.truckee.testing.grid;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.truckee.client.server.StorageClient;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.storage.StorageVersion;
import org.truckee.testing.TestClock;

/**
 * Storage servers for tests of decisions about servers. They keep nothing and answer polls alone,
 * unless a test says otherwise; it also says which of them are full or suspected.
 */
public final class QuietServers implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final StorageServers servers =
      new StorageServers(vertx, new TestClock(), ServerTimeouts.USUAL, this::quiet);
  private final List<StorageServer> inOrder = new ArrayList<>();
  private final Map<String, Function<Object[], Future<?>>> answers = new ConcurrentHashMap<>();

  /** {@code count} servers, which have room and are not suspected. */
  public QuietServers(int count) {
    for (int i = 0; i < count; i++) {
      Announcement announcement = SampleAnnouncements.withTubId(i);
      answer(announcement.serverId(), "version", version(1L << 40));
      servers.add(announcement);
      inOrder.add(
          servers.all().stream()
              .filter(server -> server.announcement().equals(announcement))
              .findFirst()
              .orElseThrow());
    }
  }

  private static Future<StorageVersion> version(long space) {
    return Future.succeededFuture(new StorageVersion(1L << 40, 1L << 40, space, "quiet", 0));
  }

  private void answer(String server, String method, Future<?> answer) {
    answers.put(server + method, arguments -> answer);
  }

  private StorageClient quiet(Announcement server, StorageClient client) {
    return (StorageClient)
        Proxy.newProxyInstance(
            StorageClient.class.getClassLoader(),
            new Class<?>[] {StorageClient.class},
            (self, method, arguments) ->
                method.getName().equals("close")
                    ? client.close()
                    : answers
                        .getOrDefault(server.serverId() + method.getName(), QuietServers::nothing)
                        .apply(arguments));
  }

  private static Future<?> nothing(Object[] arguments) {
    return Future.failedFuture("nobody answers");
  }

  /** From now on, {@code server} answers calls of {@code method} as {@code answer} says. */
  public void answer(StorageServer server, String method, Function<Object[], Future<?>> answer) {
    answers.put(server.announcement().serverId() + method, answer);
  }

  /** All of them, as a gateway knows them. */
  public StorageServers servers() {
    return servers;
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
    answer(get(index).announcement().serverId(), "version", version(0));
    get(index).poll();
  }

  /** From now on, server number {@code index} answers no poll. */
  public void hang(int index) {
    answer(get(index).announcement().serverId(), "version", Promise.promise().future());
  }

  /** From now on, server number {@code index} is suspected to be away. */
  public void suspect(int index) {
    hang(index);
    get(index).dawdled();
  }

  @Override
  public void close() {
    servers.close();
    vertx.close();
  }
}
