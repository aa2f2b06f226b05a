package org.truckee.client.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.truckee.client.server.ServerNames;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/**
 * The health of one file or directory: the fields of Tahoe's check results.
 *
 * @param storageIndex the address of its shares
 * @param summary the health in a few words
 * @param healthy whether it is kept as it is meant to be: all shares of one version, and no other
 * @param recoverable whether it can be read
 * @param happiness the safety of the spread of its shares over servers
 * @param goodShares how many different shares of the version that counts are there
 * @param neededShares how many different shares it takes to read it
 * @param expectedShares how many different shares there should be
 * @param goodHosts how many servers hold a good share
 * @param wrongShares how many shares are of other versions than the one that counts
 * @param recoverableVersions how many versions can be read
 * @param unrecoverableVersions of how many versions there are too few shares
 * @param damaged the shares that are not what they have to be
 * @param responding the servers that answered
 * @param silent the servers that did not, however long they were waited for
 * @param shares the servers that hold each good share
 */
public record CheckResults(
    StorageIndex storageIndex,
    String summary,
    boolean healthy,
    boolean recoverable,
    int happiness,
    int goodShares,
    int neededShares,
    int expectedShares,
    int goodHosts,
    int wrongShares,
    int recoverableVersions,
    int unrecoverableVersions,
    List<DamagedShare> damaged,
    List<StorageServer> responding,
    List<StorageServer> silent,
    Map<ShareName, List<StorageServer>> shares) {
  /** Takes copies. */
  public CheckResults {
    Objects.requireNonNull(storageIndex, "storageIndex");
    Objects.requireNonNull(summary, "summary");
    damaged = List.copyOf(damaged);
    responding = List.copyOf(responding);
    silent = List.copyOf(silent);
    shares = Map.copyOf(shares);
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
