package org.truckee.node.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.process.ProcessGrid;
import org.truckee.node.process.ResidentMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a grid of processes on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures a grid on this machine.",
      "The grid is an introducer, ten storage servers and a gateway, each a process of its own, with"
          + " TLS and durable writes."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int SERVERS = 10;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Number of uploads and downloads of 100 MiB. Default: ${DEFAULT-VALUE}")
  int runs = 5;

  @Option(
      names = "--small-reads",
      description = {
        "Measure small reads that a gateway answers from memory, by one event loop",
        "and by two in turn, instead of the grid."
      })
  boolean smallReads;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Directory for the grid's files, made if need be. Default: a temporary one")
  Path parent;

  @Option(
      names = "--gateway-jvm",
      paramLabel = "OPTION",
      description = "Option for the gateway's JVM. The option may be repeated.")
  List<String> gatewayOptions = List.of();

  @Option(
      names = "--server-jvm",
      paramLabel = "OPTION",
      description = "Option for the storage servers' JVMs. The option may be repeated.")
  List<String> serverOptions = List.of();

  @Override
  public Integer call() throws Exception {
    try (ScratchDirectory scratch =
            ScratchDirectory.in(Optional.ofNullable(parent), "truckee-bench");
        ProcessGrid grid = new ProcessGrid(scratch.path())) {
      scratch.endFirst(grid::end);
      print(smallReads ? new SmallReads(grid).run(2 * runs, gatewayOptions) : measure(grid));
    }
    return ExitCodes.OK;
  }

  private List<Measurement> measure(ProcessGrid grid) throws Exception {
    long start = System.nanoTime();
    grid.startIntroducer();
    grid.startStorageServers(SERVERS, serverOptions);
    grid.startGateway("gateway", Map.of("needed", 3, "happy", 7, "total", SERVERS), gatewayOptions);
    grid.waitForServers("gateway", SERVERS);
    double ready = (System.nanoTime() - start) / 1e9;

    List<Measurement> figures = new ArrayList<>(new Workload(grid, grid.url("gateway")).run(runs));
    figures.add(new RepairWorkload(grid, grid.url("gateway")).run(runs));
    figures.addAll(new AuditWorkload(grid.url("gateway")).run(2 * runs));
    figures.addAll(new DirectoryWorkload(grid.url("gateway")).run(10 * runs));
    figures.addAll(new MutableWorkload(grid.url("gateway")).run(10 * runs));
    ResidentMemory.peakMib(grid.process("gateway").pid())
        .ifPresent(peak -> figures.add(new Measurement("gateway_peak_rss_mib", peak)));
    figures.add(new Measurement("ready_s", ready));
    return figures;
  }

  private void print(List<Measurement> figures) {
    if (json) {
      ObjectNode object = new ObjectMapper().createObjectNode();
      figures.forEach(figure -> figure.addTo(object));
      System.out.println(object);
    } else {
      System.out.println("                               median       lowest … highest (runs)");
      figures.forEach(figure -> System.out.println(figure.toLine()));
    }
  }
}
