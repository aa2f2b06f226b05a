package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.CommandRun;
import org.truckee.testing.Waiting;
import org.truckee.testing.WebPort;

/** A grid without an introducer. */
class StaticServersTest {
  private static final String STORE =
      "{\"storage\": {\"reserved_space\": 0}, \"vdrive\": {\"durable\": false}}";
  private static final String GATEWAY =
      "{\"gateway\": {\"web\": {\"port\": 0},"
          + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}";

  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  @Test
  void aServersOwnEntry_givesAGatewayItsStorageAndItsDrive() throws IOException {
    NodeDirectory store = deploy("store", STORE);
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = (ObjectNode) json.readTree(GATEWAY);
    configuration.set("servers", json.readTree(store.servers().toFile()));
    NodeDirectory node = deploy("gateway", configuration.toString());
    String gateway = node.root().toString();

    assertThat(run("put", "-C", gateway, "-", "Documents/notes.txt").exitCode()).isZero();
    assertThat(run("ls", "-C", gateway, "Documents").text()).isEqualTo("notes.txt\n");
    assertThat(run("get", "-C", gateway, "Documents/notes.txt").text()).isEqualTo("notes");
    assertThat(node.seenEntries()).isNotEmptyFile();
  }

  @Test
  void entriesThatAreOfNoUse_areShown_andTheOthersUsed() throws Exception {
    NodeDirectory store = deploy("store", STORE);
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = (ObjectNode) json.readTree(GATEWAY);
    ObjectNode servers = (ObjectNode) json.readTree(store.servers().toFile());
    servers.set("v0-bad", json.createObjectNode());
    configuration.set("servers", servers);
    NodeDirectory node = deploy("gateway", configuration.toString());

    assertThat(run("put", "-C", node.root().toString(), "-", "notes.txt").exitCode()).isZero();
    WebPort web = new WebPort(URI.create(Files.readString(node.nodeUrl()).strip()));
    String complaint = "has an entry v0-bad that can&#39;t be used: its name is no id of a server";
    assertThat(web.get("/").text()).contains(complaint);
    JsonNode told = json.readTree(web.get("/?t=json").text()).path("unusable_settings");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).path("setting").asText()).isEqualTo("servers");
    assertThat(told.get(0).path("entry").asText()).isEqualTo("v0-bad");
    assertThat(run("status", "-C", node.root().toString()).text()).contains("v0-bad");
  }

  @ParameterizedTest
  @CsvSource({"read-write, URI:DIR:", "read-only, URI:DIR-RO:", "none, ''"})
  void theDirectoryThatAllShare_isAnnouncedAsFarAsAllMayUseIt(String mode, String announced)
      throws IOException {
    NodeDirectory store =
        deploy("store", "{\"vdrive\": {\"durable\": false, \"global_root\": \"" + mode + "\"}}");

    JsonNode entry = new ObjectMapper().readTree(store.servers().toFile()).elements().next();
    assertThat(entry.path("vdrive-root").asText()).startsWith(announced);
    assertThat(entry.has("vdrive-root")).isEqualTo(!announced.isEmpty());
  }

  private NodeDirectory deploy(String name, String configuration) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(configuration);
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(vertx.deployVerticle(node));
    return directory;
  }

  private CommandRun run(String... command) {
    return CommandRun.of("truckee", home, "notes", command);
  }
}
