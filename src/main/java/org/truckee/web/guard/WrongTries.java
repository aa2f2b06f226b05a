package org.truckee.web.guard;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.truckee.GridException;
import org.truckee.client.pool.Client;
import org.truckee.protocol.message.RetryAfter;

/**
 * Bounds how many wrong secrets a client may show in a minute, so that a secret can't be found by
 * trying. The memory of tries is bounded too: the clients whose first try is the oldest are
 * forgotten. Thread-safe.
 */
public final class WrongTries {
  /** The number of wrong secrets that a client may show in a minute. */
  static final int PER_MINUTE = 10;

  /** The most clients that are remembered. */
  static final int MAX_CLIENTS = 10_000;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<Client, Tries> byClient =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Tries> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  private record Tries(long since, int count) {}

  public WrongTries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The seconds for which {@code client} may try nothing more; empty if it may. */
  synchronized OptionalInt wait(Client client) {
    Tries tries = byClient.get(client);
    long left = tries == null ? 0 : tries.since() + MINUTE - nanoTime.getAsLong();
    if (left <= 0 || tries.count() < PER_MINUTE) return OptionalInt.empty();
    return OptionalInt.of((int) TimeUnit.NANOSECONDS.toSeconds(left) + 1);
  }

  /**
   * Counts a try of the current client before it is known whether it is a wrong one, for checks
   * that take their time; {@code TOO_OFTEN}, of which {@code response} says how long, if it may try
   * nothing more.
   */
  public synchronized void begin(HttpServerResponse response) {
    refuse(response);
    add(Client.current());
  }

  /** Takes back a try of the current client, which was a right one. */
  public synchronized void forgive() {
    byClient.computeIfPresent(
        Client.current(), (client, tries) -> new Tries(tries.since(), tries.count() - 1));
  }

  /** {@code TOO_OFTEN} if the current client may try nothing more. */
  void refuse(HttpServerResponse response) {
    OptionalInt seconds = wait(Client.current());
    if (seconds.isEmpty()) return;
    response.putHeader(RetryAfter.HEADER, Integer.toString(seconds.getAsInt()));
    throw new GridException(
        GridException.Kind.TOO_OFTEN,
        "too many wrong secrets came from this address",
        "it may try again in %d seconds".formatted(seconds.getAsInt()));
  }

  /** Notes that {@code client} showed a wrong secret. */
  synchronized void add(Client client) {
    long now = nanoTime.getAsLong();
    Tries before = byClient.get(client);
    if (before != null && now - before.since() < MINUTE) {
      byClient.put(client, new Tries(before.since(), before.count() + 1));
    } else {
      byClient.remove(client);
      byClient.put(client, new Tries(now, 1));
    }
  }

  /** The number of clients that are remembered now. */
  synchronized int size() {
    return byClient.size();
  }
}
