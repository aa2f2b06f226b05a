package org.truckee.web;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many wrong secrets an address may show in a minute, so that a secret can't be found by
 * trying. Of IPv6 addresses, those of one network of 64 bits count as one. What is remembered is
 * bounded too: the addresses whose first try is the oldest are forgotten. Thread-safe.
 */
final class WrongTries {
  /** How many wrong secrets an address may show in a minute. */
  static final int PER_MINUTE = 10;

  /** How many addresses are remembered. */
  static final int MAX_ADDRESSES = 10_000;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<String, Tries> byAddress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  private record Tries(long since, int count) {}

  WrongTries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The seconds for which {@code address} may try nothing more; none if it may. */
  synchronized OptionalInt wait(SocketAddress address) {
    Tries tries = byAddress.get(key(address));
    long left = tries == null ? 0 : tries.since() + MINUTE - nanoTime.getAsLong();
    if (left <= 0 || tries.count() < PER_MINUTE) return OptionalInt.empty();
    return OptionalInt.of((int) TimeUnit.NANOSECONDS.toSeconds(left) + 1);
  }

  /** Notes that {@code address} showed a wrong secret. */
  synchronized void add(SocketAddress address) {
    String key = key(address);
    long now = nanoTime.getAsLong();
    Tries before = byAddress.get(key);
    if (before != null && now - before.since() < MINUTE) {
      byAddress.put(key, new Tries(before.since(), before.count() + 1));
    } else {
      byAddress.remove(key);
      byAddress.put(key, new Tries(now, 1));
    }
  }

  /** How many addresses are remembered now. */
  synchronized int size() {
    return byAddress.size();
  }

  private static String key(SocketAddress address) {
    if (address == null || address.hostAddress() == null) return "";
    try {
      InetAddress ip = InetAddress.getByName(address.hostAddress());
      return ip instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(ip.getAddress(), 8))
          : ip.getHostAddress();
    } catch (UnknownHostException notNumeric) {
      return address.hostAddress();
    }
  }
}
