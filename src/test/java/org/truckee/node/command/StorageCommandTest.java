package org.truckee.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;

/** The commands of a storage server's operator, on nodes that run. */
class StorageCommandTest {
  @TempDir Path home;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private NodeDirectory started(String name, String configuration) throws IOException {
    NodeDirectory directory = new NodeDirectory(home.resolve(name), new SecureRandom());
    directory.create(configuration);
    Node node = new Node(directory, directory.readConfiguration(), new SecureRandom());
    Waiting.of(node.start(vertx));
    return directory;
  }

  private CommandRun run(NodeDirectory node, String... command) {
    List<String> line = new ArrayList<>(List.of("storage", command[0], "-C", "" + node.root()));
    line.addAll(List.of(command).subList(1, command.length));
    return CommandRun.of("truckee", home, "", line.toArray(String[]::new));
  }

  @Test
  void theState_isTold_ofAServerAlone_andOfOneBesideAGateway() throws IOException {
    NodeDirectory store = started("store", "{\"storage\": {\"reserved_space\": 1000}}");
    String gateway = ", \"gateway\": {\"web\": {\"port\": 0, \"hosts\": [\"files.example\"]}}";
    NodeDirectory both =
        started("both", "{\"storage\": {\"reserved_space\": 1000}" + gateway + "}");

    for (NodeDirectory node : List.of(store, both)) {
      CommandRun status = run(node, "status");
      assertThat(status.errors()).isEmpty();
      assertThat(status.text())
          .startsWith("http://127.0.0.1:")
          .contains("disk  ", "1000 B stay free for others", "new shares are taken");
      String json = run(node, "status", "--json").text();
      String reserved = "/stats/storage_server.reserved_space";
      assertThat(new ObjectMapper().readTree(json).at(reserved).asLong()).isEqualTo(1000);
    }
  }

  @Test
  void aNodeThatIsNone_orDoesNotRun_isNamed() throws IOException {
    NodeDirectory gateway = started("gateway", "{\"gateway\": {\"web\": {\"port\": 0}}}");
    assertThat(run(gateway, "status"))
        .satisfies(none -> assertThat(none.exitCode()).isEqualTo(4))
        .satisfies(none -> assertThat(none.errors()).isEqualTo("this node keeps no shares\n"));

    NodeDirectory nowhere = new NodeDirectory(home.resolve("nowhere"), new SecureRandom());
    assertThat(run(nowhere, "status"))
        .satisfies(none -> assertThat(none.exitCode()).isEqualTo(3))
        .satisfies(none -> assertThat(none.errors()).contains("node.url can't be read"));

    NodeDirectory store = started("store", "{\"storage\": {}}");
    Path token = store.root().resolve("private/api_auth_token");
    Files.writeString(token, "another\n");
    assertThat(run(store, "status"))
        .satisfies(none -> assertThat(none.exitCode()).isEqualTo(1))
        .satisfies(none -> assertThat(none.errors()).contains("needs the token of this node"));
    Files.writeString(store.adminUrl(), "http://127.0.0.1:1/\n");
    assertThat(run(store, "status"))
        .satisfies(none -> assertThat(none.exitCode()).isEqualTo(3))
        .satisfies(
            none ->
                assertThat(none.errors())
                    .contains("no storage server answers at http://127.0.0.1:1"));
    Files.writeString(store.adminUrl(), "nonsense\n");
    assertThat(run(store, "status").errors()).contains("holds no address of a node: nonsense");
  }
}
