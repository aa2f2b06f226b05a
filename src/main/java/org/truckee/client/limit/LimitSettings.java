package org.truckee.client.limit;

import java.util.Map;
import org.truckee.protocol.Rate;

/**
 * The limits for each client.
 *
 * @param rates the rate of each thing that is limited for a network of addresses
 * @param people the same for a person who is known, and who does not count for a network
 * @param clients the most clients of each kind that are remembered
 */
public record LimitSettings(Map<Limited, Rate> rates, Map<Limited, Rate> people, int clients) {
  /** The clients that are remembered usually. */
  public static final int USUAL_CLIENTS = 10_000;

  /** No limits. */
  public static final LimitSettings NONE = new LimitSettings(Map.of(), USUAL_CLIENTS);

  /** Makes limits where a person may have as much as a network. */
  public LimitSettings(Map<Limited, Rate> rates, int clients) {
    this(rates, rates, clients);
  }

  /** Takes copies. */
  public LimitSettings {
    rates = Map.copyOf(rates);
    people = Map.copyOf(people);
    if (clients < 1) throw new IllegalArgumentException("memory of " + clients + " clients");
  }
}
