package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestUpkeep;

/** Three servers, two of which have a share of a file, and the third a copy of one. */
class RenewalTest {
  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep kept;
  private StorageIndex file;
  private String root;

  @BeforeEach
  void start() throws IOException {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 2, 2));
    root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    byte[] contents = "kept where it counts ".repeat(50).getBytes(StandardCharsets.UTF_8);
    file = TestGrid.storageIndex(grid.web().send("PUT", place(), contents).text());
    kept = TestUpkeep.open(grid, directory);
    Path copy = third().shareFile(file, 0);
    Files.createDirectories(copy.getParent());
    Files.copy(holder(0).shareFile(file, 0), copy);
  }

  @AfterEach
  void stop() {
    kept.close();
    grid.close();
  }

  private String place() {
    return "/uri/" + root + "/file";
  }

  private TestServer third() {
    return grid.servers().stream()
        .filter(server -> server.shares(file).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private TestServer holder(int share) {
    return grid.servers().stream()
        .filter(server -> server.shares(file).contains(share))
        .findFirst()
        .orElseThrow();
  }

  private List<TestServer> renewed() {
    return grid.servers().stream()
        .filter(
            server ->
                server.requests().stream()
                    .anyMatch(
                        asked ->
                            asked.method().equals(HttpMethod.PUT)
                                && asked.path().endsWith("/lease/" + file)))
        .toList();
  }

  @Test
  void aCopyThatCountsForNothing_isLeftToEnd() {
    kept.add("work", root);
    assertThat(renewed()).hasSize(2).contains(holder(1));
  }

  /** The server that only says that it has share 0 may come before the other one, or after it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerIsNotLeftOut_forWhatAnotherOneOnlyClaims(boolean first) throws IOException {
    List<TestServer> both =
        grid.servers().stream().filter(server -> server.shares(file).contains(0)).toList();
    empty(both.get(first ? 0 : 1).shareFile(file, 0));
    kept.add("work", root);
    assertThat(renewed()).contains(both.get(first ? 1 : 0), holder(1));
  }

  /** The header stays, and everything behind it is lost. */
  private static void empty(Path share) throws IOException {
    byte[] bytes = Files.readAllBytes(share);
    Arrays.fill(bytes, 60, bytes.length - 80, (byte) 0);
    Files.write(share, bytes);
  }

  @Test
  void whileAShareIsMissing_everyLeaseIsRenewed() throws IOException {
    Files.delete(holder(1).shareFile(file, 1));
    kept.add("work", root);
    assertThat(renewed()).hasSize(3);
  }
}
