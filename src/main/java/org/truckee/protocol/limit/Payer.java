package org.truckee.protocol.limit;

import java.util.Objects;

/**
 * One of those who are held to a limit, each for itself.
 *
 * @param key tells it from the others
 * @param name the subject of a sentence about it
 */
public record Payer(String key, String name) {
  /** Checks that both are there. */
  public Payer {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(name, "name");
  }

  /** A network of addresses, of 24 bits (IPv4) or 64 (IPv6). */
  public static Payer network(String network) {
    return new Payer(network, "one network of addresses");
  }

  /** The account of {@code number} at a grid. */
  public static Payer account(int number) {
    String name = "account " + number;
    return new Payer(name, name);
  }
}
