package org.truckee.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a command looks for its node. */
class SessionTest {
  @TempDir Path home;

  private Path found(String name, Map<String, String> environment) {
    assumeThat(Path.of("grid/gateway")).as("a grid of this directory").doesNotExist();
    Streams streams = new Streams(System.in, System.out, System.err, false);
    return new Session(name, streams, environment, home).nodeDirectory();
  }

  @Test
  void theGridOfAnInstalledProgram_isFoundInTheHomeDirectory_behindANodeThere() throws IOException {
    assertThat(found("truckee", Map.of())).isEqualTo(home.resolve(".truckee"));

    Path grid = Files.createDirectories(home.resolve("truckee-grid/gateway"));
    assertThat(found("truckee", Map.of())).isEqualTo(grid);
    assertThat(found("tahoe", Map.of())).isEqualTo(home.resolve(".tahoe"));
    assertThat(found("truckee", Map.of("TRUCKEE_NODE", "/n"))).isEqualTo(Path.of("/n"));

    Files.createDirectories(home.resolve(".truckee"));
    assertThat(found("truckee", Map.of())).isEqualTo(home.resolve(".truckee"));
  }
}
