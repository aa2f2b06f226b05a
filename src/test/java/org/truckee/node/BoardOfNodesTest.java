package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;

/** The board of a real grid, whose nodes have counted what they keep. */
@Tag("slow")
class BoardOfNodesTest {
  private static final String COUNT =
      """
      {"version": 1, "last-cycle-finished": 0, "current-cycle": null,
       "current-cycle-start-time": %d, "bucket-counts": {}, "last-complete-bucket-count": 1200}
      """;
  private static final Pattern STORAGE_INDEX = Pattern.compile("\\b[a-z2-7]{26}\\b");

  @TempDir static Path home;
  private static DeployedNodes nodes;

  @BeforeAll
  static void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    String introduced = "{\"introducers\": [" + nodes.nurl("introducer", "introducer") + "], ";
    for (String name : new String[] {"store1", "store2"}) {
      NodeDirectory store = new NodeDirectory(home.resolve(name), new SecureRandom());
      store.create(introduced + "\"storage\": {\"reserved_space\": 0, \"durable\": false}}");
      Files.createDirectories(store.storage());
      Files.writeString(
          store.storage().resolve("bucket_counter.state.json"),
          COUNT.formatted(System.currentTimeMillis() / 1000));
      nodes.start(name);
    }
    nodes.deploy("tables", introduced + "\"vdrive\": {\"durable\": false}}");
    nodes.deploy(
        "gateway",
        introduced
            + "\"gateway\": {\"web\": {\"port\": 0}, \"mutable\": {\"keys_ahead\": 0},"
            + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 2}, \"board\":"
            + " {\"storage\": [\"../store1\", \"../store2\"], \"vdrive\": [\"../tables\"]}}}");
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  private static JsonNode told() throws IOException {
    WebPort.Answer answer = nodes.web("gateway").get("/board?t=json");
    assertThat(answer.status()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.text());
  }

  /** Of a machine that stands still, some round finds all that is there. */
  private static void awaitRound(Consumer<JsonNode> expected) {
    Waiting.until(() -> expected.accept(told()));
  }

  private static void assertFigure(JsonNode told, String figure, long value) {
    assertThat(told.at("/figures/" + figure).isNumber()).as("%s", told).isTrue();
    assertThat(told.at("/figures/" + figure).asLong()).as("%s", told).isEqualTo(value);
  }

  @Test
  void theBoard_tellsOfAllItsNodes_andNoAddressOrName() throws IOException {
    long disk = Files.getFileStore(home).getTotalSpace();
    awaitRound(
        told -> {
          assertFigure(told, "servers", 2);
          assertFigure(told, "gateways", 1);
          assertFigure(told, "files", 1200);
          assertFigure(told, "directories", 1);
          // Both servers are on one disk.
          assertFigure(told, "bytes_of_disks", disk);
          assertThat(told.at("/figures/visitors").isNumber()).isTrue();
        });
    String page = nodes.web("gateway").get("/board", "Accept", "text/html").text();
    for (String shown : new String[] {page, told().toString()}) {
      assertThat(shown)
          .contains("Introducer 1", "Storage server 2", "Vdrive server 1", "Gateway of this node")
          .doesNotContain("store1", home.toString(), "URI:", "pb://", "127.0.0.1");
    }
    assertThat(STORAGE_INDEX.matcher(told().toString()).results().toList()).isEmpty();
  }

  @Test
  void aServerThatIsAway_andADamagedPast_costThemselves() throws IOException {
    awaitRound(told -> assertFigure(told, "files", 1200));
    nodes.stop("gateway");
    nodes.stop("store1");
    Path past = home.resolve("gateway/statistics/board");
    byte[] whole = Files.readAllBytes(past);
    try {
      for (byte[] damaged :
          new byte[][] {
            Arrays.copyOf(whole, whole.length / 2), "junk".getBytes(StandardCharsets.UTF_8)
          }) {
        Files.write(past, damaged);
        nodes.start("gateway");
        awaitRound(
            told -> {
              assertFigure(told, "files", 1200);
              assertThat(told.findValuesAsText("state")).containsOnlyOnce("does not answer");
            });
        assertThat(Files.size(past)).isEqualTo(whole.length);
        nodes.stop("gateway");
      }
    } finally {
      nodes.start("store1");
      nodes.start("gateway");
    }
  }
}
