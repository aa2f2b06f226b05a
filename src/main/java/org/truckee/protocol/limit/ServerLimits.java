package org.truckee.protocol.limit;

import java.util.Objects;
import java.util.Optional;
import org.truckee.protocol.Rate;

/**
 * What those who use a server may do there in a time: each account by itself, and each network of
 * addresses for all who show no account.
 *
 * @param networks what a network may do
 * @param accounts what an account may do
 * @param clients how many of each kind are remembered
 */
public record ServerLimits(Amounts networks, Amounts accounts, int clients) {
  /** The number that is remembered usually. */
  public static final int USUAL_CLIENTS = 10_000;

  /** No limits. */
  public static final ServerLimits NONE =
      new ServerLimits(Amounts.NONE, Amounts.NONE, USUAL_CLIENTS);

  /**
   * What one of them may do.
   *
   * @param requests how many requests it may send; any number if empty
   * @param bytes how many bytes of bodies
   */
  public record Amounts(Optional<Rate> requests, Optional<Rate> bytes) {
    /** Any number of both. */
    public static final Amounts NONE = new Amounts(Optional.empty(), Optional.empty());

    /** Checks that both are there. */
    public Amounts {
      Objects.requireNonNull(requests, "requests");
      Objects.requireNonNull(bytes, "bytes");
    }

    /** The same, with the amounts of {@code usual} where there are none. */
    public Amounts or(Amounts usual) {
      return new Amounts(requests.or(usual::requests), bytes.or(usual::bytes));
    }
  }

  /** Checks ranges. */
  public ServerLimits {
    Objects.requireNonNull(networks, "networks");
    Objects.requireNonNull(accounts, "accounts");
    if (clients < 1) throw new IllegalArgumentException("memory of " + clients + " clients");
  }
}
