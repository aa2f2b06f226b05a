package org.truckee.testing.faults;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.StorageClient;
import org.truckee.platform.ContextBound;
import org.truckee.protocol.announcement.Announcement;

/**
 * Stands between a gateway and its servers, notes how many bytes of mutable shares are asked for,
 * and holds the answers, good or not, as long as a test wants.
 */
public final class MutableReads implements Intermediary<StorageClient> {
  private final List<Integer> lengths = new CopyOnWriteArrayList<>();
  private volatile Future<Void> gate = Future.succeededFuture();

  @Override
  public StorageClient before(Announcement server, StorageClient client) {
    return (StorageClient)
        Proxy.newProxyInstance(
            StorageClient.class.getClassLoader(),
            new Class<?>[] {StorageClient.class},
            (self, called, arguments) ->
                called.getName().equals("readMutable")
                    ? read(client, called, arguments)
                    : call(client, called, arguments));
  }

  private Object read(StorageClient client, Method called, Object[] arguments) throws Throwable {
    lengths.add((Integer) arguments[3]);
    Future<Void> now = gate;
    Future<?> read = (Future<?>) call(client, called, arguments);
    return read.transform(answered -> ContextBound.of(now).compose(open -> read));
  }

  private static Object call(StorageClient client, Method called, Object[] arguments)
      throws Throwable {
    try {
      return called.invoke(client, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /** Forgets the reads until now. */
  public void clear() {
    lengths.clear();
  }

  /** The number of bytes that each read since then asked for. */
  public List<Integer> lengths() {
    return List.copyOf(lengths);
  }

  /** Holds the answers to reads that begin from now on, until the result is completed. */
  public Promise<Void> hold() {
    Promise<Void> open = Promise.promise();
    gate = open.future();
    return open;
  }

  /** Holds no more of the reads that begin from now on. */
  public void letThrough() {
    gate = Future.succeededFuture();
  }
}
