package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.testing.http.WebPort;

/** A grid without an introducer. */
class StaticServersTest {
  private static final String STORE =
      "{\"storage\": {\"reserved_space\": 0}, \"vdrive\": {\"durable\": false}}";
  private static final String GATEWAY =
      "{\"gateway\": {\"web\": {\"port\": 0},"
          + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}";

  @TempDir Path home;

  private DeployedNodes nodes;

  @BeforeEach
  void start() {
    nodes = new DeployedNodes(home);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void aServersOwnEntry_givesAGatewayItsStorageAndItsDrive() throws IOException {
    NodeDirectory store = nodes.deploy("store", STORE);
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = (ObjectNode) json.readTree(GATEWAY);
    configuration.set("servers", json.readTree(store.servers().toFile()));
    NodeDirectory node = nodes.deploy("gateway", configuration.toString());

    assertThat(nodes.run("gateway", "put", "-", "Documents/notes.txt").exitCode()).isZero();
    assertThat(nodes.run("gateway", "ls", "Documents").text()).isEqualTo("notes.txt\n");
    assertThat(nodes.run("gateway", "get", "Documents/notes.txt").text()).isEqualTo("notes");
    assertThat(node.gateway().seenEntries()).isNotEmptyFile();
  }

  @Test
  void entriesThatAreOfNoUse_areShown_andTheOthersUsed() throws Exception {
    NodeDirectory store = nodes.deploy("store", STORE);
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = (ObjectNode) json.readTree(GATEWAY);
    ObjectNode servers = (ObjectNode) json.readTree(store.servers().toFile());
    servers.set("v0-bad", json.createObjectNode());
    configuration.set("servers", servers);
    nodes.deploy("gateway", configuration.toString());

    assertThat(nodes.run("gateway", "put", "-", "notes.txt").exitCode()).isZero();
    WebPort web = nodes.web("gateway");
    String complaint = "has an entry v0-bad that can&#39;t be used: its name is no id of a server";
    assertThat(web.get("/").text()).contains(complaint);
    JsonNode told = json.readTree(web.get("/?t=json").text()).path("unusable_settings");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).path("setting").asText()).isEqualTo("servers");
    assertThat(told.get(0).path("entry").asText()).isEqualTo("v0-bad");
    assertThat(nodes.run("gateway", "status").text()).contains("v0-bad");
  }

  @ParameterizedTest
  @CsvSource({"read-write, URI:DIR:", "read-only, URI:DIR-RO:", "none, ''"})
  void theDirectoryThatAllShare_isAnnouncedAsFarAsAllMayUseIt(String mode, String announced)
      throws IOException {
    NodeDirectory store =
        nodes.deploy(
            "store", "{\"vdrive\": {\"durable\": false, \"global_root\": \"" + mode + "\"}}");

    JsonNode entry = new ObjectMapper().readTree(store.servers().toFile()).elements().next();
    assertThat(entry.path("vdrive-root").asText()).startsWith(announced);
    assertThat(entry.has("vdrive-root")).isEqualTo(!announced.isEmpty());
  }
}
