package org.truckee.cli.status;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node noted last of its failures, as its log tells it: warnings and errors. The log is
 * there also where the node is not. A node of a grid writes to the log of the grid.
 */
record LastFailures(Path directory) {
  private static final int MOST = 5;
  private static final int TAIL = 256 << 10;
  private static final Pattern FAILURE =
      Pattern.compile(
          "[0-9-]{10}T[0-9:.]+\\S* (WARN|ERROR) .*"
              + "|\\{\"time\":\"[^\"]*\",\"level\":\"(WARN|ERROR)\".*");

  /** The lines, the latest last; none if nothing failed lately, or there is no log. */
  List<String> lines() {
    return log().map(LastFailures::lines).orElse(List.of());
  }

  private static List<String> lines(Path log) {
    List<String> failures = new ArrayList<>();
    try {
      for (String line : tail(log).split("\n", -1))
        if (FAILURE.matcher(line).matches()) failures.add(line);
    } catch (IOException e) {
      return List.of("the log " + log + " can't be read");
    }
    if (failures.isEmpty()) return List.of();
    List<String> lines = new ArrayList<>();
    lines.add("last failures in " + log + ":");
    failures
        .subList(Math.max(0, failures.size() - MOST), failures.size())
        .forEach(failure -> lines.add("  " + failure));
    return lines;
  }

  private Optional<Path> log() {
    Path own = directory.resolve("logs/truckee.log");
    Path grid = directory.resolveSibling("logs").resolve("truckee.log");
    return Files.exists(own) ? Optional.of(own) : Optional.of(grid).filter(Files::exists);
  }

  private static String tail(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL));
      byte[] bytes = new byte[(int) Math.min(TAIL, file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
