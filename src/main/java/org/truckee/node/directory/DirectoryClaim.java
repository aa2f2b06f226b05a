package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.platform.OwnerFiles;

/**
 * The right of one node to work in its directory, and in the directory of its shares if that is
 * somewhere else. Blocks; thread-safe.
 */
final class DirectoryClaim {
  private final Path root;
  private final Path pid;
  private final Optional<GridHome> grid;
  private Optional<DirectoryLock> lock = Optional.empty();
  private Optional<DirectoryLock> shares = Optional.empty();
  private boolean announced;

  /** No right yet to {@code root}, where a node that is up leaves its number in {@code pid}. */
  DirectoryClaim(Path root, Path pid, Optional<GridHome> grid) {
    this.root = root;
    this.pid = pid;
    this.grid = grid;
  }

  /** Takes the right; {@code BUSY} if a node runs there. Does nothing if it has been taken. */
  synchronized void take() throws IOException {
    if (lock.isPresent()) return;
    OwnerFiles.directories(root);
    lock = DirectoryLock.take(root, grid.map(GridHome::directory));
    if (lock.isEmpty()) throw RunningNode.complaint(root);
  }

  /** As {@link #take}, for a directory of shares. */
  synchronized void takeShares(Path directory) throws IOException {
    if (shares.isPresent()) return;
    OwnerFiles.directories(directory);
    shares = DirectoryLock.take(directory, Optional.empty());
    if (shares.isEmpty()) throw RunningNode.complaint(directory);
  }

  /** Tells others that the node is up, until the right is given back. */
  synchronized void announce() throws IOException {
    OwnerFiles.replace(pid, ProcessHandle.current().pid() + "\n");
    announced = true;
  }

  /** Gives the right back, if it has been taken. */
  synchronized void giveBack() throws IOException {
    if (announced) Files.deleteIfExists(pid);
    announced = false;
    shares.ifPresent(DirectoryLock::close);
    shares = Optional.empty();
    lock.ifPresent(DirectoryLock::close);
    lock = Optional.empty();
  }
}
