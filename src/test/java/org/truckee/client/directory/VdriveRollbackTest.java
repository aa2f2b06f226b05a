package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.client.directory.vdrive.VdriveDirectories;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.testing.faults.Faults;

/**
 * The past of a vdrive server, shown after a gateway has seen later entries, is called a rollback.
 */
class VdriveRollbackTest extends LyingVdrive {
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
}
