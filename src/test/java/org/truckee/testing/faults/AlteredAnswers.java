package org.truckee.testing.faults;

import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.StorageClient;

/** Stands between a gateway and its storage servers, and answers in place of some of them. */
public final class AlteredAnswers {
  private final Map<String, Lie> lies = new ConcurrentHashMap<>();

  /** The answer of a server to one kind of call. */
  @FunctionalInterface
  public interface Lie {
    /** The answer to the call with {@code arguments}, from what {@code honest} would say. */
    Future<?> answer(StorageClient honest, Object... arguments);
  }

  /** From now on, the server called {@code nickname} answers {@code method} by {@code lie}. */
  public void alter(String nickname, String method, Lie lie) {
    lies.put(nickname + "." + method, lie);
  }

  /** All servers answer for themselves again. */
  public void clear() {
    lies.clear();
  }

  /** The layer before all servers. */
  public Intermediary<StorageClient> layer() {
    return (server, client) ->
        (StorageClient)
            Proxy.newProxyInstance(
                StorageClient.class.getClassLoader(),
                new Class<?>[] {StorageClient.class},
                (proxy, method, arguments) -> {
                  Lie lie = lies.get(server.nickname() + "." + method.getName());
                  if (lie != null) return lie.answer(client, arguments);
                  try {
                    return method.invoke(client, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }
}
