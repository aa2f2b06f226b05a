package org.truckee.immutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.erasure.Segmentation;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

class ChkEncoderTest {
  static Stream<JsonNode> filesMadeByTahoe() {
    return Golden.rows("chk.jsonl").stream().filter(row -> row.has("key"));
  }

  @ParameterizedTest
  @MethodSource("filesMadeByTahoe")
  void aFileOfTahoes_hasTheSameCapabilityAndSharesHere(JsonNode row) {
    EncodedShares made =
        EncodedShares.convergent(
            Golden.stream("tahoe-golden", row.get("size").asInt()),
            new Secret(Golden.hex(row, "convergence")),
            row.get("needed").asInt(),
            row.get("total").asInt(),
            row.get("maximumSegmentSize").asInt());

    assertThat(made.cap().toUri()).isEqualTo(row.get("cap").asText());
    assertThat(made.cap().toVerifyCap().toUri()).isEqualTo(row.get("verifyCap").asText());
    assertThat(made.cap().storageIndex()).hasToString(row.get("storageIndex").asText());
    List<String> hashes = made.shares().stream().map(Golden::sha256).toList();
    assertThat(hashes)
        .isEqualTo(Stream.of(row.get("shareSha256")).flatMap(ChkEncoderTest::texts).toList());
  }

  static Stream<JsonNode> publishedVectors() {
    return Golden.rows("chk-capabilities.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("publishedVectors")
  void aPublishedVector_hasTheSameCapabilityHere(JsonNode row) {
    EncodedShares made =
        EncodedShares.convergent(
            repeated(Golden.hex(row, "seed"), row.get("length").asInt()),
            new Secret(Golden.hex(row, "convergence")),
            row.get("needed").asInt(),
            row.get("total").asInt(),
            row.get("segmentSize").asInt());

    assertThat(made.cap().toUri()).isEqualTo(row.get("cap").asText());
  }

  @Test
  void anEncoderThatMissesASegment_doesNotFinish() {
    ChkEncoder encoder = new ChkEncoder(key(), Segmentation.of(100, 30, 3), 10);
    encoder.encode(new byte[30]);

    assertThatThrownBy(encoder::finish).hasMessage("1 of 4 segments");
  }

  private static Secret key() {
    return new Secret(Bytes.wrap(new byte[16]));
  }

  private static byte[] repeated(Bytes seed, int length) {
    byte[] all = new byte[length];
    for (int i = 0; i < length; i++) all[i] = (byte) seed.at(i % seed.size());
    return all;
  }

  private static Stream<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(i -> array.get(i).asText());
  }
}
