package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.truckee.GridException;
import org.truckee.cli.session.CommandFailure;

/**
 * The node, or the whole grid, that runs in a directory: the holder of its lock. A pid file never
 * counts.
 */
public record RunningNode(Path directory, DirectoryLock.Holder holder) {
  private static final int LOOKS = 50;
  private static final long LOOK_MILLIS = 20;

  /** The node or grid that runs in {@code directory}; touches nothing there. */
  public static Optional<RunningNode> in(Path directory) throws IOException {
    return DirectoryLock.holder(directory).map(holder -> new RunningNode(directory, holder));
  }

  /** {@code BUSY} if a node or grid runs in {@code directory}; touches nothing there. */
  public static void refuse(Path directory) throws IOException {
    Optional<RunningNode> running = in(directory);
    if (running.isPresent()) throw running.get().complaint();
  }

  /** The failure that a node runs in {@code directory}, so that another one can't. */
  public static GridException complaint(Path directory) throws IOException {
    return in(directory)
        .map(RunningNode::complaint)
        .orElseGet(() -> busy("the node in " + directory + " was just started; try again"));
  }

  private static GridException busy(String message) {
    return new GridException(GridException.Kind.BUSY, message);
  }

  /** The failure that this node runs, with its place. */
  public GridException complaint() {
    return busy(
        "the %s in %s runs already%s%s%s"
            .formatted(
                isGrid() ? "grid" : "node",
                directory,
                holder.pid().map(pid -> ", as process " + pid).orElse(""),
                holder.grid().map(grid -> ", in the grid in " + grid).orElse(""),
                url().map(url -> ", at " + url).orElse("")));
  }

  private boolean isGrid() {
    return Files.isDirectory(directory.resolve("introducer/private"));
  }

  private Optional<String> url() {
    Path gateway = isGrid() ? directory.resolve("gateway") : directory;
    try {
      return Optional.of(Files.readString(gateway.resolve("node.url")).strip());
    } catch (IOException notOneThatIsReached) {
      return Optional.empty();
    }
  }

  /** Asks its process to end, and returns when it has ended. */
  public void stop(long seconds) throws IOException, InterruptedException {
    if (holder.grid().isPresent())
      throw CommandFailure.failed(
          "the node in %s is a part of the grid in %s, which stops as a whole: truckee stop -C %s"
              .formatted(directory, holder.grid().get(), holder.grid().get()));
    Optional<ProcessHandle> process = process();
    if (process.isPresent()) end(process.get(), seconds);
  }

  private void end(ProcessHandle process, long seconds) throws InterruptedException {
    if (!process.destroy())
      throw CommandFailure.failed(
          "process %d, the node in %s, can't be ended; it belongs to %s"
              .formatted(process.pid(), directory, process.info().user().orElse("somebody else")));
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw CommandFailure.failed(
          "the node in %s, process %d, still runs after %d seconds"
              .formatted(directory, process.pid(), seconds));
    }
  }

  /** Its process; a node that is just starting has not written its number yet. */
  private Optional<ProcessHandle> process() throws IOException, InterruptedException {
    Optional<RunningNode> now = Optional.of(this);
    for (int look = 0; look < LOOKS && now.isPresent(); look++) {
      Optional<Long> pid = now.get().holder.pid();
      if (pid.isPresent()) return ProcessHandle.of(pid.get());
      Thread.sleep(LOOK_MILLIS);
      now = in(directory);
    }
    if (now.isEmpty()) return Optional.empty();
    throw CommandFailure.failed("the node in " + directory + " is just starting; try again");
  }
}
