package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.erasure.Segmentation;
import org.truckee.immutable.ShareLayout;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort.Answer;
import org.truckee.testing.known.Golden;

/** One bit of a share file, in every field of it, on more servers than the file may lose. */
class DamagedFieldTest {
  private static final int NEEDED = 2;
  private static final int TOTAL = 5;
  private static final int SEGMENT = 4096;
  private static final int CONTAINER = 12;

  @TempDir Path directory;

  /** The place, in a share file, of a byte that counts for each field. */
  private static Map<String, Long> fields(int size) {
    Segmentation cut = Segmentation.of(size, SEGMENT, NEEDED);
    ShareLayout layout = ShareLayout.forWriting(cut, TOTAL);
    Map<String, Long> fields = new LinkedHashMap<>();
    fields.put("container version", 3L);
    fields.put("share version", CONTAINER + 3L);
    fields.put("offset of data", CONTAINER + 0xfL);
    fields.put("offset of ciphertext hashes", CONTAINER + 0x17L);
    fields.put("offset of block hashes", CONTAINER + 0x1bL);
    fields.put("offset of share hashes", CONTAINER + 0x1fL);
    fields.put("offset of UEB", CONTAINER + 0x23L);
    fields.put("first block", CONTAINER + layout.offsets().data());
    fields.put("last block", CONTAINER + layout.offsets().data() + cut.shareDataSize() - 1);
    fields.put("root of ciphertext hashes", CONTAINER + layout.offsets().ciphertextHashes());
    fields.put("leaf of ciphertext hashes", CONTAINER + layout.offsets().blockHashes() - 1);
    fields.put("root of block hashes", CONTAINER + layout.offsets().blockHashes());
    fields.put("leaf of block hashes", CONTAINER + layout.offsets().blockHashes() + 32L * 8);
    fields.put("number in the share hash chain", CONTAINER + layout.offsets().shareHashes() + 1);
    fields.put("hash in the share hash chain", CONTAINER + layout.offsets().shareHashes() + 2);
    fields.put("length of UEB", CONTAINER + layout.offsets().ueb() + 3);
    fields.put("UEB", CONTAINER + layout.offsets().ueb() + 40);
    return fields;
  }

  @Test
  void damageToAnyField_isNoticed_andTheFileReadWhileEnoughSharesAreGood() {
    try (TestGrid grid =
        TestGrid.start(
            directory, TOTAL, GatewaySettings.encoding(NEEDED, TOTAL, TOTAL).segments(SEGMENT))) {
      for (int size : List.of(30_000, 200_000))
        fields(size).forEach((field, position) -> check(grid, field, position, size));
    }
  }

  private static void check(TestGrid grid, String field, long position, int size) {
    byte[] file = Golden.stream(field, size);
    String cap = grid.web().put(file);
    StorageIndex storageIndex = TestGrid.storageIndex(cap);
    List<TestServer> permuted = grid.permuted(storageIndex);
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < TOTAL - NEEDED; i++) {
      permuted.get(i).damage(storageIndex, i, position);
      bad.add(i + " on " + permuted.get(i).name());
    }

    assertThat(grid.web().read(cap).bytes()).as(field).isEqualTo(file);

    permuted.get(3).damage(storageIndex, 3, position);
    Answer answer = grid.web().read(cap);
    if (answer.status() == 200) {
      assertThat(answer.bytes()).as(field + " matters to no reader").isEqualTo(file);
      assertThat(field).startsWith("leaf of ciphertext");
      return;
    }
    assertThat(answer.status()).as(field).isEqualTo(410);
    assertThat(answer.text()).as(field).contains("1 of 5 shares could be read, 2 are needed");
    if (!field.equals("container version"))
      assertThat(answer.text()).as(field).contains("damaged shares: ").contains(bad);
  }
}
