package org.truckee.cli.copy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Quoting;

/**
 * The contents of one directory in the end: files, and further directories. Directories of the same
 * name that come from several places become one; files of the same name are a mistake.
 */
final class SourceTree {
  private final SortedMap<String, FileSource> files = new TreeMap<>();
  private final SortedMap<String, SourceTree> directories = new TreeMap<>();

  /** Puts {@code file} into this directory. */
  void add(String name, FileSource file) {
    if (directories.containsKey(name) || files.putIfAbsent(name, file) != null)
      throw CommandFailure.failed(
          "cannot copy multiple files with the same name into the same target directory: "
              + Quoting.quoted(name));
  }

  /** The directory {@code name} in it, which need not be there yet. */
  SourceTree directory(String name) {
    if (files.containsKey(name))
      throw CommandFailure.failed(
          "cannot copy a file and a directory with the same name into the same target directory: "
              + Quoting.quoted(name));
    return directories.computeIfAbsent(name, n -> new SourceTree());
  }

  /** The files in it, by name. */
  SortedMap<String, FileSource> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** The directories in it, by name. */
  SortedMap<String, SourceTree> directories() {
    return Collections.unmodifiableSortedMap(directories);
  }

  /** The number of files in it, at any depth. */
  int fileCount() {
    return files.size() + directories.values().stream().mapToInt(SourceTree::fileCount).sum();
  }

  /** The bytes of all files in it, as far as sizes are known. */
  long size() {
    return files.values().stream().mapToLong(file -> file.size().orElse(0)).sum()
        + directories.values().stream().mapToLong(SourceTree::size).sum();
  }
}
