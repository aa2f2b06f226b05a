package org.truckee.client.mutable.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truckee.bytes.Bytes;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.StorageServer;

/**
 * The order in which the shares of a large file are replaced. The last ones of the old version are
 * touched only when {@code needed} of the new one are whole. Where {@code total} is less than twice
 * {@code needed}, there is not room for so many beside the old ones, and some shares stay for a
 * while on servers that have another one.
 *
 * @param first the shares that go first
 * @param passing the shares that go with them, and are taken back at the end
 * @param last the shares that go when all these are whole
 */
public record PassOrder(
    List<ShareTarget> first, List<ShareTarget> passing, List<ShareTarget> last) {
  /**
   * The order for {@code goals}, which are all shares of the new version; empty if no order is
   * safe, because too few servers have room for another share.
   *
   * @param old the numbers of the shares by which the old version can be read; empty for a new file
   * @param needed the shares by which the new version can be read, of its {@code total}
   * @param map the shares that are there
   * @param permuted the servers that may take further shares, the preferred ones first
   */
  public static Optional<PassOrder> of(
      List<ShareTarget> goals,
      Collection<Integer> old,
      int needed,
      int total,
      ShareMap map,
      List<StorageServer> permuted) {
    Set<Integer> kept =
        old.stream()
            .distinct()
            .sorted()
            .limit(Math.max(needed, total / 2))
            .collect(Collectors.toSet());
    List<ShareTarget> first = goals.stream().filter(goal -> !kept.contains(goal.share())).toList();
    List<ShareTarget> last = goals.stream().filter(goal -> kept.contains(goal.share())).toList();
    long there = first.stream().map(ShareTarget::share).distinct().count();
    int missing = kept.isEmpty() ? 0 : (int) Math.max(0, needed - there);
    List<ShareTarget> passing = passing(kept, missing, goals, map, permuted);
    return passing.size() < missing
        ? Optional.empty()
        : Optional.of(new PassOrder(first, passing, last));
  }

  /** Places for {@code count} of {@code shares}, on as many servers as there are. */
  private static List<ShareTarget> passing(
      Set<Integer> shares,
      int count,
      List<ShareTarget> goals,
      ShareMap map,
      List<StorageServer> permuted) {
    Map<StorageServer, Map<Integer, Bytes>> holdings = map.holdings();
    List<ShareTarget> passing = new ArrayList<>();
    for (int share : shares) {
      if (passing.size() == count) break;
      permuted.stream()
          .filter(server -> !server.isFull())
          .filter(server -> !holdings.getOrDefault(server, Map.of()).containsKey(share))
          .filter(server -> goals.stream().noneMatch(goal -> goal.isAt(server, share)))
          .min(
              Comparator.comparingLong(
                  server -> passing.stream().filter(goal -> goal.server().equals(server)).count()))
          .ifPresent(server -> passing.add(new ShareTarget(server, share, Bytes.EMPTY)));
    }
    return passing;
  }

  /** The passing ones of the shares of these numbers. */
  List<ShareTarget> passingOf(Set<Integer> numbers) {
    return passing.stream().filter(goal -> numbers.contains(goal.share())).toList();
  }
}
