package org.truckee.client.directory.trash;

/**
 * The outcome of bringing a tree back to a time.
 *
 * @param directories the directories that were looked through
 * @param restored the links that were missing and are there again
 * @param replaced the links that lead to what they led to then, and to something else before
 * @param left the links that lead to something else, and were left alone
 */
public record RestoredTree(long directories, long restored, long replaced, long left) {
  /** The outcome before anything was looked at. */
  static final RestoredTree NOTHING = new RestoredTree(0, 0, 0, 0);

  RestoredTree and(RestoredTree other) {
    return new RestoredTree(
        directories + other.directories,
        restored + other.restored,
        replaced + other.replaced,
        left + other.left);
  }
}
