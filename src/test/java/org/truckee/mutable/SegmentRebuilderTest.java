package org.truckee.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.testing.Waiting;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TestKeys;

/** Any k shares give all others back, to the byte, without a key. */
class SegmentRebuilderTest {
  private static final FileKeyPair KEYS = Waiting.of(TestKeys.next());

  private final Random random = new Random(11);

  @ParameterizedTest
  @CsvSource({
    "SDMF, 1, 1, 0",
    "SDMF, 1, 2, 1",
    "SDMF, 3, 10, 0",
    "SDMF, 3, 10, 10",
    "SDMF, 3, 10, 5000",
    "SDMF, 71, 255, 7001",
    "MDMF, 1, 3, 0",
    "MDMF, 1, 2, 1001",
    "MDMF, 3, 10, 999",
    "MDMF, 3, 10, 5000",
    "MDMF, 71, 255, 2500"
  })
  void enoughShares_giveAllOthersBack(MutableFormat format, int needed, int total, int size) {
    WholeVersion made = made(format, needed, total, size);
    for (int round = 0; round < 5; round++) {
      List<Integer> left = new ArrayList<>(IntStream.range(0, total).boxed().toList());
      Collections.shuffle(left, random);

      WholeVersion again = again(made, left.subList(0, needed), made.shares());

      assertThat(again).isEqualTo(made);
    }
  }

  @Test
  void blocksThatWereNotSigned_giveNoVersion() {
    WholeVersion made = made(MutableFormat.MDMF, 3, 10, 5000);
    List<Bytes> shares = new ArrayList<>(made.shares());
    byte[] changed = shares.get(4).toArray();
    MutableLayout layout = head(made, 4).layout();
    changed[(int) layout.block(made.prefix(), 2).begin() + 20] ^= 1;
    shares.set(4, Bytes.wrap(changed));

    assertThatThrownBy(() -> again(made, List.of(1, 4, 7), shares))
        .isInstanceOfSatisfying(
            GridException.class,
            failure -> assertThat(failure.kind()).isEqualTo(GridException.Kind.CORRUPT))
        .hasMessageContaining("version 5");
  }

  @Test
  void aSealThatHasNoRoom_givesNoVersion() {
    WholeVersion made = made(MutableFormat.MDMF, 1, 2, 0);
    SignedVersion.Seal seal = seal(made);
    SignedVersion.Seal large =
        new SignedVersion.Seal(seal.publicKey(), seal.signature(), Bytes.wrap(new byte[9000]));

    assertThatThrownBy(() -> WholeVersion.again(made.prefix(), List.of(), large))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("keys of unusual sizes");
  }

  private static WholeVersion made(MutableFormat format, int needed, int total, int size) {
    byte[] contents = Golden.stream("rebuilt", size);
    int largest = format == MutableFormat.SDMF ? size : 1000;
    int segment = (Math.min(largest, size) + needed - 1) / needed * needed;
    VersionTerms terms = new VersionTerms(format, 5, needed, total, segment, size);
    return WholeVersion.encode(contents, terms, KEYS, new SecureRandom());
  }

  private static WholeVersion again(WholeVersion made, List<Integer> numbers, List<Bytes> shares) {
    List<MutableEncoder.Encoded> segments = new ArrayList<>();
    SegmentRebuilder rebuilder = new SegmentRebuilder(made.prefix());
    for (long index = 0; index < made.prefix().segments(); index++)
      segments.add(rebuilder.rebuild(index, blocks(made, numbers, shares, index)));
    return WholeVersion.again(made.prefix(), segments, seal(made));
  }

  private static List<MutableDecoder.Block> blocks(
      WholeVersion made, List<Integer> numbers, List<Bytes> shares, long index) {
    List<MutableDecoder.Block> blocks = new ArrayList<>();
    for (int number : numbers) {
      MutableLayout.Part part = head(made, number).layout().block(made.prefix(), index);
      Bytes stored = shares.get(number).slice((int) part.begin(), (int) part.end());
      blocks.add(new MutableDecoder.Block(number, stored));
    }
    return blocks;
  }

  private static SignedVersion.Seal seal(WholeVersion made) {
    MutableLayout.Signing places = head(made, 0).layout().signing();
    return new SignedVersion.Seal(
        part(made, places.publicKey()),
        part(made, places.signature()),
        part(made, places.privateKey()));
  }

  private static Bytes part(WholeVersion made, MutableLayout.Part part) {
    return made.shares().get(0).slice((int) part.begin(), (int) part.end());
  }

  private static ShareHead head(WholeVersion made, int number) {
    Bytes share = made.shares().get(number);
    return ShareHead.check(
        number,
        share.slice(0, Math.min(ShareHead.SIZE, share.size())),
        KEYS.writeCap(made.prefix().format()).toReadCap().toVerifyCap(),
        new HashSet<>());
  }
}
