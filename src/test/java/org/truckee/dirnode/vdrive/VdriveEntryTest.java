package org.truckee.dirnode.vdrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.metadata.Metadata;

class VdriveEntryTest {
  private static final String KEY = "73wkejkiklt6jdl4bypfyubkay";
  private static final String HASH = "qoef2u5caav63bohjllpwptsl7gj2dq7udrg4d4ffm57z3rrpaqa";
  private static final String FILE = "URI:SSK:" + KEY + ":" + HASH;

  private final RandomGenerator random = new Random(1);
  private final VdriveWriter writer = writer(1);
  private final VdriveReader reader = writer.reader();
  private final Child child =
      new Child(
          "Résumé", ChildTarget.of(Capability.parse(FILE)), new Metadata(Map.of("mine", "yes")));

  private static VdriveWriter writer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new VdriveWriter(new VdriveWriteCap(new Secret(Bytes.wrap(key))));
  }

  private static boolean accepted(VdriveEntry entry, VdriveWriter by) {
    return entry.isSignedBy(by.verifyingKey(), by.reader().address());
  }

  @Test
  void anEntry_comesBackFromItsBytes() {
    VdriveEntry entry = writer.put(child, 7, random);

    VdriveEntry read = VdriveEntry.parse(entry.toBytes());

    assertThat(read).isEqualTo(entry);
    assertThat(read.sequence()).isEqualTo(7);
    assertThat(accepted(read, writer)).isTrue();
    assertThat(writer.open(read)).contains(child);
  }

  @Test
  void aReader_seesNoWriteCapability() {
    Child seen = reader.open(writer.put(child, 1, random)).orElseThrow();

    assertThat(seen.name()).isEqualTo(child.name());
    assertThat(seen.metadata()).isEqualTo(child.metadata());
    assertThat(seen.target()).isEqualTo(child.target().readOnly());
  }

  @Test
  void theServer_seesNeitherNamesNorCapabilities() {
    String bytes = writer.put(child, 1, random).toBytes().toUtf8();

    assertThat(bytes).doesNotContain("sum").doesNotContain("URI:").doesNotContain("mine");
  }

  @Test
  void theSameChildTwice_looksDifferent() {
    VdriveEntry first = writer.put(child, 1, random);

    assertThat(writer.put(child, 1, random)).isNotEqualTo(first);
    assertThat(writer.put(child, 1, random).slot()).isEqualTo(first.slot());
  }

  @Test
  void anyChange_breaksTheSignature() {
    byte[] bytes = writer.put(child, 1, random).toBytes().toArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      assertThat(isAccepted(bytes)).as("byte %d changed", i).isFalse();
      bytes[i] ^= 1;
    }
    assertThat(isAccepted(bytes)).isTrue();
  }

  @Test
  void anEntryThatBreaksOff_isRefused() {
    Bytes bytes = writer.put(child, 1, random).toBytes();
    for (int size = 0; size < bytes.size(); size++)
      assertThat(isAccepted(bytes.slice(0, size).toArray())).as("%d bytes", size).isFalse();
    assertThat(isAccepted(Bytes.concat(bytes, Bytes.utf8("x")).toArray())).isFalse();
  }

  private boolean isAccepted(byte[] bytes) {
    try {
      return accepted(VdriveEntry.parse(Bytes.wrap(bytes)), writer);
    } catch (GridException malformed) {
      assertThat(malformed.kind()).isEqualTo(GridException.Kind.BAD_REQUEST);
      return false;
    }
  }

  @Test
  void anEntryOfAnotherDirectory_isNoneOfThisOne() {
    VdriveEntry foreign = writer(2).put(child, 1, random);

    assertThat(accepted(foreign, writer)).isFalse();
    assertThat(reader.open(foreign).orElseThrow().damage())
        .hasValueSatisfying(damage -> assertThat(damage).contains("another place"));
  }

  @Test
  void anEntryUnderAnotherName_isDamaged() {
    VdriveEntry entry = writer.put(child, 1, random);
    VdriveEntry moved =
        new VdriveEntry(
            reader.slot("other"), 1, entry.child(), entry.writeCap(), entry.signature());

    assertThat(accepted(moved, writer)).isFalse();
    assertThat(reader.open(moved).orElseThrow().isLost()).isTrue();
  }

  @Test
  void aRemovedChild_leavesASignedTombstone() {
    VdriveEntry gone = writer.remove(reader.slot(child.name()), 2);

    assertThat(VdriveEntry.parse(gone.toBytes())).isEqualTo(gone);
    assertThat(gone.isTombstone()).isTrue();
    assertThat(accepted(gone, writer)).isTrue();
    assertThat(writer.open(gone)).isEmpty();
  }

  @Test
  void namesThatLookTheSame_areTheSame() {
    assertThat(reader.slot("re\u0301sume\u0301")).isEqualTo(reader.slot("r\u00e9sum\u00e9"));
    assertThat(reader.slot("a")).isNotEqualTo(reader.slot("b"));
    assertThat(reader.slot("a")).isNotEqualTo(writer(2).reader().slot("a"));
  }

  @Test
  void whatIsUnknown_isKept() {
    ChildTarget future =
        new ChildTarget(
            Optional.of(Capability.parse("x-future:1")),
            Optional.of(Capability.parse("ro.x-future:2")));
    Child unknown = new Child("later", future, Metadata.EMPTY);

    assertThat(writer.open(writer.put(unknown, 1, random))).contains(unknown);
  }
}
