package org.truckee.node.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The memory and the processor time of a grid's processes, as Linux tells them. */
final class GridCosts {
  /** The clock ticks of a second in {@code /proc/PID/stat}. */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;

  private final Map<String, Double> memory = new LinkedHashMap<>();
  private final Map<String, Double> divided = new LinkedHashMap<>();
  private Map<String, Double> seconds = Map.of();

  /** Looks at the memory of {@code kinds} now; the most of each kind counts. */
  void look(Map<String, List<ProcessHandle>> kinds) throws IOException {
    for (Map.Entry<String, List<ProcessHandle>> kind : kinds.entrySet())
      for (ProcessHandle process : kind.getValue()) {
        memory.merge(kind.getKey(), mib(process, "Rss:"), Math::max);
        divided.merge(kind.getKey(), mib(process, "Pss:"), Math::max);
      }
  }

  /** Begins to count the processor time of {@code kinds}, none of which ends before the report. */
  void begin(Map<String, List<ProcessHandle>> kinds) throws IOException {
    seconds = times(kinds);
  }

  /** The processor time of each kind for each of {@code requests}. */
  String times(Map<String, List<ProcessHandle>> kinds, long requests) throws IOException {
    StringBuilder report = new StringBuilder();
    times(kinds)
        .forEach(
            (kind, now) ->
                report.append(
                    "  %-29s %.2f ms of processor time a request%n"
                        .formatted(kind, (now - seconds.get(kind)) * 1000 / requests)));
    return report.toString();
  }

  /** The most memory that one process of each kind, with its children, was seen to hold. */
  String memory() {
    StringBuilder report = new StringBuilder();
    memory.forEach(
        (kind, mib) ->
            report.append(
                "  %-29s %.0f MiB, %.0f where what is shared is divided%n"
                    .formatted(kind, mib, divided.get(kind))));
    return report.toString();
  }

  private static Map<String, Double> times(Map<String, List<ProcessHandle>> kinds)
      throws IOException {
    Map<String, Double> times = new LinkedHashMap<>();
    for (Map.Entry<String, List<ProcessHandle>> kind : kinds.entrySet()) {
      double sum = 0;
      for (ProcessHandle process : kind.getValue())
        for (ProcessHandle each : family(process)) sum += seconds(each);
      times.put(kind.getKey(), sum);
    }
    return times;
  }

  private static List<ProcessHandle> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /** Its own time, and that of children that have ended. */
  private static double seconds(ProcessHandle process) throws IOException {
    String stat = read(process, "stat");
    if (stat.isEmpty()) return 0;
    return Pattern.compile(" ")
            .splitAsStream(stat.substring(stat.lastIndexOf(')') + 2))
            .skip(USER_TIME)
            .limit(4)
            .mapToLong(Long::parseLong)
            .sum()
        / TICKS;
  }

  private static double mib(ProcessHandle process, String field) throws IOException {
    double sum = 0;
    for (ProcessHandle each : family(process))
      sum +=
          read(each, "smaps_rollup")
              .lines()
              .filter(line -> line.startsWith(field))
              .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
              .sum();
    return sum;
  }

  /** A file of {@code process}; empty if it has ended. */
  private static String read(ProcessHandle process, String file) throws IOException {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
    } catch (NoSuchFileException ended) {
      return "";
    }
  }
}
