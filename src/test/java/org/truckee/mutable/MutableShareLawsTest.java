package org.truckee.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.ShareReader;
import org.truckee.testing.known.TestKeys;

/** Laws of every version of a mutable file: any k shares are the file, and no byte lies. */
class MutableShareLawsTest {
  private static final FileKeyPair KEYS = Waiting.of(TestKeys.next());

  private final Random random = new Random(7);

  /** A version and what it was made of. */
  private record Sample(byte[] contents, VersionTerms terms, List<Bytes> shares) {
    static Sample of(MutableFormat format, int needed, int total, int size) {
      byte[] contents = Golden.stream("mutable laws", size);
      int largest = format == MutableFormat.SDMF ? size : 1000;
      int segment = (Math.min(largest, size) + needed - 1) / needed * needed;
      VersionTerms terms = new VersionTerms(format, 5, needed, total, segment, contents.length);
      return new Sample(
          contents, terms, WholeVersion.encode(contents, terms, KEYS, new SecureRandom()).shares());
    }

    MutableReadCap cap() {
      return KEYS.writeCap(terms.format()).toReadCap();
    }

    Map<Integer, Bytes> some(Random random) {
      List<Integer> numbers =
          new java.util.ArrayList<>(IntStream.range(0, terms.total()).boxed().toList());
      Collections.shuffle(numbers, random);
      Map<Integer, Bytes> some = new LinkedHashMap<>();
      numbers.subList(0, terms.needed()).forEach(number -> some.put(number, shares.get(number)));
      return some;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SDMF, 1, 1, 0",
    "SDMF, 1, 1, 1",
    "SDMF, 3, 10, 10",
    "SDMF, 3, 10, 5000",
    "SDMF, 255, 255, 700",
    "SDMF, 7, 255, 3",
    "MDMF, 1, 1, 0",
    "MDMF, 1, 2, 1001",
    "MDMF, 3, 10, 999",
    "MDMF, 3, 10, 5000",
    "MDMF, 100, 255, 2500"
  })
  void anyEnoughShares_areTheFile(MutableFormat format, int needed, int total, int size) {
    Sample sample = Sample.of(format, needed, total, size);
    for (int round = 0; round < 3; round++)
      assertThat(ShareReader.read(sample.cap(), sample.some(random))).isEqualTo(sample.contents());
  }

  @ParameterizedTest
  @EnumSource
  void aByteThatChanged_isNoticedOrMakesNoDifference(MutableFormat format) {
    Sample sample = Sample.of(format, 2, 4, 2500);
    int noticed = 0;
    for (int round = 0; round < 500; round++) {
      Map<Integer, Bytes> shares = sample.some(random);
      int number = shares.keySet().iterator().next();
      byte[] changed = shares.get(number).toArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      shares.put(number, Bytes.wrap(changed));
      try {
        assertThat(ShareReader.read(sample.cap(), shares)).isEqualTo(sample.contents());
      } catch (GridException e) {
        assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT);
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(150);
  }

  @ParameterizedTest
  @EnumSource
  void aShareThatBreaksOffAnywhere_isNoticed(MutableFormat format) {
    Sample sample = Sample.of(format, 1, 2, 2500);
    Bytes share = sample.shares().get(0);
    int needed = ofUse(sample, share);
    for (int length = 0; length < needed; length += 1 + random.nextInt(40)) {
      Map<Integer, Bytes> cut = Map.of(0, share.slice(0, length));
      assertThatThrownBy(() -> ShareReader.read(sample.cap(), cut))
          .isInstanceOfSatisfying(
              GridException.class,
              failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.CORRUPT));
    }
  }

  /** The private key, which readers don't need, may lie at the end. */
  private static int ofUse(Sample sample, Bytes share) {
    MutableLayout layout =
        ShareHead.check(0, share, sample.cap().toVerifyCap(), new java.util.HashSet<>()).layout();
    return (int) Math.max(layout.data().end(), layout.blockHashes().end());
  }

  @ParameterizedTest
  @EnumSource
  void aShareUnderAnotherNumber_isNoticed(MutableFormat format) {
    Sample sample = Sample.of(format, 1, 4, 100);
    Map<Integer, Bytes> shares = Map.of(2, sample.shares().get(1));
    assertThatThrownBy(() -> ShareReader.read(sample.cap(), shares))
        .isInstanceOf(GridException.class);
  }

  @Test
  void anotherFilesShare_isNoticed() {
    Sample sample = Sample.of(MutableFormat.SDMF, 1, 1, 100);
    MutableReadCap other = Waiting.of(TestKeys.next()).writeCap(MutableFormat.SDMF).toReadCap();
    assertThatThrownBy(() -> ShareReader.read(other, Map.of(0, sample.shares().get(0))))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("public key");
  }

  @ParameterizedTest
  @EnumSource
  void aSignedPrefix_isReadAsItWasWritten(MutableFormat format) {
    Sample sample = Sample.of(format, 3, 10, 100);
    SignedPrefix prefix =
        ShareHead.check(
                0, sample.shares().get(0), sample.cap().toVerifyCap(), new java.util.HashSet<>())
            .prefix();
    assertThat(SignedPrefix.read(prefix.toBytes().asByteBuffer())).isEqualTo(prefix);
    assertThat(prefix.toBytes().slice(0, prefix.checkString().size()))
        .isEqualTo(prefix.checkString());
    assertThat(prefix.toBytes().size()).isEqualTo(SignedPrefix.sizeOf(format));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 10, 0, 0, 0-of-10",
    "5, 11, 10, 0, 0, 11-of-10",
    "5, 3, 256, 0, 0, 3-of-256",
    "-1, 3, 10, 3, 3, 3 bytes",
    "5, 3, 10, 3, -1, -1 bytes",
    "5, 3, 10, 4, 4, segments of 4",
    "5, 3, 10, 0, 1, no segment size",
    "5, 3, 10, 3, 4, more than one segment"
  })
  void numbersThatCannotBeHadTogether_areRefused(
      long sequence, int needed, int total, int segment, long size, String why) {
    assertThatThrownBy(
            () -> new VersionTerms(MutableFormat.SDMF, sequence, needed, total, segment, size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void salts_followFromTheirSeed_andDiffer() {
    Salts salts = Salts.fresh(new Random(1));
    Map<Bytes, Long> seen = new TreeMap<>();
    for (long index = 0; index < 1000; index++) seen.put(salts.of(index), index);
    assertThat(seen).hasSize(1000);
    assertThat(new Salts(salts.seed()).of(7)).isEqualTo(salts.of(7));
    assertThat(Salts.fresh(new Random(2)).of(7)).isNotEqualTo(salts.of(7));
  }
}
