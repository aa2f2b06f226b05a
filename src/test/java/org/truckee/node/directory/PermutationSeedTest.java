package org.truckee.node.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.bytes.Base32;
import org.truckee.bytes.Bytes;

/** The place of a storage server in permuted orders, which is never another in silence. */
class PermutationSeedTest {
  private static final Bytes FRESH = Bytes.wrap(new byte[32]);

  @TempDir Path root;

  private Bytes read(String text) throws IOException {
    Files.writeString(root.resolve("permutation-seed"), text);
    return new TahoeFiles(root).permutationSeed(FRESH);
  }

  @Test
  void aSeedThatIsMissing_isTheServersKey_andStays() throws IOException {
    assertThat(new TahoeFiles(root).permutationSeed(FRESH)).isEqualTo(FRESH);
    assertThat(new TahoeFiles(root).permutationSeed(Bytes.wrap(new byte[20]))).isEqualTo(FRESH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 20, 31, 32, 256})
  void aSeedOfAnySize_isTaken_ifItsLineEnds(int size) throws IOException {
    assertThat(read(Base32.encode(new byte[size]) + "\n").size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 32})
  void aSeedThatLostItsEnd_isRefused(int size) throws IOException {
    String whole = Base32.encode(new byte[size]);
    assertThat(read(whole).size()).isEqualTo(size);

    for (int length = 0; length < whole.length(); length++) {
      String torn = whole.substring(0, length);
      // What is left of a key may be as long as a TubID.
      if (length == Base32.encodedLength(20)) continue;
      assertThatThrownBy(() -> read(torn))
          .as("%d characters", length)
          .isInstanceOf(GridException.class)
          .hasMessageContaining(root.resolve("permutation-seed").toString());
    }
  }
}
