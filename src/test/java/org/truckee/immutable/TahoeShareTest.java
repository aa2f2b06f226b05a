package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.crypto.HashTree;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TahoeShares;

/** The share files of Tahoe's that were taken apart field by field, read by ours. */
class TahoeShareTest {
  static Stream<List<JsonNode>> files() {
    return TahoeShares.byFile();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theParts_lieWhereTahoePutThem(List<JsonNode> rows) {
    EncodedShares file = TahoeShares.encode(rows.get(0));
    for (JsonNode row : rows) {
      ShareLayout layout = layout(share(file, row));
      long[] offsets =
          StreamSupport.stream(row.get("offsets").spliterator(), false)
              .mapToLong(JsonNode::asLong)
              .toArray();

      assertThat(layout.version()).isEqualTo(1);
      assertThat(layout.blockSize()).isEqualTo(row.get("blockSize").asLong());
      assertThat(layout.dataSize()).isEqualTo(row.get("dataSize").asLong());
      assertThat(
              new long[] {
                layout.offsets().data(),
                layout.offsets().plaintextHashes(),
                layout.offsets().ciphertextHashes(),
                layout.offsets().blockHashes(),
                layout.offsets().shareHashes(),
                layout.offsets().ueb()
              })
          .isEqualTo(offsets);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theUriExtensionBlock_saysWhatTahoeRead(List<JsonNode> rows) {
    JsonNode row = rows.get(0);
    ChkVerifyCap cap = TahoeShares.encode(row).cap().toVerifyCap();

    UriExtensionBlock ueb = UriExtensionBlock.read(Golden.hex(row, "ueb"), cap);

    assertThat(ueb.segmentation().segments()).isEqualTo(row.get("segments").asLong());
    assertThat(ueb.segmentation().segmentSize()).isEqualTo(row.get("segmentSize").asInt());
    assertThat(ueb.ciphertextHash()).isEqualTo(Golden.hex(row, "ciphertextHash"));
    assertThat(ueb.ciphertextRoot()).isEqualTo(Golden.hex(row, "ciphertextRoot"));
    assertThat(ueb.shareRoot()).isEqualTo(Golden.hex(row, "shareRoot"));
    assertThat(ueb.toBytes()).isEqualTo(Golden.hex(row, "ueb"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void theHashes_areThoseThatTahoeKept(List<JsonNode> rows) {
    EncodedShares file = TahoeShares.encode(rows.get(0));
    for (JsonNode row : rows) {
      Bytes share = Bytes.wrap(share(file, row));
      ShareLayout layout = layout(share.toArray());
      int tree = HashTree.nodeCount(row.get("segments").asLong()) * HashTree.NODE_SIZE;

      assertThat(sha256(share, layout.offsets().ciphertextHashes(), tree))
          .isEqualTo(row.get("ciphertextHashesSha256").asText());
      assertThat(sha256(share, layout.offsets().blockHashes(), tree))
          .isEqualTo(row.get("blockHashesSha256").asText());
      int at = (int) layout.offsets().shareHashes();
      for (JsonNode node : row.get("shareHashes")) {
        assertThat(share.at(at) << 8 | share.at(at + 1)).isEqualTo(node.get(0).asInt());
        assertThat(share.slice(at + 2, at + 34).toHex()).isEqualTo(node.get(1).asText());
        at += ShareLayout.CHAIN_NODE_SIZE;
      }
      assertThat(at).isEqualTo((int) layout.offsets().ueb());
    }
  }

  private static byte[] share(EncodedShares file, JsonNode row) {
    return file.shares().get(row.get("shareNumber").asInt());
  }

  private static ShareLayout layout(byte[] share) {
    return ShareLayout.read(ByteBuffer.wrap(share));
  }

  private static String sha256(Bytes share, long offset, int length) {
    return Golden.sha256(share.slice((int) offset, (int) offset + length).toArray());
  }
}
