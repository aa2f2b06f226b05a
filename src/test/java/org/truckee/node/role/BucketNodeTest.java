package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.DeployedNodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.storage.s3.S3Keys;
import org.truckee.storage.s3.S3Place;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.testing.s3.S3Server;

/** A whole node whose shares are in a bucket. */
class BucketNodeTest {
  private static final String GATEWAY =
      "{\"gateway\": {\"web\": {\"port\": 0},"
          + " \"encoding\": {\"needed\": 1, \"happy\": 1, \"total\": 1}}}";

  @TempDir Path home;
  private DeployedNodes nodes;
  private S3Place place;

  @BeforeEach
  void start() throws IOException {
    nodes = new DeployedNodes(home);
    place = S3Server.get().bucket();
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private NodeDirectory make(String keys) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve("store"), new SecureRandom());
    directory.create(
        "{\"storage\": {\"reserved_space\": 0, \"store\": \"%s\", \"endpoint\": \"%s\"}}"
            .formatted(place, place.endpoint()));
    if (!keys.isEmpty()) Files.writeString(home.resolve("store/private/s3.key"), keys);
    return directory;
  }

  private static String keys() {
    S3Keys keys = S3Server.KEYS;
    return keys.id() + "\n" + keys.secret().bytes().toUtf8() + "\n";
  }

  @Test
  void aFile_isStoredAndReadThroughTheBucket_andTheKeyIsToldToNobody() throws IOException {
    NodeDirectory store = make(keys());
    nodes.start("store");
    ObjectMapper json = new ObjectMapper();
    ObjectNode configuration = (ObjectNode) json.readTree(GATEWAY);
    configuration.set("servers", json.readTree(store.servers().toFile()));
    nodes.deploy("gateway", configuration.toString());
    WebPort web = nodes.web("gateway");
    byte[] file = Golden.stream("file", 200_000);

    String cap = web.send("PUT", "/uri", file).text();
    assertThat(web.get("/uri/" + cap).bytes()).isEqualTo(file);

    try (Stream<Path> all = Files.walk(S3Server.get().files(place))) {
      assertThat(all.filter(path -> path.getFileName().toString().startsWith("0."))).hasSize(1);
    }
    String secret = S3Server.KEYS.secret().bytes().toUtf8();
    for (Path each : List.of(store.servers(), store.configuration()))
      assertThat(Files.readString(each)).doesNotContain(secret);
  }

  @Test
  void aNodeWithoutItsKey_doesNotStart() throws IOException {
    make("");
    assertThatThrownBy(() -> nodes.start("store"))
        .hasMessageContaining("s3.key is missing")
        .hasMessageContaining("the access key id, and the secret access key");

    Files.writeString(home.resolve("store/private/s3.key"), "one line\n");
    assertThatThrownBy(() -> nodes.start("store")).hasMessageContaining("s3.key is no key pair");

    Files.writeString(home.resolve("store/private/s3.key"), "test-key\nwrong\n");
    assertThatThrownBy(() -> nodes.start("store"))
        .hasMessageContaining("\"private/s3.key\"")
        .hasMessageContaining("is not known to");
  }

  @Test
  void aServerWhoseSharesAreInABucket_doesNotForgetIt() throws IOException {
    make(keys());
    nodes.start("store");
    nodes.stop("store");
    Files.writeString(home.resolve("store/conf.json"), "{\"storage\": {}}");

    assertThatThrownBy(() -> nodes.start("store"))
        .hasMessageContaining("\"storage.store\" is missing");
  }
}
