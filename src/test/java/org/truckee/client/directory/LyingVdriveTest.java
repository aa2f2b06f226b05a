package org.truckee.client.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;

/** The lies of a vdrive server are refused: entries, signatures, lists and conflicts. */
class LyingVdriveTest extends LyingVdrive {
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
