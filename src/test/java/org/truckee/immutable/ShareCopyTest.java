package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.erasure.Segmentation;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

class ShareCopyTest {
  private static final Secret CONVERGENCE = new Secret(Bytes.utf8("copy"));

  @ParameterizedTest
  @CsvSource({"1,1,56", "1,3,1024", "3,10,3000", "3,10,10001", "71,255,20000", "101,256,5000"})
  void aCopy_isTheShare_toTheByte(int needed, int total, int size) {
    EncodedShares file =
        EncodedShares.convergent(Golden.stream("copy", size), CONVERGENCE, needed, total, 1024);
    for (int number : new int[] {0, total / 2, total - 1})
      assertThat(copy(file, number)).isEqualTo(file.shares().get(number));
  }

  private static byte[] copy(EncodedShares file, int number) {
    CheckedShare source = file.check(number);
    ShareCopy copy = new ShareCopy(source);
    Segmentation cut = source.ueb().segmentation();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ShareLayout.forWriting(cut, source.ueb().total()).header().toArray());
    for (long index = 0; index < cut.segments(); index++) {
      ByteBuffer block = copy.segment(index, file.block(source, index).bytes(), 0).block(number);
      byte[] bytes = new byte[block.remaining()];
      block.get(bytes);
      out.writeBytes(bytes);
    }
    out.writeBytes(copy.tail().toArray());
    assertThat(out.size()).isEqualTo((int) copy.size());
    return out.toByteArray();
  }
}
