package org.truckee.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** {@code status} tells of any node of this machine what it is, what it keeps and what failed. */
class NodeStatusTest {
  private static final String LOG =
      """
      2026-01-31T12:00:00.000Z INFO  o.t.node.role.Node node starts
      2026-01-31T12:00:01.000Z WARN  o.t.storage the disk is full
          not a line of its own
      {"time":"2026-01-31T12:00:02Z","level":"ERROR","message":"the disk failed"}
      """;

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private Node start(NodeDirectory directory, String configuration) throws IOException {
    directory.create(configuration);
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    return node;
  }

  private NodeDirectory directory(String name) {
    return new NodeDirectory(home.resolve(name), new SecureRandom());
  }

  private CommandRun status(String name, String... more) {
    String[] line = new String[more.length + 3];
    line[0] = "status";
    line[1] = "-C";
    line[2] = home.resolve(name).toString();
    System.arraycopy(more, 0, line, 3, more.length);
    return CommandRun.of("truckee", home, "", line);
  }

  @Test
  void anIntroducer_tellsWhoIsThere_andAStore_whatItKeeps() throws IOException {
    Node introducer = start(directory("introducer"), "{\"nickname\": \"in\", \"introducer\": {}}");
    String nurl = introducer.nurl("introducer").toUri();
    start(
        directory("store"),
        "{\"nickname\": \"keeper\", \"introducers\": [\"%s\"], \"storage\": {}, \"vdrive\": {}}"
            .formatted(nurl));

    Waiting.until(
        () ->
            assertThat(status("introducer").text())
                .contains("node in  truckee/", "  introducer, up for ", "\nready\n")
                .contains("announced: 2 services; 0 nodes follow", "  storage  keeper  "));
    assertThat(status("store").text())
        .contains("node keeper  truckee/", "storage server, vdrive server, up for")
        .contains("directories: 1, with 0 names in them", "disk       ", "new shares are taken");
    JsonNode told = new ObjectMapper().readTree(status("store", "--json").text());
    assertThat(told.at("/node/roles")).hasSize(2);
    assertThat(told.at("/storage/stats").size()).isPositive();
    assertThat(status("introducer").text()).doesNotContain("pb://", nurl);
  }

  @Test
  void whatFailedLast_isToldOfANodeThatIsAway_too() throws IOException {
    Node node = start(directory("store"), "{\"storage\": {\"reserved_space\": \"1000 PiB\"}}");
    assertThat(status("store").text())
        .contains("not ready: the disk of this server is full")
        .doesNotContain("last failures");
    Path log = home.resolve("store/logs/truckee.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, LOG);
    Waiting.of(node.stop());

    CommandRun away = status("store");
    assertThat(away.exitCode()).isEqualTo(3);
    assertThat(away.text())
        .isEqualTo(
            "last failures in "
                + log
                + ":\n"
                + "  2026-01-31T12:00:01.000Z WARN  o.t.storage the disk is full\n"
                + "  {\"time\":\"2026-01-31T12:00:02Z\",\"level\":\"ERROR\",\"message\":\"the disk failed\"}\n");
  }

  @Test
  void aDirectoryOfNoNode_isNamedAsBefore() {
    assertThat(status("nowhere").errors()).contains("no gateway is known: ", "node.url");
  }
}
