package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.debug.DebugCommand;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.record.DailyFiles;

/** A node that keeps a record of requests, and its operator who looks for a thing there. */
class RecordedNodeTest {
  private static final String CONFIGURATION =
      """
      {"introducers": [%s], "storage": {"durable": false, "reserved_space": 0},
       "gateway": {"web": {"port": 0}, "encoding": {"needed": 1, "happy": 1, "total": 1},
        "report": "abuse@example.org", "audit": {"keep": "30 days"}}}
      """;

  @TempDir Path home;
  private DeployedNodes nodes;
  private NodeDirectory directory;
  private WebPort web;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    nodes.deploy("introducer", "{\"introducer\": {}}");
    directory =
        nodes.deploy("node", CONFIGURATION.formatted(nodes.nurl("introducer", "introducer")));
    Waiting.until(() -> assertThat(nodes.gateway("node").serversReached()).isEqualTo(1));
    web = nodes.web("node");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private CommandRun find(String thing) {
    return CommandRun.of(
        Map.of("debug", DebugCommand.class),
        "truckee",
        home,
        "",
        "debug",
        "find-requests",
        "-C",
        directory.root().toString(),
        thing);
  }

  @Test
  void whatWasAskedAboutAThing_isFoundByItsStorageIndex() {
    String cap = web.put(Golden.stream("found", 1000));
    web.put(Golden.stream("another", 1000));
    assertThat(web.read(cap).status()).isEqualTo(200);
    String index = TestGrid.storageIndex(cap).toString();
    Waiting.until(() -> assertThat(find(index).text().lines()).hasSize(2));
    assertThat(find(index).text())
        .contains("\"client\":\"127.0.0.0/24\",\"method\":\"PUT\",\"address\":\"/uri\"")
        .contains("\"method\":\"GET\"")
        .doesNotContain(index);
    assertThat(find(cap).text()).isEqualTo(find(index).text());
    assertThat(find("a".repeat(26)).text()).isEmpty();
    assertThat(find("--member=ann").text()).as("of nobody, and nothing is read").isEmpty();
  }

  @Test
  void aThingThatIsNone_isAWrongCommand() {
    web.put(Golden.stream("found", 1000));
    Waiting.until(() -> assertThat(DailyFiles.in(directory.gateway().records())).hasSize(1));
    for (String thing : new String[] {"nothing", "URI:LIT:me"}) {
      CommandRun run = find(thing);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("storage index");
    }
  }

  @Test
  void theBlacklistsFile_isReadBeforeAnyRequest_andMonitorsAreTold() throws IOException {
    String cap = web.put(Golden.stream("listed", 1000));
    Files.writeString(
        directory.gateway().blacklist(), TestGrid.storageIndex(cap) + " off limits\n");
    nodes.stop("node");
    nodes.start("node");
    web = nodes.web("node");
    assertThat(web.read(cap).status()).isEqualTo(403);
    assertThat(web.read(cap, "Accept", "text/html").text()).contains("abuse@example.org");
    WebPort admin =
        new WebPort(URI.create(Files.readString(home.resolve("node/admin.url")).strip()));
    Waiting.until(
        () ->
            assertThat(admin.get("/metrics").text())
                .contains("truckee_storage_prohibited 1.0")
                .contains("truckee_gateway_recorded_total{outcome=\"dropped\"} 0.0"));
  }
}
