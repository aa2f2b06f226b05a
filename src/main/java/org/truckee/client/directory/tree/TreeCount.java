package org.truckee.client.directory.tree;

import io.vertx.core.Future;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;

/** Counts the things that a walk visits. Event loop only. */
public final class TreeCount implements Visitor {
  /** The number of files in each class, by the largest size in it. */
  private final NavigableMap<Long, Long> sizes = new TreeMap<>();

  private long immutableFiles;
  private long mutableFiles;
  private long literalFiles;
  private long directories;
  private long unknown;
  private long immutableFileBytes;
  private long literalFileBytes;
  private long directoryBytes;
  private long largestDirectory;
  private long largestDirectoryChildren;
  private long largestImmutableFile;

  @Override
  public Future<Void> visit(Visit visit) {
    switch (visit.target().kind()) {
      case UNKNOWN -> unknown++;
      case DIRECTORY -> directories++;
      case FILE -> count(visit.target().strongest().orElseThrow());
    }
    return Future.succeededFuture();
  }

  private void count(Capability file) {
    if (file instanceof ChkReadCap chk) {
      immutableFiles++;
      immutableFileBytes += chk.size();
      largestImmutableFile = Math.max(largestImmutableFile, chk.size());
      countSize(chk.size());
    } else if (file instanceof LitCap literal) {
      literalFiles++;
      literalFileBytes += literal.contents().size();
      countSize(literal.contents().size());
    } else {
      mutableFiles++;
    }
  }

  private void countSize(long size) {
    sizes.merge(SizeClasses.last(size), 1L, Long::sum);
  }

  @Override
  public void listed(Visit directory, long children, long size) {
    directoryBytes += size;
    largestDirectory = Math.max(largestDirectory, size);
    largestDirectoryChildren = Math.max(largestDirectoryChildren, children);
  }

  /** The counts until now. */
  public TreeStats stats() {
    return new TreeStats(
        new TreeStats.Counts(immutableFiles, mutableFiles, literalFiles, directories, unknown),
        new TreeStats.Sizes(immutableFileBytes, literalFileBytes, directoryBytes),
        new TreeStats.Largest(largestDirectory, largestDirectoryChildren, largestImmutableFile),
        sizes.entrySet().stream().map(TreeCount::sizeClass).toList());
  }

  private static TreeStats.SizeClass sizeClass(Map.Entry<Long, Long> counted) {
    long last = counted.getKey();
    return new TreeStats.SizeClass(SizeClasses.first(last), last, counted.getValue());
  }
}
