package org.truckee.node.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.bench.distance.DistantGrid;
import org.truckee.node.bench.distance.TripWorkload;
import org.truckee.node.bench.growth.Growth;
import org.truckee.node.bench.growth.GrowthRun;
import org.truckee.node.bench.work.BenchPart;
import org.truckee.node.bench.work.BenchPart.Needs;
import org.truckee.node.bench.work.BenchTarget;
import org.truckee.node.bench.work.Measurement;
import org.truckee.node.bench.work.SmallReads;
import org.truckee.node.process.ProcessGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a grid of processes on this machine, or any gateway. */
@Command(
    name = "bench",
    description = {
      "Measures a grid on this machine, or any gateway.",
      "The grid is an introducer, ten storage servers and a gateway, each a process of its own,"
          + " with TLS and durable writes."
    })
public final class BenchCommand implements Callable<Integer> {
  /** The options that would have no effect beside another one. */
  private static final Map<String, List<String>> APART = new LinkedHashMap<>();

  static {
    APART.put(
        "--rtt", List.of("--gateway", "--small-reads", "--only", "--gateway-jvm", "--server-jvm"));
    APART.put("--small-reads", List.of("--gateway", "--only", "--server-jvm"));
    APART.put(
        "--growth",
        List.of("--gateway", "--small-reads", "--only", "--rtt", "--gateway-jvm", "--server-jvm"));
    APART.put("--gateway", List.of("--gateway-jvm", "--server-jvm"));
  }

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Number of uploads and downloads of 100 MiB. Default: ${DEFAULT-VALUE}")
  int runs = 5;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = {
        "Measure these parts only: cold, cold-puts, files, connections, rates,",
        "directories, mutable, tree, repair, audits, upkeep, crawl. A crawl begins six",
        "minutes after a start, and is measured only if it is named."
      })
  List<String> only = List.of();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = {
        "Measure the gateway at this address, of this program or of Tahoe-LAFS,",
        "instead of a grid that is made for it. What is stored stays there."
      })
  URI gateway;

  @Option(
      names = "--small-reads",
      description = {
        "Measure small reads that a gateway answers from memory, by one event loop",
        "and by two in turn, instead of the grid."
      })
  boolean smallReads;

  @Option(
      names = "--rtt",
      paramLabel = "MS",
      description = {
        "Put delaying proxies between the gateway and its servers, so that a round",
        "trip takes so many milliseconds (an even number), and tell the time of requests",
        "in round trips."
      })
  long rtt;

  @Option(
      names = "--growth",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "Measure how the cost of requests grows, instead: with the number of storage servers",
        "(servers), with the entries of a directory on a vdrive server (entries), and with",
        "those of one that is a file of the grid (tables). All three take an hour."
      })
  List<String> growth = List.of();

  @Option(
      names = "--vdrive-store",
      paramLabel = "URL",
      description = "The database that --growth keeps directories in. Default: a file")
  String store;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Directory for the bench's files, made if need be. Default: a temporary one")
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
    List<BenchPart> parts = parts();
    FigureReport report = new FigureReport(System.out, json);
    try {
      if (rtt > 0) report.add(trips());
      else if (smallReads) report.add(smallReads());
      else if (!growth.isEmpty()) grow(report);
      else if (gateway != null) measure(parts, report);
      else new BenchRun(grid(), report, runs).measure(parts);
    } finally {
      report.end();
    }
    return ExitCodes.OK;
  }

  private void measure(List<BenchPart> parts, FigureReport report) throws Exception {
    try (ScratchDirectory scratch =
        ScratchDirectory.in(Optional.ofNullable(parent), "truckee-bench")) {
      BenchTarget target = new BenchTarget(gateway, scratch.path(), Optional.empty());
      for (BenchPart part : parts) report.add(part.work().measure(target, runs));
    }
  }

  private void grow(FigureReport report) throws Exception {
    try (ScratchDirectory scratch =
        ScratchDirectory.in(Optional.ofNullable(parent), "truckee-bench")) {
      GrowthRun run =
          new GrowthRun(scratch.path(), scratch::endFirst, Optional.ofNullable(store), report::add);
      for (String what : growth) Growth.of(what).orElseThrow().measure(run, runs);
    }
  }

  private BenchGrid grid() {
    return new BenchGrid(Optional.ofNullable(parent), gatewayOptions, serverOptions);
  }

  private List<Measurement> smallReads() throws Exception {
    try (ScratchDirectory scratch =
            ScratchDirectory.in(Optional.ofNullable(parent), "truckee-bench");
        ProcessGrid processes = new ProcessGrid(scratch.path())) {
      scratch.endFirst(processes::end);
      return new SmallReads(processes).run(2 * runs, gatewayOptions);
    }
  }

  private List<Measurement> trips() throws Exception {
    try (ScratchDirectory scratch =
            ScratchDirectory.in(Optional.ofNullable(parent), "truckee-bench");
        ProcessGrid processes = new ProcessGrid(scratch.path());
        DistantGrid distant = new DistantGrid(processes, rtt)) {
      scratch.endFirst(processes::end);
      return new TripWorkload(distant.start(), rtt).run(runs);
    }
  }

  /** The parts that are measured; a usage error if one does not exist or can't be measured. */
  private List<BenchPart> parts() {
    for (String option : APART.keySet())
      for (String other : APART.get(option))
        if (isGiven(option) && isGiven(other))
          throw wrong(option + " and " + other + " can't be given together");
    for (String what : growth)
      if (Growth.of(what).isEmpty()) throw wrong("--growth: nothing grows by \"" + what + "\"");
    if (store != null && growth.isEmpty()) throw wrong("--vdrive-store needs --growth");
    if (runs < 1) throw wrong("--runs needs 1 or more: " + runs);
    if (isGiven("--rtt") && (rtt < 2 || rtt % 2 != 0))
      throw wrong("--rtt needs an even number of milliseconds, 2 or more: " + rtt);
    if (gateway != null && !isRootOfGateway(gateway))
      throw wrong("--gateway needs an address such as http://127.0.0.1:3456/");
    List<BenchPart> parts = new ArrayList<>();
    for (BenchPart part : BenchPart.ALL) {
      boolean possible = gateway == null || part.needs() == Needs.GATEWAY;
      if (only.contains(part.name()) && !possible)
        throw wrong("--only " + part.name() + " needs a grid that bench makes itself");
      if (only.contains(part.name()) || (only.isEmpty() && possible && part.usual()))
        parts.add(part);
    }
    for (String name : only)
      if (parts.stream().noneMatch(part -> part.name().equals(name)))
        throw wrong("--only: there is no part \"" + name + "\"");
    return parts;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private static boolean isRootOfGateway(URI address) {
    return "http".equals(address.getScheme())
        && address.getHost() != null
        && List.of("", "/").contains(address.getRawPath())
        && address.getRawQuery() == null;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
