package org.truckee.client.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.Happiness;

/** The places of an immutable file's shares, as a check finds them. Event loop only. */
final class ShareTally {
  private final Map<StorageServer, Set<Integer>> good = new HashMap<>();
  private final Map<StorageServer, Set<Integer>> damaged = new LinkedHashMap<>();
  private final Set<StorageServer> responding = new HashSet<>();

  void answered(StorageServer server) {
    responding.add(server);
  }

  /** Notes that {@code server} has shares that could not be read. */
  void fellSilent(StorageServer server) {
    responding.remove(server);
  }

  boolean isGood(StorageServer server, int share) {
    return good.getOrDefault(server, Set.of()).contains(share);
  }

  void good(StorageServer server, int share) {
    good.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
  }

  void damaged(StorageServer server, int share) {
    damaged.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
  }

  int goodShares() {
    return (int) good.values().stream().flatMap(Set::stream).distinct().count();
  }

  /** The results for the file of {@code cap}, of which {@code asked} servers were asked. */
  CheckResults results(ChkVerifyCap cap, List<StorageServer> asked) {
    int count = goodShares();
    boolean healthy = count == cap.total();
    boolean recoverable = count >= cap.needed();
    return new CheckResults(
        cap.storageIndex(),
        new CheckResults.Health(
            healthy ? "Healthy" : summary(cap, asked), healthy, recoverable, Happiness.of(good)),
        new CheckResults.Counts(
            count, cap.needed(), cap.total(), 0, recoverable ? 1 : 0, recoverable ? 0 : 1),
        new CheckResults.Servers(good.size(), responding(asked), silent(asked)),
        damaged(cap.storageIndex()),
        byName(asked));
  }

  private String summary(ChkVerifyCap cap, List<StorageServer> asked) {
    return "Not Healthy: %d shares (enc %d-of-%d)"
            .formatted(goodShares(), cap.needed(), cap.total())
        + CheckResults.without(silent(asked));
  }

  private List<StorageServer> responding(List<StorageServer> asked) {
    return asked.stream().filter(responding::contains).toList();
  }

  /** The servers among {@code asked} that did not answer, or only in part. */
  List<StorageServer> silent(List<StorageServer> asked) {
    return asked.stream().filter(server -> !responding.contains(server)).toList();
  }

  private List<CheckResults.DamagedShare> damaged(StorageIndex storageIndex) {
    List<CheckResults.DamagedShare> all = new ArrayList<>();
    damaged.forEach(
        (server, shares) ->
            shares.forEach(
                share -> all.add(new CheckResults.DamagedShare(server, storageIndex, share))));
    return all;
  }

  /** The servers of each good share, in the order in which they were asked. */
  private Map<ShareName, List<StorageServer>> byName(List<StorageServer> asked) {
    Map<ShareName, List<StorageServer>> byName = new HashMap<>();
    for (StorageServer server : asked) {
      for (int share : good.getOrDefault(server, Set.of()))
        byName.computeIfAbsent(ShareName.immutable(share), none -> new ArrayList<>()).add(server);
    }
    return byName;
  }
}
