package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/** Values that are sealed, by one sealer that many threads use. */
class AesGcmTest {
  private static final Bytes PLACE = Bytes.utf8("place");

  private final AesGcm sealer = new AesGcm(new Secret(Bytes.wrap(new byte[32])));
  private final RandomGenerator random = new Random(1);

  @Test
  void aValueThatWasChanged_orLiesElsewhere_isNotOpened_andSpoilsNoLaterOne() {
    Bytes value = Bytes.utf8("value");
    Bytes sealed = sealer.seal(value, PLACE, random);
    byte[] changed = sealed.toArray();
    changed[changed.length - 1] ^= 1;

    assertThat(sealer.open(Bytes.wrap(changed), PLACE)).isEmpty();
    assertThat(sealer.open(sealed, Bytes.utf8("elsewhere"))).isEmpty();
    assertThat(sealer.open(sealed, PLACE)).contains(value);
    assertThat(sealer.seal(value, PLACE, random)).isNotEqualTo(sealed);
    assertThat(sealer.open(sealed, PLACE)).contains(value);
  }

  @Test
  void manyThreads_sealAndOpenBesideEachOther() {
    HmacSha256 names = new HmacSha256(new Secret(Bytes.wrap(new byte[32])));
    List<Bytes> values = IntStream.range(0, 2000).mapToObj(i -> Bytes.utf8("value " + i)).toList();
    List<Bytes> expected = values.stream().map(names::of).toList();

    assertThat(values.parallelStream().map(names::of).toList()).isEqualTo(expected);
    assertThat(
            values.parallelStream()
                .map(value -> sealer.seal(value, PLACE, new Random(value.hashCode())))
                .map(hidden -> sealer.open(hidden, PLACE).orElseThrow())
                .toList())
        .isEqualTo(values);
  }
}
