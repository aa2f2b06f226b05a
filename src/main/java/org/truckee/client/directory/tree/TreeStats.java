package org.truckee.client.directory.tree;

import java.util.List;

/**
 * The counts of a tree, each thing counted once: the fields of Tahoe's deep statistics.
 *
 * @param immutableFiles files that are kept in shares and never change
 * @param mutableFiles files that can change; their sizes are not counted
 * @param literalFiles files that their capabilities hold
 * @param directories directories of all kinds, with the one that the tree begins at
 * @param unknown things of kinds that are not known here
 * @param immutableFileBytes the sizes of all immutable files
 * @param literalFileBytes the sizes of all literal files
 * @param directoryBytes the bytes of all directories' tables
 * @param largestDirectory the bytes of the largest directory
 * @param largestDirectoryChildren the most children that a directory has
 * @param largestImmutableFile the bytes of the largest immutable file
 * @param fileSizes the numbers of immutable and literal files by size, smallest first
 */
public record TreeStats(
    long immutableFiles,
    long mutableFiles,
    long literalFiles,
    long directories,
    long unknown,
    long immutableFileBytes,
    long literalFileBytes,
    long directoryBytes,
    long largestDirectory,
    long largestDirectoryChildren,
    long largestImmutableFile,
    List<SizeClass> fileSizes) {
  /** Takes a copy. */
  public TreeStats {
    fileSizes = List.copyOf(fileSizes);
  }

  /** The number of files of {@code from} to {@code to} bytes. */
  public record SizeClass(long from, long to, long files) {}

  /** All files. */
  public long files() {
    return immutableFiles + mutableFiles + literalFiles;
  }
}
