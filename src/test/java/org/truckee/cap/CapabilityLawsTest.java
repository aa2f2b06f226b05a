package org.truckee.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.crypto.StorageIndex;

/** Laws of every capability of every kind, shown on random ones. */
class CapabilityLawsTest {
  private static final Random RANDOM = new Random(20_071_001);

  private static Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private static Secret secret(int size) {
    return new Secret(bytes(size));
  }

  static Stream<Capability> capabilities() {
    List<Capability> all = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      List<Capability> files = files();
      all.addAll(files);
      files.forEach(file -> directory(file).ifPresent(all::add));
      VdriveWriteCap vdrive = new VdriveWriteCap(secret(32));
      all.addAll(List.of(vdrive, vdrive.toReadCap(), vdrive.verifyCap().orElseThrow()));
    }
    return all.stream();
  }

  private static List<Capability> files() {
    int needed = 1 + RANDOM.nextInt(256);
    int total = needed + RANDOM.nextInt(257 - needed);
    long size = 1 + RANDOM.nextLong(1L << 50);
    List<Capability> files = new ArrayList<>();
    files.add(new LitCap(secret(RANDOM.nextInt(LitCap.MAX_SIZE + 1))));
    files.add(new ChkReadCap(secret(16), bytes(32), needed, total, size));
    files.add(
        new ChkVerifyCap(
            new StorageIndex(bytes(StorageIndex.SIZE)), bytes(32), needed, total, size));
    for (MutableFormat format : MutableFormat.values()) {
      MutableWriteCap write = new MutableWriteCap(format, secret(16), bytes(32));
      files.addAll(List.of(write, write.toReadCap(), write.verifyCap().orElseThrow()));
    }
    return files;
  }

  private static Optional<Capability> directory(Capability file) {
    if (file instanceof MutableWriteCap write) return Optional.of(new DirectoryWriteCap(write));
    if (file instanceof ReadCap read) return Optional.of(new DirectoryReadCap(read));
    return Optional.of(new DirectoryVerifyCap((VerifyCap) file));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void itsText_isItself(Capability cap) {
    Capability read = Capability.parse(cap.toUri());
    assertThat(read).isEqualTo(cap).hasSameHashCodeAs(cap);
    assertThat(read.toUri()).isEqualTo(cap.toUri());
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void whatIsLessened_canDoLess_andIsAboutTheSame(Capability cap) {
    if (cap instanceof VerifyCap) assertThat(cap.readCap()).isEmpty();
    cap.readCap()
        .ifPresent(
            read -> {
              assertThat(read).isNotInstanceOf(WriteCap.class);
              assertThat(read.readCap()).contains(read);
              assertThat(read.verifyCap()).isEqualTo(cap.verifyCap());
              assertThat(read.isDirectory()).isEqualTo(cap.isDirectory());
              assertThat(read.isMutable()).isEqualTo(cap.isMutable());
            });
    cap.verifyCap()
        .ifPresent(
            verify -> {
              assertThat(verify.verifyCap()).contains(verify);
              assertThat(verify.isDirectory()).isEqualTo(cap.isDirectory());
            });
  }

  /** The text of a lesser capability holds no part of a secret that it has not. */
  @ParameterizedTest
  @MethodSource("capabilities")
  void noSecret_isInALesserText(Capability cap) {
    String key = cap.toUri().split(":", -1)[2];
    if (cap instanceof WriteCap)
      assertThat(cap.readCap().orElseThrow().toUri()).doesNotContain(key);
    if (cap.readCap().isPresent() && !key.isEmpty())
      cap.verifyCap().ifPresent(verify -> assertThat(verify.toUri()).doesNotContain(key));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void onlyACapabilityThatIsNoSecret_isShown(Capability cap) {
    String key = cap.toUri().split(":", -1)[2];
    if (!(cap instanceof VerifyCap) && key.length() > 2)
      assertThat(cap.toString()).doesNotContain(key);
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void aWriter_isMutable(Capability cap) {
    if (cap instanceof WriteCap) assertThat(cap.isMutable()).isTrue();
    if (cap instanceof LitCap || cap instanceof ChkReadCap) assertThat(cap.isMutable()).isFalse();
  }

  /** A character that is changed gives another capability, or none; never the same, nor a crash. */
  @ParameterizedTest
  @MethodSource("capabilities")
  void aChangedCharacter_neverMeansTheSame(Capability cap) {
    String uri = cap.toUri();
    for (int i = 0; i < 40; i++) {
      int at = RANDOM.nextInt(uri.length());
      char other = "az27:0-%\u00e9 A".charAt(RANDOM.nextInt(11));
      if (other == uri.charAt(at)) continue;
      String changed = uri.substring(0, at) + other + uri.substring(at + 1);
      try {
        assertThat(Capability.parse(changed)).isNotEqualTo(cap);
      } catch (GridException e) {
        assertThat(e.kind()).isEqualTo(GridException.Kind.BAD_CAP);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void aMark_isAcceptedWhereItIsTrue(Capability cap) {
    for (String mark : List.of("ro.", "imm.")) {
      boolean isTrue = !(cap instanceof WriteCap) && (mark.equals("ro.") || !cap.isMutable());
      try {
        assertThat(Capability.parse(mark + cap.toUri())).isEqualTo(cap);
        assertThat(isTrue).isTrue();
      } catch (GridException e) {
        assertThat(isTrue).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void theKeyOfAVdriveDirectory_signsForItsReaders(Capability cap) {
    if (!(cap instanceof VdriveWriteCap write)) return;
    Ed25519SigningKey key = write.signingKey();
    Bytes message = bytes(50);
    assertThat(key.verifyingKey().verifies(message, key.sign(message))).isTrue();
    assertThat(write.toReadCap().verify())
        .isEqualTo(VdriveVerifyCap.of(key.verifyingKey()))
        .isNotEqualTo(new VdriveWriteCap(secret(32)).toReadCap().verify());
  }
}
