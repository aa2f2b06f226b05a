package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Metadata;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.VdriveEntry;
import org.truckee.dirnode.VdriveReader;
import org.truckee.dirnode.VdriveWriter;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestVdrive;

/** Whatever a vdrive server does with a directory, nobody takes it for the directory. */
class LyingVdriveTest {
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));

  private static TestVdrive server;

  private final VdriveDirectories gateway = server.newGateway();
  private final Random random = new Random(7);
  private Directory directory;
  private VdriveReader reader;

  @BeforeAll
  static void start(@TempDir Path root) {
    server = TestVdrive.start(root);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeDirectory() {
    List<Child> children = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) children.add(new Child(name, FILE, Metadata.EMPTY));
    directory = server.run(() -> gateway.create(DirectoryFormat.VDRIVE, children));
    reader = new VdriveReader((VdriveReadCap) directory.capability().readCap().orElseThrow());
  }

  @AfterEach
  void repent() {
    server.store().repent();
  }

  /** The directory as somebody else sees it, who never saw it before. */
  private Directory stranger() {
    return server.newGateway().open(directory.capability()).orElseThrow();
  }

  private static void put(Directory directory, String name) {
    Edit edit = new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS);
    server.run(() -> directory.edit(List.of(edit)));
  }

  private static void list(Directory directory) {
    server.run(() -> directory.list().forEachPage(page -> Future.succeededFuture()));
  }

  private static void lie(UnaryOperator<List<VdriveEntry>> lie) {
    server
        .store()
        .lieInPages(
            page ->
                new VdrivePage(page.key(), page.total(), lie.apply(page.entries()), page.more()));
  }

  private static void refused(String why, Supplier<Future<?>> question) {
    assertThatThrownBy(() -> server.run(() -> question.get().mapEmpty()))
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.CORRUPT)).isTrue());
  }

  private void refusedToAll(String why) {
    Directory stranger = stranger();
    refused(why, () -> stranger.get("a"));
    refused(why, () -> stranger.list().next());
    refused(why, () -> directory.get("a"));
  }

  @Test
  void anEntryThatSomebodyElseSigned_isRefused() {
    VdriveWriter forger = new VdriveWriter(someoneElse());
    VdriveEntry forged = forger.put(new Child("a", FILE, Metadata.EMPTY), 1, random);
    lie(
        entries ->
            entries.stream()
                .map(
                    entry ->
                        new VdriveEntry(
                            entry.slot(), 2, forged.child(), forged.writeCap(), forged.signature()))
                .toList());

    refusedToAll("did not sign");
  }

  private static VdriveWriteCap someoneElse() {
    return new VdriveWriteCap(new Secret(Bytes.wrap(new byte[32])));
  }

  @Test
  void aForgersOwnKey_isRefused() {
    Ed25519SigningKey forger = someoneElse().signingKey();
    server
        .store()
        .lieInPages(
            page ->
                new VdrivePage(forger.verifyingKey(), page.total(), page.entries(), page.more()));

    refusedToAll("a key that is not its own");
  }

  @Test
  void aChangedByte_isRefused() {
    lie(
        entries -> {
          List<VdriveEntry> changed = new ArrayList<>();
          for (VdriveEntry entry : entries) {
            byte[] child = entry.child().toArray();
            child[20] ^= 1;
            changed.add(
                new VdriveEntry(
                    entry.slot(),
                    entry.sequence() + 1,
                    Bytes.wrap(child),
                    entry.writeCap(),
                    entry.signature()));
          }
          return changed;
        });

    refusedToAll("did not sign");
  }

  @Test
  void anotherEntryThanTheOneAskedFor_isRefused() {
    VdriveEntry other = entry("b");
    lie(entries -> List.of(other));

    refused("another entry", () -> stranger().get("a"));
  }

  private VdriveEntry entry(String name) {
    return server
        .run(() -> server.newClient().get(reader.address(), reader.slot(name)))
        .entries()
        .get(0);
  }

  @Test
  void anEntryMovedToAnotherSlot_isRefused() {
    VdriveEntry other = entry("b");
    VdriveEntry moved =
        new VdriveEntry(reader.slot("a"), 9, other.child(), other.writeCap(), other.signature());
    lie(entries -> List.of(moved));

    refusedToAll("did not sign");
  }

  @Test
  void anEntryOfAnotherDirectory_isRefused() {
    Directory other =
        server.run(
            () ->
                gateway.create(
                    DirectoryFormat.VDRIVE, List.of(new Child("a", FILE, Metadata.EMPTY))));
    VdriveReader there =
        new VdriveReader((VdriveReadCap) other.capability().readCap().orElseThrow());
    VdrivePage page = server.run(() -> server.newClient().get(there.address(), there.slot("a")));
    server.store().lieInPages(mine -> page);

    refusedToAll("a key that is not its own");
  }

  @Test
  void anOlderEntry_isCalledARollback() {
    VdriveEntry old = entry("a");
    put(directory, "a");
    lie(entries -> entries.stream().map(e -> e.slot().equals(old.slot()) ? old : e).toList());

    refused("gone back in time", () -> directory.get("a"));
    refused("gone back in time", () -> directory.list().next());
  }

  /** Of what was seen and checked before, every byte counts, not the signature alone. */
  @Test
  void anOlderChildUnderTheNewestSignature_isRefused() {
    VdriveEntry old = entry("a");
    put(directory, "a");
    VdriveEntry newest = entry("a");
    VdriveEntry mixed =
        new VdriveEntry(
            newest.slot(), newest.sequence(), old.child(), old.writeCap(), newest.signature());
    lie(entries -> entries.stream().map(e -> e.slot().equals(old.slot()) ? mixed : e).toList());

    refused("did not sign", () -> directory.get("a"));
    refused("did not sign", () -> directory.list().next());
  }

  @Test
  void anEntryThatIsSaidNotToBe_isCalledARollback() {
    lie(entries -> List.of());
    assertThat(server.run(() -> stranger().get("a"))).as("to a stranger").isEmpty();

    server.run(() -> server.newGateway().open(directory.capability()).orElseThrow().get("b"));
    server.store().repent();
    list(directory);
    lie(entries -> List.of());
    refused("gone back in time", () -> directory.get("a"));
  }

  @Test
  void whatARestartedGatewayHadSeen_mayNotBeOlderOrMissing(@TempDir Path home) throws IOException {
    Path file = home.resolve("seen");
    VdriveEntry old = entry("a");
    VdriveDirectories before = server.newGateway();
    before.remember(file);
    Directory seen = before.open(directory.capability()).orElseThrow();
    put(seen, "a");
    list(seen);
    before.close();

    VdriveDirectories after = server.newGateway();
    after.remember(file);
    Directory again = after.open(directory.capability()).orElseThrow();
    list(again);
    lie(entries -> entries.stream().map(e -> e.slot().equals(old.slot()) ? old : e).toList());
    refused("gone back in time", () -> again.get("a"));
    lie(entries -> List.of());
    refused("gone back in time", () -> again.get("b"));
    after.close();
    assertThat(server.run(() -> stranger().get("b"))).as("to a stranger").isEmpty();
  }

  /** After a restart, too: the list is shorter than it was, and nothing else shows it. */
  @Test
  void aListWithLessThanARestartedGatewayHadSeen_isCalledARollback(@TempDir Path home)
      throws IOException {
    VdriveDirectories before = server.newGateway();
    before.remember(home.resolve("seen"));
    list(before.open(directory.capability()).orElseThrow());
    before.close();
    VdriveDirectories after = server.newGateway();
    after.remember(home.resolve("seen"));
    server
        .store()
        .lieInPages(
            page ->
                new VdrivePage(
                    page.key(),
                    page.total() - 1,
                    page.entries().subList(1, page.entries().size()),
                    false));

    Directory again = after.open(directory.capability()).orElseThrow();
    refused("gone back in time", () -> again.list().next());
    after.close();
  }

  @Test
  void aNewEntryInADirectoryThatWentBackInTime_isRefused(@TempDir Path home) throws IOException {
    VdriveDirectories before = server.newGateway();
    before.remember(home.resolve("seen"));
    Directory seen = before.open(directory.capability()).orElseThrow();
    VdriveEntry old = entry("b");
    put(seen, "b");
    UnaryOperator<List<VdriveEntry>> rollback =
        entries -> entries.stream().map(e -> e.slot().equals(old.slot()) ? old : e).toList();
    lie(rollback);
    refused("gone back in time", () -> edit(seen, "new"));
    refused("gone back in time", () -> edit(seen, "another"));
    server.store().repent();
    list(seen);
    put(seen, "b");
    before.close();

    VdriveDirectories after = server.newGateway();
    after.remember(home.resolve("seen"));
    Directory again = after.open(directory.capability()).orElseThrow();
    lie(rollback);
    refused("gone back in time", () -> edit(again, "new too"));
    after.close();
  }

  private static Future<?> edit(Directory directory, String name) {
    return directory.edit(List.of(new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS)));
  }

  @Test
  void aDirectoryThatIsDenied_isMissedByWhoSawIt() {
    list(directory);
    Directory stranger = stranger();
    server.misbehave(Faults.status(404));
    try {
      refused("denies it now", () -> directory.get("a"));
      refused("denies it now", () -> directory.list().next());
      assertThatThrownBy(() -> server.run(() -> stranger.get("a")))
          .satisfies(e -> assertThat(GridException.is(e, GridException.Kind.NOT_FOUND)).isTrue());
    } finally {
      server.behave();
    }
  }

  @Test
  void aRemovedChild_doesNotComeBack() {
    VdriveEntry old = entry("a");
    server.run(() -> directory.edit(List.of(new Edit.Remove("a", Edit.Expected.ANYTHING))));
    lie(entries -> List.of(old));

    refused("gone back in time", () -> directory.get("a"));
  }

  @Test
  void aListThatLeavesSomethingOut_isRefused() {
    list(directory);
    put(directory, "d");
    lie(entries -> entries.subList(1, entries.size()));
    refused("breaks off", () -> stranger().list().next());
    refused("breaks off", () -> directory.list().next());
  }

  @Test
  void aListThatLeavesSomethingOutAndCountsWrong_isCalledARollback() {
    list(directory);
    put(directory, "d");
    server
        .store()
        .lieInPages(
            page ->
                new VdrivePage(
                    page.key(),
                    page.total() - 1,
                    page.entries().subList(1, page.entries().size()),
                    false));

    refused("gone back in time", () -> directory.list().next());
  }

  @Test
  void aListWithoutAnEnd_isRefused() {
    server
        .store()
        .lieInPages(page -> new VdrivePage(page.key(), page.total(), page.entries(), true));
    Listing listing = stranger().list();
    server.run(listing::next);
    refused("a page of nothing", listing::next);

    List<VdriveEntry> entries = new ArrayList<>(all());
    lie(page -> entries);
    Listing again = stranger().list();
    server.store().lieInPages(page -> new VdrivePage(page.key(), page.total(), entries, true));
    server.run(again::next);
    refused("out of order", again::next);
  }

  @Test
  void aListInAnotherOrder_isRefused() {
    lie(
        entries -> {
          List<VdriveEntry> turned = new ArrayList<>(entries);
          Collections.reverse(turned);
          return turned;
        });

    refused("out of order", () -> stranger().list().next());
  }

  private List<VdriveEntry> all() {
    server.store().repent();
    return server
        .run(() -> server.newClient().page(reader.address(), Optional.empty(), 100))
        .entries();
  }

  @Test
  void aConflictThatIsMadeUp_isRefused() {
    VdriveWriter forger = new VdriveWriter(someoneElse());
    server
        .store()
        .lieInConflicts(
            conflict ->
                new VdriveConflict(
                    conflict.present().stream()
                        .map(
                            change -> {
                              VdriveEntry forged =
                                  forger.remove(change.entry().slot(), change.entry().sequence());
                              return new VdriveChange(change.directory(), forged);
                            })
                        .toList()));

    assertThatThrownBy(() -> put(stranger(), "a")).hasMessageContaining("did not sign");
  }

  @Test
  void aConflictWithWhatWasBefore_isCalledARollback() {
    VdriveEntry old = entry("a");
    put(directory, "a");
    VdriveEntry current = entry("a");
    put(stranger(), "a");
    lie(entries -> List.of(current));
    server
        .store()
        .lieInConflicts(
            conflict -> new VdriveConflict(List.of(new VdriveChange(reader.address(), old))));

    assertThatThrownBy(() -> put(directory, "a")).hasMessageContaining("gone back in time");
  }

  @Test
  void whoCanOnlyRead_canMakeNoEntryThatTheServerTakes() {
    Ed25519SigningKey key =
        new Ed25519SigningKey(
            new Secret(
                ((VdriveReadCap) directory.capability().readCap().orElseThrow())
                    .readKey()
                    .bytes()));
    assertThat(reader.trusts(key.verifyingKey())).isFalse();
    VdriveEntry forged = new VdriveWriter(someoneElse()).remove(reader.slot("a"), 2);
    VdriveWrite step =
        new VdriveWrite(List.of(), List.of(new VdriveChange(reader.address(), forged)));

    assertThatThrownBy(() -> server.run(() -> server.newClient().write(step)))
        .hasMessageContaining("not signed");
    assertThat(server.run(() -> stranger().get("a"))).isPresent();
  }
}
