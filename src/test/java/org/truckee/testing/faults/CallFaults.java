package org.truckee.testing.faults;

import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truckee.client.server.Intermediary;
import org.truckee.client.server.ShareUpload;
import org.truckee.client.server.StorageClient;

/**
 * Stands between a gateway and its servers, counts the calls at one of them, and spoils one of
 * these. Methods are found by reflection, so that none can be forgotten.
 */
public final class CallFaults {
  /** The fate of a spoiled call. */
  @FunctionalInterface
  public interface Fault {
    /** The result for the caller in place of that of {@code honest}. */
    Object instead(Method method, Honest honest) throws Throwable;
  }

  /** The call as it would be. */
  @FunctionalInterface
  public interface Honest {
    /** Makes the call. */
    Object call() throws Throwable;
  }

  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Set<String> spoiled = ConcurrentHashMap.newKeySet();
  private volatile String victim = "";
  private volatile String method = "";
  private volatile int number;
  private volatile Fault fault;

  /** The names of the methods of {@code type}, but for the one that ends all connections. */
  public static Set<String> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .map(found -> name(type, found))
        .filter(name -> !name.endsWith(".close"))
        .collect(Collectors.toSet());
  }

  private static String name(Class<?> type, Method method) {
    return type.getSimpleName() + "." + method.getName();
  }

  /** Stands before all servers that a gateway talks to with a {@code type}. */
  public <C> Intermediary<C> before(Class<C> type) {
    return (server, client) -> watched(type, server.serverId(), client);
  }

  /** From now on, counts the calls at the server of {@code serverId}, and spoils none. */
  public void count(String serverId) {
    victim = serverId;
    fault = null;
    counts.clear();
  }

  /** The same, but spoils every call by {@code newFault}. */
  public void spoilAll(String serverId, Fault newFault) {
    spoil(serverId, "", 0, newFault);
  }

  /**
   * The same, but spoils call {@code newNumber}, from 1, of {@code newMethod} by {@code newFault}.
   */
  public void spoil(String serverId, String newMethod, int newNumber, Fault newFault) {
    count(serverId);
    method = newMethod;
    number = newNumber;
    fault = newFault;
  }

  /** Spoils nothing any more. */
  public void stop() {
    fault = null;
  }

  /** The number of calls of each method since counting began. */
  public Map<String, Integer> counts() {
    Map<String, Integer> now = new TreeMap<>();
    counts.forEach((name, count) -> now.put(name, count.get()));
    return now;
  }

  /** The methods of which a call has been spoiled, ever. */
  public Set<String> spoiled() {
    return spoiled;
  }

  private <C> C watched(Class<C> type, String serverId, C client) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> {
              Honest honest = () -> honest(serverId, client, called, arguments);
              Fault now = fault;
              return isSpoiled(serverId, name(type, called)) && now != null
                  ? now.instead(called, honest)
                  : honest.call();
            });
    return type.cast(proxy);
  }

  private boolean isSpoiled(String serverId, String name) {
    if (!serverId.equals(victim)) return false;
    int count = counts.computeIfAbsent(name, none -> new AtomicInteger()).incrementAndGet();
    boolean chosen = number == 0 || (name.equals(method) && count == number);
    boolean now = fault != null && chosen;
    if (now) spoiled.add(name);
    return now;
  }

  /** Watches a writer of a share, too. */
  private Object honest(String serverId, Object client, Method called, Object[] arguments)
      throws Throwable {
    Object answer;
    try {
      answer = called.invoke(client, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
    return client instanceof StorageClient && called.getName().equals("write")
        ? ((Future<?>) answer).map(to -> watched(ShareUpload.class, serverId, (ShareUpload) to))
        : answer;
  }
}
