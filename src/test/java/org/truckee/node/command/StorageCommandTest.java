package org.truckee.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.role.Node;
import org.truckee.testing.Waiting;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.known.Golden;

/** The commands of a storage server's operator, on nodes that run. */
class StorageCommandTest {
  private static final String MUTABLE = "5tysppy4zmmio4vmwrmpawiwtq";
  private static final String IMMUTABLE = "64cggfbkrbmrfgk27mnsmidufm";

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

  /** Lays the shares of one file into the trash of {@code node}, under {@code date}. */
  private static List<Path> trash(NodeDirectory node, String storageIndex, String date)
      throws IOException {
    List<Path> shares = new ArrayList<>();
    for (JsonNode file : Golden.rows("gbs-storage.jsonl.gz")) {
      String path = file.get("path").asText();
      if (!path.contains("/" + storageIndex + "/")) continue;
      Path trashed = node.storage().resolve("trash").resolve(date).resolve(path.substring(7));
      Files.createDirectories(trashed.getParent());
      Files.write(trashed, Base64.getDecoder().decode(file.get("data").asText()));
      shares.add(node.storage().resolve(path));
    }
    return shares;
  }

  @Test
  void whatWent_isListed_andComesBack() throws IOException {
    NodeDirectory store = started("store", "{\"storage\": {\"reserved_space\": 0}}");
    assertThat(run(store, "undelete").text()).isEqualTo("The trash is empty\n");
    List<Path> one = trash(store, MUTABLE, "2026-01-30");
    List<Path> other = trash(store, IMMUTABLE, "2026-01-31");

    assertThat(run(store, "undelete").text().lines().toList())
        .satisfiesExactly(
            day ->
                assertThat(day).matches("2026-01-31  [0-9]+ shares, .* kB, kept until 2026-02-07"),
            day -> assertThat(day).startsWith("2026-01-30  " + one.size() + " shares, "));
    assertThat(run(store, "undelete", MUTABLE).text())
        .isEqualTo("Brought back " + one.size() + " shares of " + MUTABLE + "\n");
    assertThat(one).allSatisfy(share -> assertThat(share).isRegularFile());
    assertThat(other).noneSatisfy(share -> assertThat(share).exists());
    assertThat(run(store, "undelete", "--since", "2026-01-31").text())
        .isEqualTo("Brought back " + other.size() + " shares that went since 2026-01-31\n");
    assertThat(other).allSatisfy(share -> assertThat(share).isRegularFile());
  }

  @ParameterizedTest
  @CsvSource({
    "64cggfbkrbmrfgk27mnsmidufm, 4, No shares of 64cggfbkrbmrfgk27mnsmidufm are in the trash",
    "nonsense, 2, not a storage index: 'nonsense'",
    "--since=tomorrow, 2, Invalid value for option '--since'",
    "--since=2026-01-31 64cggfbkrbmrfgk27mnsmidufm, 2, needs no storage index"
  })
  void whatCantComeBack_isNamed(String arguments, int code, String complaint) throws IOException {
    NodeDirectory store = started("store", "{\"storage\": {}}");
    List<String> command = new ArrayList<>(List.of("undelete"));
    command.addAll(List.of(arguments.split(" ", -1)));

    CommandRun run = run(store, command.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.errors()).contains(complaint);
  }
}
