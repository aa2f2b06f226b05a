package org.truckee.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.crypto.Tag;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.ShareReader;

/** Files that the real Tahoe made: 16 versions with their shares, and 100 published key pairs. */
class GoldenMutableTest {
  static Stream<JsonNode> versions() {
    return Golden.rows("mutable.jsonl.gz").stream();
  }

  static Stream<JsonNode> capabilities() {
    return Golden.rows("mutable-capabilities.jsonl.gz").stream();
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void aPrivateKey_hasTheCapabilityThatTahoeGivesIt(JsonNode row) {
    MutableWriteCap cap = keys(row).writeCap(format(row));

    assertThat(cap.toUri()).isEqualTo(row.get("expected").asText());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tahoesCapabilities_followFromThePrivateKey(JsonNode row) {
    FileKeyPair keys = keys(row);
    MutableWriteCap cap = keys.writeCap(format(row));

    assertThat(keys.verifyingKey().der()).isEqualTo(Golden.hex(row, "public_key_der_hex"));
    assertThat(cap.toUri()).isEqualTo(row.get("write_cap").asText());
    assertThat(cap.toReadCap().toUri()).isEqualTo(row.get("read_cap").asText());
    assertThat(cap.toReadCap().toVerifyCap().toUri()).isEqualTo(row.get("verify_cap").asText());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tahoesShares_areRead(JsonNode row) {
    NavigableMap<Integer, Bytes> shares = shares(row);
    byte[] contents = Golden.stream(row.get("content_seed").asText(), row.get("size").asInt());
    MutableReadCap cap = (MutableReadCap) Capability.parse(row.get("read_cap").asText());

    assertThat(ShareReader.read(cap, shares)).isEqualTo(contents);
    assertThat(ShareReader.read(cap, shares.descendingMap())).isEqualTo(contents);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void thePrivateKey_liesEncryptedInEveryShareOfTahoes(JsonNode row) {
    MutableWriteCap cap = (MutableWriteCap) Capability.parse(row.get("write_cap").asText());

    shares(row)
        .forEach(
            (number, share) -> {
              MutableLayout.Part part = head(cap, number, share).layout().signing().privateKey();
              Bytes encrypted = share.slice((int) part.begin(), (int) part.end());
              FileKeyPair keys = FileKeyPair.decrypt(encrypted, cap);
              assertThat(keys.pkcs8()).isEqualTo(keys(row).pkcs8());
              assertThat(keys.encrypted()).isEqualTo(encrypted);
            });
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theWriteEnablers_areThoseThatTahoesServersKeep(JsonNode row) {
    MutableWriteCap cap = keys(row).writeCap(format(row));
    Bytes master = Tag.WRITE_ENABLER_MASTER.hash(cap.writeKey().bytes());

    row.get("shares")
        .forEach(
            share ->
                assertThat(Tag.WRITE_ENABLER.hash(master, Golden.hex(share, "server_hex")))
                    .isEqualTo(Golden.hex(share, "write_enabler_hex")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatIsWritten_liesWhereTahoeWouldPutIt_andIsRead(JsonNode row) {
    FileKeyPair keys = keys(row);
    byte[] contents = Golden.stream("written", row.get("size").asInt());
    VersionTerms terms =
        new VersionTerms(
            format(row),
            row.get("seqnum").asLong(),
            row.get("k").asInt(),
            row.get("n").asInt(),
            row.get("segsize").asInt(),
            contents.length);
    WholeVersion sealed = WholeVersion.encode(contents, terms, keys, new SecureRandom());
    MutableWriteCap cap = keys.writeCap(format(row));
    shares(row)
        .forEach(
            (number, share) ->
                assertThat(head(cap, number, sealed.shares().get(number)).layout())
                    .isEqualTo(head(cap, number, share).layout()));
    Map<Integer, Bytes> shares = new TreeMap<>();
    IntStream.range(0, terms.total()).forEach(i -> shares.put(i, sealed.shares().get(i)));

    assertThat(ShareReader.read(cap.toReadCap(), shares)).isEqualTo(contents);
  }

  private static ShareHead head(MutableWriteCap cap, int number, Bytes share) {
    return ShareHead.check(number, share, cap.toReadCap().toVerifyCap(), new HashSet<>());
  }

  private static FileKeyPair keys(JsonNode row) {
    return FileKeyPair.ofDer(new Secret(Golden.hex(row, "private_key_der_hex")));
  }

  private static MutableFormat format(JsonNode row) {
    return row.get("format").asText().equals("sdmf") ? MutableFormat.SDMF : MutableFormat.MDMF;
  }

  private static NavigableMap<Integer, Bytes> shares(JsonNode row) {
    NavigableMap<Integer, Bytes> shares = new TreeMap<>();
    row.get("shares")
        .properties()
        .forEach(
            share ->
                shares.put(
                    Integer.valueOf(share.getKey()), Golden.hex(share.getValue(), "data_hex")));
    return shares;
  }
}
