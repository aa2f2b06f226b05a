package org.truckee.web.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * All that is known of what accounts take.
 *
 * @param own the account of this gateway, if it has one
 * @param servers the answers of the servers that take it
 * @param names the names of accounts, for those who may know them
 */
record GridLedger(OptionalInt own, List<ServerLedgers.Told> servers, Map<Integer, String> names) {
  /** Takes copies. */
  GridLedger {
    servers = List.copyOf(servers);
    names = Map.copyOf(names);
  }

  /**
   * What one account takes.
   *
   * @param bytes of all servers together
   * @param servers how many servers it takes something of
   */
  record Total(int account, long bytes, int servers) {
    private Total and(long more) {
      return new Total(account, bytes + more, servers + 1);
    }
  }

  /** What each account takes, that of the most first. */
  List<Total> totals() {
    Map<Integer, Total> all = new TreeMap<>();
    servers.stream()
        .flatMap(told -> told.ledger().stream())
        .flatMap(ledger -> ledger.used().entrySet().stream())
        .forEach(
            entry ->
                all.merge(
                    entry.getKey(),
                    new Total(entry.getKey(), entry.getValue(), 1),
                    (before, now) -> before.and(entry.getValue())));
    return all.values().stream().sorted(Comparator.comparingLong(Total::bytes).reversed()).toList();
  }

  /** The name of {@code account}, if it is known. */
  Optional<String> name(int account) {
    return Optional.ofNullable(names.get(account));
  }
}
