package org.truckee.client.limit;

import java.util.Map;
import org.truckee.protocol.Rate;

/**
 * The limits for each client.
 *
 * @param rates the rate of each thing that is limited
 * @param clients the most clients that are remembered
 */
public record LimitSettings(Map<Limited, Rate> rates, int clients) {
  /** The clients that are remembered usually. */
  public static final int USUAL_CLIENTS = 10_000;

  /** No limits. */
  public static final LimitSettings NONE = new LimitSettings(Map.of(), USUAL_CLIENTS);

  /** Takes a copy. */
  public LimitSettings {
    rates = Map.copyOf(rates);
    if (clients < 1) throw new IllegalArgumentException("memory of " + clients + " clients");
  }
}
