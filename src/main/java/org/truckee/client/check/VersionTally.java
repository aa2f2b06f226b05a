package org.truckee.client.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.EncodingParameters;
import org.truckee.placement.Happiness;

/**
 * The results that follow from the found versions of a mutable file; if there are none, {@code
 * usual} is the expected encoding.
 */
record VersionTally(FoundVersions found, EncodingParameters usual) {
  /** The version that counts: the newest that can be read, or the newest of all. */
  Optional<FoundVersions.Version> counting() {
    return found.best().or(() -> found.versions().stream().findFirst());
  }

  int recoverable() {
    return (int) found.versions().stream().filter(FoundVersions.Version::isRecoverable).count();
  }

  int unrecoverable() {
    return found.versions().size() - recoverable();
  }

  int goodShares() {
    return counting().map(version -> version.shares().size()).orElse(0);
  }

  int needed() {
    return counting().map(FoundVersions.Version::needed).orElse(usual.needed());
  }

  int expected() {
    return counting().map(FoundVersions.Version::total).orElse(usual.total());
  }

  int goodHosts() {
    return (int)
        counting().stream()
            .flatMap(version -> version.shares().values().stream())
            .flatMap(List::stream)
            .distinct()
            .count();
  }

  /** The number of shares of other versions than the one that counts. */
  int wrongShares() {
    int all = byName().values().stream().mapToInt(List::size).sum();
    return all
        - counting().stream()
            .flatMap(version -> version.shares().values().stream())
            .mapToInt(List::size)
            .sum();
  }

  /** Shares of different versions count as different ones. */
  int happiness() {
    Map<StorageServer, Set<Integer>> byServer = new HashMap<>();
    int name = 0;
    for (List<StorageServer> servers : byName().values()) {
      int number = name++;
      servers.forEach(
          server -> byServer.computeIfAbsent(server, none -> new TreeSet<>()).add(number));
    }
    return Happiness.of(byServer);
  }

  List<CheckResults.DamagedShare> damaged(StorageIndex storageIndex) {
    List<CheckResults.DamagedShare> all = new ArrayList<>();
    found
        .damaged()
        .forEach(
            (server, shares) ->
                shares.forEach(
                    share -> all.add(new CheckResults.DamagedShare(server, storageIndex, share))));
    return all;
  }

  /** The servers of each share, by its name: {@code seq3-4n7a-sh5}. */
  Map<ShareName, List<StorageServer>> byName() {
    Map<ShareName, List<StorageServer>> byName = new HashMap<>();
    for (FoundVersions.Version version : found.versions()) {
      String root = version.prefix().rootHash().toString().substring(0, 4);
      String name = "seq%d-%s".formatted(version.sequence(), root);
      version.shares().forEach((share, servers) -> byName.put(new ShareName(name, share), servers));
    }
    return byName;
  }

  /** The reasons why it is not healthy. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (unrecoverable() > 0) complaints.add("some versions are unrecoverable");
    if (recoverable() == 0) complaints.add("no versions are recoverable");
    if (recoverable() > 1) complaints.add("multiple versions are recoverable");
    if (recoverable() > 0 && goodShares() < expected())
      complaints.add("%d shares (enc %d-of-%d)".formatted(goodShares(), needed(), expected()));
    return complaints;
  }
}
