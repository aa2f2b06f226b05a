package org.truckee.node.bench.work;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truckee.node.process.ProcessGrid;

/**
 * A gateway that is measured.
 *
 * @param scratch an existing directory for the files of the work, which is removed after it
 * @param own the grid behind it, if the bench has started it
 */
public record BenchTarget(URI gateway, Path scratch, Optional<Own> own) {
  /** The name of the gateway's node in a grid of the bench. */
  public static final String NODE = "gateway";

  /** The shares that a file needs in a grid of the bench. */
  public static final int NEEDED = 3;

  /** A grid that the bench has started, its servers with {@code serverOptions} for their JVMs. */
  public record Own(ProcessGrid processes, List<String> serverOptions) {
    public Own {
      serverOptions = List.copyOf(serverOptions);
    }

    /** Starts {@code server} again, which was killed, and returns when the gateway reaches all. */
    void restart(String server) throws IOException, InterruptedException {
      processes.start(server, serverOptions);
      processes.waitForServers(NODE, processes.storageServers().size());
    }
  }

  /** The grid, for work that only a grid of the bench can do. */
  Own ownGrid() {
    return own.orElseThrow(() -> new IllegalStateException("the grid is not the bench's own"));
  }

  /** Forgets all files, so that the disk does not fill; the files of others stay. */
  void forgetFiles() throws IOException {
    if (own.isPresent()) own.get().processes().deleteShares();
  }
}
