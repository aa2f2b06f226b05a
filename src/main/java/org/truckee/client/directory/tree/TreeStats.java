package org.truckee.client.directory.tree;

import java.util.List;

/**
 * The counts of a tree, each thing counted once: the fields of Tahoe's deep statistics.
 *
 * @param counts how many things of each kind there are
 * @param bytes the sizes of all things of each kind
 * @param largest the largest things
 * @param fileSizes the numbers of immutable and literal files by size, smallest first
 */
public record TreeStats(Counts counts, Sizes bytes, Largest largest, List<SizeClass> fileSizes) {
  /** Takes a copy. */
  public TreeStats {
    fileSizes = List.copyOf(fileSizes);
  }

  /**
   * Numbers of things.
   *
   * @param immutableFiles files that are kept in shares and never change
   * @param mutableFiles files that can change; their sizes are not counted
   * @param literalFiles files that their capabilities hold
   * @param directories directories of all kinds, with the one that the tree begins at
   * @param unknown things of kinds that are not known here
   */
  public record Counts(
      long immutableFiles, long mutableFiles, long literalFiles, long directories, long unknown) {
    /** All files. */
    public long files() {
      return immutableFiles + mutableFiles + literalFiles;
    }
  }

  /** Bytes of all immutable files, of all literal files, and of all directories' tables. */
  public record Sizes(long immutableFiles, long literalFiles, long directories) {}

  /**
   * Largest things.
   *
   * @param directory the bytes of the largest directory
   * @param directoryChildren the most children that a directory has
   * @param immutableFile the bytes of the largest immutable file
   */
  public record Largest(long directory, long directoryChildren, long immutableFile) {}

  /** The number of files of {@code from} to {@code to} bytes. */
  public record SizeClass(long from, long to, long files) {}
}
