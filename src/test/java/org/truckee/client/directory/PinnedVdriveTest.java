package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.vdrive.Roots;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.server.vdrive.VdrivePins;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.TestVdrive;

/** The pins of a gateway: the roots, and the servers that keep them. */
class PinnedVdriveTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  @TempDir private Path directory;
  private TestVdrive first;
  private TestVdrive second;

  @BeforeEach
  void start() {
    first = TestVdrive.start(directory.resolve("one"), 1);
    second = TestVdrive.start(directory.resolve("two"), 2);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private VdriveServers fresh() {
    VdrivePins pins = VdrivePins.in(directory.resolve("vdrive_pins"));
    return new VdriveServers(first.vertx(), new TestClock(), ServerTimeouts.USUAL, pins);
  }

  /** A gateway that starts, and hears of {@code servers} in that order. */
  private VdriveServers restarted(TestVdrive... servers) {
    VdriveServers known = fresh();
    for (TestVdrive server : servers) known.hear(server.announcement(Optional.empty()));
    return known;
  }

  private Roots roots(VdriveServers servers, int key) {
    byte[] bytes = new byte[VdriveWriteCap.KEY_SIZE];
    bytes[0] = (byte) key;
    VdriveWriteCap own = new VdriveWriteCap(new Secret(Bytes.wrap(bytes)));
    return new Roots(servers, first.newGateway(servers), own);
  }

  private Directory open(VdriveServers servers, Capability cap) {
    return first.newGateway(servers).open(cap).orElseThrow();
  }

  private void put(Directory into, String name) {
    Edit put = new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS);
    first.run(() -> into.edit(List.of(put)));
  }

  private List<String> names(Directory of) {
    return first.run(() -> of.list().next()).stream().map(Child::name).toList();
  }

  @Test
  void theGlobalRoot_isTheOneThatWasSeenFirst_whateverIsClaimedLater() {
    VdriveWriteCap honest = first.makeRoot();
    second.makeRoot();
    VdriveServers servers = fresh();
    servers.hear(first.announcement(Optional.of(honest)));
    servers.hear(second.announcement(Optional.of(second.makeRoot())));
    assertThat(servers.globalRoot()).contains(honest);
    assertThat(servers.all()).filteredOn(servers::claimsOtherRoot).hasSize(1);

    VdriveServers later = fresh();
    later.hear(second.announcement(Optional.of(second.makeRoot())));
    assertThat(later.globalRoot()).contains(honest);
    later.hear(first.announcement(Optional.of(first.makeRoot())));
    assertThat(later.globalRoot()).contains(honest);
    later.hear(first.announcement(honest.readCap().map(read -> read)));
    assertThat(later.globalRoot()).as("the same, with less power").isEqualTo(honest.readCap());
  }

  @Test
  void theGlobalRootThatIsConfigured_countsMoreThanAnyOther() {
    VdriveWriteCap named = first.makeRoot();
    VdrivePins pins = VdrivePins.inMemory();
    pins.configureGlobal(named);
    VdriveServers servers =
        new VdriveServers(first.vertx(), new TestClock(), ServerTimeouts.USUAL, pins);

    servers.hear(second.announcement(Optional.of(second.makeRoot())));
    servers.hear(first.announcement(named.readCap().map(read -> read)));

    assertThat(servers.globalRoot()).contains(named);
  }

  @Test
  void thePrivateRoot_isTheSameAfterEveryRestart_whoeverElseIsThere() {
    for (int key = 0; key < 8; key++) {
      VdriveServers before = restarted(first);
      Capability root = first.run(roots(before, key)::own);
      put(open(before, root), "mine");

      for (VdriveServers after : List.of(restarted(second, first), restarted(first, second))) {
        assertThat(first.run(roots(after, key)::own)).isEqualTo(root);
        assertThat(names(open(after, root))).containsExactly("mine");
        put(open(after, root), "mine");
      }
    }
    assertThat(second.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void aRootOfToday_isFoundWhereverItIs_andNotMadeAnew() throws IOException {
    VdriveServers old = second.servers();
    Capability root = first.run(roots(old, 50)::own);
    put(open(old, root), "mine");

    VdriveServers after = restarted(first, second);
    assertThat(first.run(roots(after, 50)::own)).isEqualTo(root);
    assertThat(names(open(after, root))).containsExactly("mine");
    assertThat(Files.readString(directory.resolve("vdrive_pins"))).contains("home ");
  }

  @Test
  void aRoot_isNotMadeWhileAServerMayHaveIt() {
    VdriveServers old = second.servers();
    first.run(roots(old, 60)::own);
    VdriveServers after = restarted(first, second);
    second.stop();

    assertThatThrownBy(() -> first.run(roots(after, 60)::own))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNREACHABLE));
    assertThat(first.requests()).noneMatch(request -> request.startsWith("POST"));

    second.start();
    assertThat(first.run(roots(after, 60)::own)).isNotNull();
  }

  @Test
  void ofTwoCopies_theOneThatSawMoreChangesIsRead() {
    VdriveWriteCap cap = first.makeRoot();
    second.run(() -> second.newGateway().make(cap));
    put(open(first.servers(), cap), "old");
    for (int i = 0; i < 3; i++) put(open(second.servers(), cap), "new");
    VdriveServers both = first.servers();
    both.add(second.announcement(Optional.empty()));

    assertThat(names(open(both, cap))).containsExactly("new");
  }

  @Test
  void aServerThatIsNotTrusted_takesNoNewDirectory_butIsReadWhereNobodyElseHasIt() {
    for (int i = 0; i < 10; i++) second.makeRoot();
    VdriveWriteCap theirs = second.makeRoot();
    VdriveServers servers = restarted(first, second);
    int before = second.requests().size();

    for (int i = 0; i < 8; i++)
      first.run(
          () ->
              first
                  .newGateway(servers)
                  .create(DirectoryFormat.VDRIVE, List.of(new Child("a", FILE, Metadata.EMPTY))));
    assertThat(second.requests()).hasSize(before);
    put(open(servers, theirs), "a");
    assertThat(names(open(servers, theirs))).containsExactly("a");

    first.stop();
    VdriveServers away = restarted(first, second);
    assertThatThrownBy(() -> names(open(away, theirs)))
        .matches(failure -> GridException.is(failure, GridException.Kind.UNREACHABLE));
    first.start();
  }
}
