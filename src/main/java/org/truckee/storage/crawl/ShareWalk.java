package org.truckee.storage.crawl;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.cycle.CrawlProgress;

/** A way through all files of which there are shares, in order. Blocks; one thread at a time. */
final class ShareWalk {
  private final Path shares;
  private final int batch;
  private final Deque<String> names = new ArrayDeque<>();
  private CrawlPosition position;
  private boolean listed;

  /** The way through {@code shares} from {@code position}, with {@code batch} names at a time. */
  ShareWalk(Path shares, CrawlPosition position, int batch) {
    this.shares = shares;
    this.position = position;
    this.batch = batch;
  }

  /** The place that the walk has come to. */
  CrawlPosition position() {
    return position;
  }

  /** Tells whether all is done. */
  boolean isOver() {
    return position.prefix() == CrawlProgress.PREFIXES;
  }

  /**
   * Goes one step: to the next file of the prefix directory, or to the next directory, where there
   * is no file yet. A directory that can't be listed is left behind.
   */
  Optional<StorageIndex> step() throws IOException {
    if (names.isEmpty()) list();
    if (names.isEmpty()) {
      leave();
      return Optional.empty();
    }
    position = new CrawlPosition(position.prefix(), names.remove());
    return parse(position.bucket());
  }

  /** A list that is not full was the last one of its directory. */
  private void list() throws IOException {
    if (listed) return;
    Path directory = shares.resolve(BucketNames.prefix(position.prefix()));
    try {
      List<String> next = BucketNames.after(position.bucket(), directory, batch);
      listed = next.size() < batch;
      names.addAll(next);
    } catch (IOException | DirectoryIteratorException failing) {
      leave();
      throw failing;
    }
  }

  private void leave() {
    position = new CrawlPosition(position.prefix() + 1, "");
    listed = false;
  }

  private static Optional<StorageIndex> parse(String name) {
    try {
      return Optional.of(StorageIndex.parse(name));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
