package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

/** A storage server and messages that are malformed, too large, or lie. */
class StorageMessagesTest {
  private static final StorageIndex STORED = Ask.storageIndex(1);
  private static final StorageIndex NEW = Ask.storageIndex(2);
  private static final String ALLOCATE = "/storage/v1/immutable/" + NEW;
  private static final String REPORT = "/storage/v1/immutable/" + STORED + "/0/corrupt";
  private static final String CHANGE = "/storage/v1/mutable/" + NEW + "/read-test-write";

  /** {@code share-numbers} and {@code allocated-size}, as texts of CBOR. */
  private static final String NUMBERS = "6d73686172652d6e756d62657273";

  private static final String SIZE = "6e616c6c6f63617465642d73697a65";

  @TempDir static Path directory;
  private static StorageFixture server;

  private Snapshot before;

  @BeforeAll
  static void start() {
    server = StorageFixture.start(directory);
    Ask.store(server, STORED, 0, new byte[10]);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void remember() {
    before = Snapshot.of(directory);
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  static Stream<String> badAllocations() {
    String set = "d90102";
    return Stream.of(
        "", // nothing
        "a0", // an empty map
        "80", // an array
        "f6", // null
        "ff", // a break that ends nothing
        "a1" + NUMBERS + set + "8100", // no size
        "a1" + SIZE + "0a", // no share numbers
        "a2" + NUMBERS + "8100" + SIZE + "0a", // an array, not a set
        "a2" + NUMBERS + set + "820000" + SIZE + "0a", // the same number twice
        "a2" + NUMBERS + set + "81190100" + SIZE + "0a", // share 256
        "a2" + NUMBERS + set + "8120" + SIZE + "0a", // share -1
        "a2" + NUMBERS + set + "816130" + SIZE + "0a", // a text for a number
        "a2" + NUMBERS + set + "8100" + SIZE + "20", // size -1
        "a2" + NUMBERS + set + "8100" + SIZE + "1bffffffffffffffff", // size 2^64 - 1
        "a2" + NUMBERS + set + "8100" + SIZE + "c249010000000000000000", // size 2^64, as a bignum
        "a2" + NUMBERS + set + "8100" + SIZE + "f93c00", // size 1.0
        "a2" + NUMBERS + set + "8100" + SIZE + "f5", // size true
        "a3" + NUMBERS + set + "8100" + SIZE + "0a" + "6178" + "00", // one field too many
        "a3" + NUMBERS + set + "8100" + SIZE + "0a" + SIZE + "0b", // a field twice
        "a2" + NUMBERS + set + "8100" + SIZE + "0a" + "00", // something behind
        "a2" + NUMBERS + set + "9affffffff" + "00", // a set that claims 2^32 - 1 numbers
        "a2" + NUMBERS + set + "9bffffffffffffffff" + "00", // and one of 2^64 - 1
        "a2" + "7bffffffffffffffff", // a name of 2^64 - 1 bytes
        "a2" + "7a7fffffff" + "61", // a name of 2^31 - 1 bytes
        "bbffffffffffffffff", // a map of 2^64 - 1 fields
        "a2" + NUMBERS + "d90102".repeat(2000), // tags without end
        "81".repeat(4000), // arrays in arrays
        "a16161".repeat(2000), // maps in maps
        "9f".repeat(4000), // the same without lengths
        "1c", // a reserved number
        "5f41", // bytes in pieces that break off
        "a2" + NUMBERS + set + "9f00"); // a set that does not end
  }

  @ParameterizedTest
  @MethodSource("badAllocations")
  void aMalformedAllocation_isRefusedWithAReason(String cbor) {
    StorageFixture.Answer answer = allocation(Buffer.buffer(HexFormat.of().parseHex(cbor)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text())
        .startsWith("malformed application/cbor body: ")
        .hasSizeBetween(40, 400);
  }

  @Test
  void anAllocationThatBreaksOffAnywhere_isRefused() {
    Buffer whole =
        WireFormat.CBOR.write(new AllocateRequest(new TreeSet<>(Set.of(0, 1, 200)), 70_000)::write);
    for (int length = 0; length < whole.length(); length++)
      assertThat(allocation(whole.slice(0, length)).status()).isEqualTo(400);
  }

  @Test
  void anAllocationOf257Shares_isRefused() {
    StringBuilder cbor = new StringBuilder("a2" + NUMBERS + "d90102990101");
    IntStream.rangeClosed(0, 256).forEach(i -> cbor.append("19%04x".formatted(i)));

    assertThat(allocation(hex(cbor + SIZE + "0a")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"share-numbers\":[0]}",
        "{\"share-numbers\":[0],\"allocated-size\":\"10\"}",
        "{\"share-numbers\":[0],\"allocated-size\":-1}",
        "{\"share-numbers\":[0],\"allocated-size\":1e3}",
        "{\"share-numbers\":[0],\"allocated-size\":99999999999999999999999}",
        "{\"share-numbers\":[0,0],\"allocated-size\":10}",
        "{\"share-numbers\":[256],\"allocated-size\":10}",
        "{\"share-numbers\":[0],\"allocated-size\":10,\"allocated-size\":11}",
        "{\"share-numbers\":[0],\"allocated-size\":10}{}",
        "{'share-numbers':[0],'allocated-size':10}",
        "{\"share-numbers\":[0],\"allocated-size\":10,\"other\":1}"
      })
  void aMalformedAllocationInJson_isRefusedWithAReason(String json) {
    StorageFixture.Answer answer =
        server
            .ask("POST", ALLOCATE)
            .leases(1)
            .secret(SecretKind.UPLOAD, 3)
            .with("Content-Type", "application/json")
            .body(Buffer.buffer(json))
            .answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).startsWith("malformed application/json body: ");
  }

  @Test
  void deepJson_isRefused() {
    for (String part : new String[] {"[", "{\"a\":"}) {
      StorageFixture.Answer answer =
          server
              .ask("POST", REPORT)
              .with("Content-Type", "application/json")
              .body(Buffer.buffer("{\"reason\":" + part.repeat(5_000)))
              .answer();
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void aMessageThatIsTooLarge_isNotRead() {
    Buffer large = Buffer.buffer(new byte[2 << 20]);
    StorageFixture.Answer allocation = allocation(large);
    StorageFixture.Answer report = server.ask("POST", REPORT).body(large).answer();

    assertThat(List.of(allocation.status(), report.status())).containsOnly(413);
    assertThat(allocation.text()).contains("at most 8192");
    assertThat(report.text()).contains("at most 32768");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "cbor", "application/cbor+x", "/"})
  void aBodyInAnUnknownEncoding_isRefused(String type) {
    StorageFixture.Answer answer =
        server.ask("POST", REPORT).with("Content-Type", type).body(Buffer.buffer("x")).answer();

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text()).contains("application/cbor or application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/*", "application/xml;q=1"})
  void anAnswerThatIsWantedInAnUnknownEncoding_isRefused(String accept) {
    for (String path : new String[] {"/storage/v1/version", ALLOCATE + "/shares"}) {
      StorageFixture.Answer answer = server.ask("GET", path).with("Accept", accept).answer();
      assertThat(answer.status()).isEqualTo(406);
      assertThat(answer.text()).contains("application/cbor or application/json");
    }
  }

  @Test
  void whoCouldNotReadTheAnswer_changesNothing() {
    String nothing =
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":0,\"data\":\"eA==\"}],\"new-length\":null}},\"read-vector\":[]}";
    for (Ask ask :
        List.of(
            Ask.allocate(server, NEW, 10, 3, 0),
            Ask.write(server, NEW, 0, 3, 0, new byte[10]),
            change(nothing))) {
      assertThat(ask.with("Accept", "image/gif").answer().status()).isEqualTo(406);
    }
  }

  @Test
  void aCompressedBody_isNoMessage() {
    StorageFixture.Answer answer =
        server
            .ask("POST", REPORT)
            .with("Content-Encoding", "gzip")
            .body(hex("1f8b0800000000000003"))
            .answer();

    assertThat(answer.status()).isEqualTo(400);
  }

  static Stream<String> badReports() {
    return Stream.of(
        "{}",
        "{\"reason\":1}",
        "{\"reason\":null}",
        "{\"reason\":\"\"}",
        "{\"reason\":\"" + "x".repeat(32_766) + "\"}",
        "{\"reason\":\"x\",\"more\":1}",
        "{\"reason\":[\"x\"]}");
  }

  @ParameterizedTest
  @MethodSource("badReports")
  void aMalformedReport_isRefused(String json) {
    assertThat(
            server
                .ask("POST", REPORT)
                .with("Content-Type", "application/json")
                .body(Buffer.buffer(json))
                .answer()
                .status())
        .isIn(400, 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"test-write-vectors\":{}}",
        "{\"test-write-vectors\":{\"256\":{\"test\":[],\"write\":[],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"-1\":{\"test\":[],\"write\":[],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"../0\":{\"test\":[],\"write\":[],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[]}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[],\"new-length\":-1}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":-1,\"data\":\"\"}],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":0}],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":0,\"data\":\"***\"}],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[{\"offset\":0,\"size\":1}],\"write\":[],\"new-length\":null}},\"read-vector\":[]}",
        "{\"test-write-vectors\":{},\"read-vector\":[{\"offset\":0}]}",
        "{\"test-write-vectors\":{},\"read-vector\":{}}",
        "{\"test-write-vectors\":[],\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":null},\"read-vector\":[]}",
        "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[],\"new-length\":null},\"00\":{\"test\":[],\"write\":[],\"new-length\":null}},\"read-vector\":[]}"
      })
  void aMalformedChange_isRefused(String json) {
    StorageFixture.Answer answer = change(json).answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).startsWith("malformed application/json body: ");
  }

  @Test
  void thirtyOneReads_areTooMany() {
    String reads = String.join(",", Collections.nCopies(31, "{\"offset\":0,\"size\":1}"));
    String json = "{\"test-write-vectors\":{},\"read-vector\":[" + reads + "]}";
    StorageFixture.Answer answer = change(json).answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("more than 30");
  }

  private static Ask change(String json) {
    return server
        .ask("POST", CHANGE)
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, 4)
        .with("Content-Type", "application/json")
        .body(Buffer.buffer(json));
  }

  private static StorageFixture.Answer allocation(Buffer body) {
    return server.ask("POST", ALLOCATE).leases(1).secret(SecretKind.UPLOAD, 3).body(body).answer();
  }

  private static Buffer hex(String text) {
    return Buffer.buffer(HexFormat.of().parseHex(text));
  }
}
