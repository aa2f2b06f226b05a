package org.truckee.dirnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;

/** Damaged entries of a directory are shown, kept, replaced and removed alone. */
class DamagedEntriesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.6Z");
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
  private static final TableForm WRITABLE =
      TableForm.writable(new Secret(Bytes.wrap(new byte[16])));
  private static final String READ = "URI:LIT:nbswy3dp";
  private static final Bytes SOUND = entry(net("sound"), net(READ), net(""), net("{}"));

  private final ForgedEntries forged = new ForgedEntries(cap());
  private final VdriveReader reader = new VdriveReader(cap().toReadCap());

  private static VdriveWriteCap cap() {
    return new VdriveWriteCap(new Secret(Bytes.wrap(new byte[32])));
  }

  private static Bytes net(String text) {
    return Netstring.of(Bytes.utf8(text));
  }

  private static Bytes entry(Bytes... parts) {
    return Netstring.of(Bytes.concat(parts));
  }

  private static List<Bytes> damaged() {
    return List.of(
        Netstring.of(Bytes.utf8("no netstrings at all")),
        Netstring.of(Bytes.EMPTY),
        entry(net("short"), net(READ)),
        entry(
            Netstring.of(Bytes.wrap(new byte[] {(byte) 0xff, 'x'})), net(READ), net(""), net("{}")),
        entry(
            Netstring.of(Bytes.wrap(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})),
            net(READ),
            net(""),
            net("{}")),
        entry(net("cap"), Netstring.of(Bytes.wrap(new byte[] {(byte) 0xff})), net(""), net("{}")),
        Bytes.utf8("77:a table that breaks off"));
  }

  @Test
  void oneDamagedEntryOfATable_hidesNoOther() {
    for (TableForm form : List.of(WRITABLE, TableForm.READ_ONLY, TableForm.IMMUTABLE)) {
      for (Bytes bad : damaged()) {
        Table table = Table.unpack(form, Bytes.concat(SOUND, bad));

        List<Child> children = table.children().toList();
        assertThat(children).hasSize(2).filteredOn(Child::isLost).hasSize(1);
        assertThat(table.get("sound").orElseThrow().target()).isEqualTo(FILE);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.packedSize()).isEqualTo(table.pack().size());
      }
    }
  }

  @Test
  void aChangeOfATable_keepsItsDamagedEntriesToTheByte() {
    for (Bytes bad : damaged()) {
      Table table = Table.unpack(WRITABLE, Bytes.concat(SOUND, bad));

      Table changed = table.edited(List.of(put("zz"), remove("sound")), NOW);

      Bytes other =
          Table.unpack(WRITABLE, SOUND).edited(List.of(put("zz"), remove("sound")), NOW).pack();
      assertThat(changed.pack()).isIn(Bytes.concat(bad, other), Bytes.concat(other, bad));
    }
  }

  @Test
  void aDamagedEntryOfATable_isReplacedAndRemovedByWhatItIsShownAs() {
    for (Bytes bad : damaged()) {
      Table table = Table.unpack(WRITABLE, Bytes.concat(SOUND, bad));
      String name = table.children().filter(Child::isLost).findFirst().orElseThrow().name();

      assertThat(table.edited(List.of(remove(name)), NOW).pack()).isEqualTo(SOUND);
      assertThat(table.edited(List.of(put(name)), NOW).get(name).orElseThrow().damage()).isEmpty();
      assertThat(table.isSame(name, table.edited(List.of(remove(name)), NOW))).isFalse();
      assertThatThrownBy(() -> table.edited(List.of(new Edit.Note(name, Metadata.EMPTY)), NOW))
          .isInstanceOf(ChildConflict.class);
    }
  }

  @Test
  void metadataThatCantBeRead_hidesNoChild() {
    for (String noted :
        List.of("", "{", "[]", "null", "{\"a\": 1} x", "{\"a\": " + "[".repeat(5000)))
      assertThat(List.of(ofTable(noted), ofVdrive(noted)))
          .allSatisfy(child -> assertThat(child.target()).isEqualTo(FILE))
          .allSatisfy(child -> assertThat(child.name()).isEqualTo("n"))
          .allSatisfy(child -> assertThat(child.damage()).isPresent());
  }

  private static Child ofTable(String noted) {
    return Table.unpack(WRITABLE, entry(net("n"), net(READ), net(""), net(noted)))
        .get("n")
        .orElseThrow();
  }

  private Child ofVdrive(String noted) {
    return reader.open(forged.of("n", "n", READ, noted)).orElseThrow();
  }

  @Test
  void aWriteCapabilityThatCantBeOpened_leavesTheOneThatReads() {
    Bytes bad = entry(net("n"), net(READ), net("too short"), net("{}"));

    Child child = Table.unpack(WRITABLE, bad).get("n").orElseThrow();

    assertThat(child.target()).isEqualTo(FILE);
    assertThat(child.damage()).isPresent();
    assertThat(Table.unpack(TableForm.READ_ONLY, bad).get("n").orElseThrow().damage()).isEmpty();
  }

  @Test
  void aVdriveEntryThatIsSealedWrongly_isADamagedChildOfItsSlot() {
    for (VdriveEntry bad :
        List.of(
            forged.unsealed("n"),
            forged.of("n"),
            forged.of("n", "other", READ, "{}"),
            forged.of("n", "n\ud800", READ, "{}"))) {
      Child child = reader.open(bad).orElseThrow();

      assertThat(child.isLost()).isTrue();
      assertThat(DamageMark.slot(child.name())).contains(reader.slot("n"));
    }
    assertThat(reader.open(forged.of("n", "n")).orElseThrow().name()).isEqualTo("n");
    assertThat(reader.open(forged.of("n", "n", READ, "{}", "more")).orElseThrow().isLost())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "/", "a/b", "\0", "a\nb", "\u202e", " ", "damaged-entry-", "?#%2F"})
  void anyText_isANameOfItsOwn(String name) {
    Table table = Table.unpack(WRITABLE, entry(net(name), net(READ), net(""), net("{}")));

    assertThat(table.get(name).orElseThrow().damage()).isEmpty();
    assertThat(table.edited(List.of(remove(name)), NOW).size()).isZero();
    assertThat(reader.open(forged.of(name, name, READ, "{}")).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "URI:CHK:", "URI:DIR2:zz", "URI:SSK:\u0000", "\n", "ro.URI:CHK:x"})
  void aCapabilityThatIsNone_isKeptAsItIs(String cap) {
    Bytes stored = entry(net("n"), net(cap), net(""), net("{}"));

    for (TableForm form : List.of(WRITABLE, TableForm.READ_ONLY)) {
      Table table = Table.unpack(form, stored);
      assertThat(table.children()).hasSize(1);
      assertThat(table.pack()).isEqualTo(stored);
    }
  }

  private static Edit put(String name) {
    return new Edit.Put(name, FILE, Optional.empty(), Overwrite.ALWAYS);
  }

  private static Edit remove(String name) {
    return new Edit.Remove(name, Edit.Expected.ANYTHING);
  }
}
