package org.truckee.client.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.Happiness;

/** Which shares of an immutable file are where. Event loop only. */
final class ShareTally {
  private final Map<StorageServer, Set<Integer>> good = new HashMap<>();
  private final Map<StorageServer, Set<Integer>> damaged = new LinkedHashMap<>();
  private final Set<StorageServer> responding = new HashSet<>();

  void answered(StorageServer server) {
    responding.add(server);
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

  int goodHosts() {
    return good.size();
  }

  int happiness() {
    return Happiness.of(good);
  }

  List<StorageServer> responding(List<StorageServer> asked) {
    return asked.stream().filter(responding::contains).toList();
  }

  List<CheckResults.DamagedShare> damaged(StorageIndex storageIndex) {
    List<CheckResults.DamagedShare> all = new ArrayList<>();
    damaged.forEach(
        (server, shares) ->
            shares.forEach(
                share -> all.add(new CheckResults.DamagedShare(server, storageIndex, share))));
    return all;
  }

  /** The servers of each good share, in the order in which they were asked. */
  Map<String, List<StorageServer>> byName(List<StorageServer> asked) {
    Map<String, List<StorageServer>> byName = new HashMap<>();
    for (StorageServer server : asked) {
      for (int share : good.getOrDefault(server, Set.of()))
        byName.computeIfAbsent(String.valueOf(share), none -> new ArrayList<>()).add(server);
    }
    return byName;
  }
}
