package org.truckee.client.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.protocol.announcement.AnnouncedService;
import org.truckee.protocol.announcement.AnnouncedStorage;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.announcement.ConfiguredServers;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** Which server is which, whatever it announces. */
class ServerIdentityTest {
  @TempDir Path directory;
  private TestGrid grid;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 2, 3));
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  /** The announcement of {@code server}, with the TubID of {@code other}, signed by a new key. */
  private static Announcement impostor(TestServer server, TestServer other, int number) {
    Announcement own = server.announcement();
    AnnouncedStorage claim =
        new AnnouncedStorage(
            "impostor" + number,
            own.nurl(),
            AnnouncedStorage.tubId(other.announcement()),
            "truckee/test");
    Ed25519SigningKey key = Ed25519SigningKey.generate(new Random(1_000 + number));
    return AnnouncedService.sign(key, claim, 1, Bytes.utf8("nonce"));
  }

  @Test
  void aServerThatAnnouncesTheTubIdOfAnother_isTalkedToByNobody() {
    StorageServers servers = grid.gateway().servers();
    servers.add(impostor(grid.server(0), grid.server(1), 1));
    StorageServer impostor = named(servers, "impostor1");
    Waiting.untilTrue(() -> impostor.lastFailure().isPresent());

    assertThat(impostor.lastFailure().orElseThrow().reason())
        .contains("certificate", "not the one that it announced");
    int before = grid.server(0).requests().size();
    grid.web().put(Golden.stream("tubid", 3_000));
    assertThat(servers.permuted(TestGrid.storageIndex(grid.web().put(Golden.stream("x", 3_000)))))
        .hasSize(3)
        .doesNotContain(impostor);
    assertThat(grid.server(0).requests().size()).isGreaterThan(before);
  }

  @Test
  void oneServerUnderManyKeys_countsOnce() {
    StorageServers servers = grid.gateway().servers();
    for (int i = 0; i < 5; i++) servers.add(impostor(grid.server(0), grid.server(0), i));
    Waiting.untilTrue(() -> servers.all().stream().allMatch(server -> server.state().reachable()));

    assertThat(servers.all()).hasSize(8);
    assertThat(servers.reached()).isEqualTo(3);
    String cap = grid.web().put(Golden.stream("many keys", 3_000));
    assertThat(servers.permuted(TestGrid.storageIndex(cap))).hasSize(3);
  }

  @Test
  void whoCannotProveATubId_keepsNobodyFromUsingWhoCan() {
    StorageServers servers = new StorageServers(grid.vertx(), grid.clock());
    servers.add(impostor(grid.server(1), grid.server(0), 1));
    servers.add(grid.server(0).announcement());
    Waiting.untilTrue(() -> servers.reached() == 1);

    String cap = grid.web().put(Golden.stream("prove", 3_000));
    assertThat(servers.permuted(TestGrid.storageIndex(cap)))
        .extracting(StorageServer::name)
        .containsExactly(grid.server(0).name());
    Waiting.of(servers.close());
  }

  @Test
  void announcementsThatAreOfNoUse_changeNothing() {
    StorageServers servers = grid.gateway().servers();
    for (Announcement bad : UselessAnnouncements.all())
      assertThatThrownBy(() -> servers.add(bad)).isInstanceOf(GridException.class);

    assertThat(servers.all()).hasSize(3);
    grid.web().put(Golden.stream("useless", 3_000));
  }

  @Test
  void aConfiguredServer_provesItsTubIdUnlessItsEntrySaysOtherwise() {
    Announcement differing = impostor(grid.server(0), grid.server(1), 1);
    ObjectNode entry = (ObjectNode) ConfiguredServers.write(List.of(differing)).elements().next();
    assertThat(toProve(entry)).isPresent();
    entry.put("unproved-TubID", true);
    assertThat(toProve(entry)).isEmpty();

    Announcement announced = UselessAnnouncements.changed("unproved-TubID", "true");
    assertThat(AnnouncedStorage.tubIdToProve(announced)).as("a stranger's wish").isPresent();
  }

  private static Optional<Bytes> toProve(ObjectNode entry) {
    String id = Ed25519SigningKey.generate(new Random(5)).verifyingKey().toString();
    return AnnouncedStorage.tubIdToProve(ConfiguredServers.read(id, entry).services().get(0));
  }

  private static StorageServer named(StorageServers servers, String name) {
    return servers.all().stream()
        .filter(server -> server.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static StorageClient noted(StorageClient client, List<StorageClient> clients) {
    clients.add(client);
    return client;
  }

  /** Every call of the storage protocol, on a server whose connections throw. */
  @Test
  void noCallOfAServer_throws() {
    Vertx closed = Vertx.vertx();
    List<StorageClient> clients = new ArrayList<>();
    Announcement announcement = grid.server(0).announcement();
    StorageServer server =
        new StorageServer(
            closed,
            announcement,
            grid.clock(),
            ServerTimeouts.USUAL,
            (name, client) -> noted(client, clients),
            Optional.empty());
    Waiting.of(server.close());
    Waiting.of(closed.close());

    for (ServerCalls.Call call : ServerCalls.all()) {
      assertThatThrownBy(() -> Waiting.of(call.on(clients.get(0))))
          .as(call.name())
          .isInstanceOf(GridException.class)
          .hasMessageContaining(server.name());
    }
  }
}
