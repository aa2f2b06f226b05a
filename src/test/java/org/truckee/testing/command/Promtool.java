package org.truckee.testing.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Prometheus's own judge of figures and rules, where it is installed. */
public final class Promtool {
  private static final int PATIENCE_SECONDS = 60;

  private Promtool() {}

  /** The program; a test that needs it is skipped where it is missing. */
  public static Promtool orSkip() {
    try {
      run("", List.of("promtool", "--version"));
    } catch (IOException missing) {
      Assumptions.abort("promtool is not installed (Debian's package prometheus)");
    }
    return new Promtool();
  }

  /** What it says of {@code input}, with all of its complaints. */
  public String run(String input, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("promtool"));
    line.addAll(List.of(arguments));
    return run(input, line);
  }

  private static String run(String input, List<String> line) throws IOException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (var sink = process.getOutputStream()) {
      sink.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said;
  }
}
