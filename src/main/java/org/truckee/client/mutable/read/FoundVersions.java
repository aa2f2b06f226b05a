package org.truckee.client.mutable.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.client.server.StorageServer;

/**
 * The versions of a mutable file that were found on the grid.
 *
 * @param versions from the newest to the oldest
 * @param damaged the numbers of shares that are of no use, at the servers that have them
 * @param silent the servers that did not answer
 * @param asked how many servers were asked
 */
public record FoundVersions(
    List<Version> versions,
    Map<StorageServer, List<Integer>> damaged,
    List<StorageServer> silent,
    int asked) {
  /**
   * One version and where its shares are.
   *
   * @param shares the servers that hold each share, by its number
   */
  public record Version(
      MutableFormat format,
      long sequence,
      Bytes rootHash,
      long size,
      int needed,
      int total,
      Map<Integer, List<StorageServer>> shares) {
    /** Whether there are shares enough to read it. */
    public boolean isRecoverable() {
      return shares.size() >= needed;
    }
  }

  /** The newest version that can be read. */
  public Optional<Version> best() {
    return versions.stream().filter(Version::isRecoverable).findFirst();
  }
}
