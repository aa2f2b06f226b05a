package org.truckee.node.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.process.ProcessGrid;

/**
 * The grids of the bench: an introducer, ten storage servers and a gateway, each a process of its
 * own, in a directory that is removed with them.
 *
 * @param parent the place of the directory, if not the usual one
 */
record BenchGrid(Optional<Path> parent, List<String> gatewayOptions, List<String> serverOptions) {
  private static final int SERVERS = 10;

  /** A grid that runs. */
  final class Started implements AutoCloseable {
    private final ScratchDirectory scratch;
    private final ProcessGrid processes;
    private final double readySeconds;

    private Started(ScratchDirectory scratch, ProcessGrid processes, double readySeconds) {
      this.scratch = scratch;
      this.processes = processes;
      this.readySeconds = readySeconds;
    }

    /** Its gateway. */
    BenchTarget target() throws IOException {
      return new BenchTarget(
          processes.url(BenchTarget.NODE),
          scratch.path(),
          Optional.of(new BenchTarget.Own(processes, serverOptions)));
    }

    /** Its processes. */
    ProcessGrid processes() {
      return processes;
    }

    /** The seconds from the start of the first process to a gateway that reaches all servers. */
    double readySeconds() {
      return readySeconds;
    }

    @Override
    public void close() throws IOException {
      processes.close();
      scratch.close();
    }
  }

  /** Starts a new one, and returns when the gateway reaches all servers. */
  Started start() throws IOException, InterruptedException {
    ScratchDirectory scratch = ScratchDirectory.in(parent, "truckee-bench");
    ProcessGrid processes = new ProcessGrid(scratch.path());
    scratch.endFirst(processes::end);
    try {
      return new Started(scratch, processes, start(processes));
    } catch (IOException | InterruptedException | RuntimeException e) {
      processes.close();
      scratch.close();
      throw e;
    }
  }

  private double start(ProcessGrid processes) throws IOException, InterruptedException {
    long start = System.nanoTime();
    processes.startIntroducer();
    processes.startStorageServers(SERVERS, serverOptions);
    processes.startGateway(BenchTarget.NODE, settings(), gatewayOptions);
    processes.waitForServers(BenchTarget.NODE, SERVERS);
    return (System.nanoTime() - start) / 1e9;
  }

  /** The usual encoding, and upkeep at the pace of the machine. */
  private static ObjectNode settings() {
    ObjectNode gateway = JsonNodeFactory.instance.objectNode();
    gateway
        .putObject("encoding")
        .put("needed", BenchTarget.NEEDED)
        .put("happy", 7)
        .put("total", SERVERS);
    gateway.putObject("upkeep").put("files_per_second", 10_000).put("bytes_per_second", "1 GiB");
    return gateway;
  }
}
