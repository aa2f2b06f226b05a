package org.truckee.client.mutable.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;

/**
 * The versions of a mutable file that were found on the grid.
 *
 * @param versions from the newest to the oldest
 * @param damaged the numbers of useless shares, at the servers that have them
 * @param silent the servers that did not answer
 * @param asked how many servers were asked
 */
public record FoundVersions(
    List<Version> versions,
    Map<StorageServer, List<Integer>> damaged,
    List<StorageServer> silent,
    int asked) {
  /**
   * One version and the places of its shares.
   *
   * @param prefix the version, as its writer signed it
   * @param shares the servers that hold each share, by its number
   */
  public record Version(SignedPrefix prefix, Map<Integer, List<StorageServer>> shares) {
    /** The sequence number; every change makes it larger. */
    public long sequence() {
      return prefix.sequence();
    }

    /** The number of shares that it takes to read it. */
    public int needed() {
      return prefix.needed();
    }

    /** The number of shares that it was cut into. */
    public int total() {
      return prefix.total();
    }

    /** Returns whether there are enough shares to read it. */
    public boolean isRecoverable() {
      return shares.size() >= needed();
    }
  }

  /** The versions, shares and servers of {@code map}. */
  public static FoundVersions of(ShareMap map) {
    Map<StorageServer, List<Integer>> bad = new LinkedHashMap<>();
    for (DamagedShare share : map.damaged())
      bad.computeIfAbsent(share.server(), none -> new ArrayList<>()).add(share.number());
    return new FoundVersions(
        map.versions().stream().map(version -> version(version, map)).toList(),
        bad,
        List.copyOf(map.silent().keySet()),
        map.answered().size() + map.silent().size());
  }

  private static Version version(SignedPrefix version, ShareMap map) {
    Map<Integer, List<StorageServer>> shares = new TreeMap<>();
    for (FoundShare share : map.sharesOf(version))
      shares.computeIfAbsent(share.number(), none -> new ArrayList<>()).add(share.server());
    return new Version(version, shares);
  }

  /** The newest version that can be read. */
  public Optional<Version> best() {
    return versions.stream().filter(Version::isRecoverable).findFirst();
  }
}
