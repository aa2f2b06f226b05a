package org.truckee.client.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/**
 * The health of one file or directory: the fields of Tahoe's check results.
 *
 * @param storageIndex the address of its shares
 * @param health whether it is kept as it is meant to be
 * @param counts the numbers of its shares and versions
 * @param servers the servers that were asked
 * @param damaged the shares that are not what they have to be
 * @param shares the servers that hold each good share
 */
public record CheckResults(
    StorageIndex storageIndex,
    Health health,
    Counts counts,
    Servers servers,
    List<DamagedShare> damaged,
    Map<ShareName, List<StorageServer>> shares) {
  /** Takes copies. */
  public CheckResults {
    Objects.requireNonNull(storageIndex, "storageIndex");
    damaged = List.copyOf(damaged);
    shares = Map.copyOf(shares);
  }

  /**
   * The health of it all.
   *
   * @param summary the health in a few words
   * @param healthy whether it is kept as it is meant to be: all shares of one version, and no other
   * @param recoverable whether it can be read
   * @param happiness the safety of the spread of its shares over servers
   */
  public record Health(String summary, boolean healthy, boolean recoverable, int happiness) {
    /** Checks that there are words. */
    public Health {
      Objects.requireNonNull(summary, "summary");
    }
  }

  /**
   * Numbers of shares and versions.
   *
   * @param good how many different shares of the version that counts are there
   * @param needed how many different shares it takes to read it
   * @param expected how many different shares there should be
   * @param wrong how many shares are of other versions than the one that counts
   * @param recoverableVersions how many versions can be read
   * @param unrecoverableVersions of how many versions there are too few shares
   */
  public record Counts(
      int good,
      int needed,
      int expected,
      int wrong,
      int recoverableVersions,
      int unrecoverableVersions) {}

  /**
   * Servers that were asked.
   *
   * @param withGoodShares how many of them hold a good share
   * @param responding the servers that answered
   * @param silent the servers that did not, however long they were waited for
   */
  public record Servers(
      int withGoodShares, List<StorageServer> responding, List<StorageServer> silent) {
    /** Takes copies. */
    public Servers {
      responding = List.copyOf(responding);
      silent = List.copyOf(silent);
    }
  }

  /** The numbers of the good shares that each server that answered has, in their order. */
  public Map<StorageServer, Set<Integer>> holdings() {
    Map<StorageServer, Set<Integer>> holdings = new LinkedHashMap<>();
    servers.responding().forEach(server -> holdings.put(server, new TreeSet<>()));
    shares.forEach(
        (share, holders) ->
            holders.stream()
                .filter(holdings::containsKey)
                .forEach(server -> holdings.get(server).add(share.number())));
    return holdings;
  }

  /** The words that are added to a summary where {@code silent} servers may have shares. */
  static String without(List<StorageServer> silent) {
    return silent.isEmpty()
        ? ""
        : "; no answer from " + ServerNames.list(silent.stream().map(StorageServer::name).toList());
  }

  /** A share that its server keeps badly. */
  public record DamagedShare(StorageServer server, StorageIndex storageIndex, int shareNumber) {}
}
