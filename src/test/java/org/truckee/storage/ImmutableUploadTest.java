package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.http.RawConnection;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.Snapshot;

/** How immutable shares get onto a storage server, with everything that can come between. */
class ImmutableUploadTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final String PATH = "/storage/v1/immutable/" + FILE;
  private static final byte[] SHARE = Golden.stream("share", 1000);

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private StorageFixture server;

  @BeforeEach
  void start() {
    StorageConfig config = StorageConfig.in(directory, Bytes.wrap(new byte[20]));
    server = StorageFixture.start(config, clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void partsInAnyOrderAndSize_makeTheShare(int seed) {
    Random random = new Random(seed);
    List<int[]> parts = new ArrayList<>();
    for (int from = 0; from < SHARE.length; ) {
      int to = Math.min(SHARE.length, from + 1 + random.nextInt(300));
      parts.add(new int[] {from, Math.min(SHARE.length, to + random.nextInt(50))});
      from = to;
    }
    Collections.shuffle(parts, random);
    allocate(3, 0);
    for (int[] part : parts.subList(0, parts.size() - 1)) {
      StorageFixture.Answer answer = write(0, part[0], part[1]);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(listed()).isEmpty();
    }
    int[] last = parts.get(parts.size() - 1);

    assertThat(write(0, last[0], last[1]).status()).isEqualTo(201);
    assertThat(listed()).containsExactly(0);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void whatIsStillMissing_isTold() {
    allocate(3, 0);
    write(0, 100, 200);

    assertThat(write(0, 300, 301).message(ImmutableUploadTest::readRanges))
        .containsExactly(List.of(0L, 100L), List.of(200L, 300L), List.of(301L, 1000L));
  }

  @Test
  void otherBytesInThePlaceOfThoseThatCame_areAConflictAndChangeNothing() {
    allocate(3, 0);
    write(0, 0, 500);
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer = Ask.write(server, FILE, 0, 3, 400, new byte[200]).answer();

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("share 0").contains("400");
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(write(0, 400, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes */1000",
        "bytes 0-9",
        "bytes 0-/10",
        "bytes -9/10",
        "bytes 9-0/*",
        "bytes 0-9/x",
        "octets 0-9/*",
        "bytes=0-9",
        "bytes 0-9/*, 10-19/*",
        "bytes 0x0-0x9/*",
        "bytes 999-1008/*",
        "bytes 0-1000/*",
        "bytes 99999999999999999-99999999999999999999/*",
        "bytes 9223372036854775807-9223372036854775807/*"
      })
  void aRangeThatIsNoneOrTooLarge_isRefusedAndChangesNothing(String range) {
    allocate(3, 0);
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer =
        Ask.write(server, FILE, 0, 3, 0, new byte[10])
            .without("Content-Range")
            .with("Content-Range", range)
            .answer();

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.text()).isNotBlank();
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 11, 20, 300_000})
  void aBodyOfAnotherLengthThanItsRange_isRefusedAndForgotten(int length) {
    allocate(3, 0);

    StorageFixture.Answer answer =
        Ask.write(server, FILE, 0, 3, 0, new byte[length + 1])
            .without("Content-Range")
            .with("Content-Range", "bytes 0-9/*")
            .body(Buffer.buffer(new byte[length]))
            .answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(length < 10 ? "shorter" : "longer");
    assertThat(write(0, 0, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void whatCameBeforeAConnectionBroke_counts() throws IOException {
    allocate(3, 0);
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(head(0, 1000)).send(text(0, 400));
    }
    await().until(() -> required(0).equals(List.of(List.of(400L, 1000L))));

    assertThat(write(0, 400, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void aSlowUploader_keepsNobodyElseWaiting() throws IOException {
    allocate(3, 0, 1);
    try (RawConnection slow = new RawConnection(server.port())) {
      slow.send(head(0, 1000));
      for (int i = 0; i < 20; i++) {
        slow.send(text(i, i + 1));
        assertThat(server.ask("GET", "/storage/v1/version").answer().status()).isEqualTo(200);
      }
      assertThat(write(1, 0, 1000).status()).isEqualTo(201);
      assertThat(listed()).containsExactly(1);

      assertThat(slow.send(text(20, 1000)).statusLine()).endsWith("201 Created");
    }
    assertThat(listed()).containsExactly(0, 1);
  }

  @Test
  void anAbort_freesThePlace() throws IOException {
    allocate(3, 0, 1);
    write(0, 0, 500);

    assertThat(abort(3, 0).status()).isEqualTo(200);
    assertThat(write(0, 0, 1).status()).isEqualTo(404);
    assertThat(abort(3, 0).status()).isEqualTo(404);
    assertThat(allocate(4, 0).allocated()).containsExactly(0);
    assertThat(abort(4, 0).status()).isEqualTo(200);
    assertThat(abort(3, 1).status()).isEqualTo(200);
    try (var left = Files.list(directory.resolve("shares/incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anAbortOfWhatIsStored_isNotAllowed() {
    allocate(3, 0);
    write(0, 0, 1000);
    Snapshot before = Snapshot.of(directory);

    assertThat(abort(3, 0).status()).isEqualTo(405);
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void whatIsStored_isNeverWrittenAgain() {
    allocate(3, 0);
    write(0, 0, 1000);

    assertThat(write(0, 0, 10).status()).isEqualTo(404);
    AllocateReply again = allocate(4, 0, 1);
    assertThat(again.alreadyHave()).containsExactly(0);
    assertThat(again.allocated()).containsExactly(1);
  }

  @Test
  void whatIsUnderWay_isNotStored() {
    allocate(3, 0);
    write(0, 0, 999);

    AllocateReply other = allocate(4, 0, 1);
    assertThat(other.alreadyHave()).isEmpty();
    assertThat(other.allocated()).containsExactly(1);
    assertThat(listed()).isEmpty();
    assertThat(server.ask("GET", PATH + "/0").answer().status()).isEqualTo(404);
    assertThat(server.ask("HEAD", PATH + "/0").answer().status()).isEqualTo(404);
  }

  @Test
  void theSameUploader_mayAskForItsRoomAgain() {
    allocate(3, 0);
    write(0, 0, 999);

    assertThat(allocate(3, 0).allocated()).containsExactly(0);
    assertThat(write(0, 999, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void twoUploadersAtOnce_getDifferentShares() {
    assertThat(allocate(3, 0, 1).allocated()).containsExactly(0, 1);
    assertThat(allocate(4, 1, 2).allocated()).containsExactly(2);
    assertThat(write(1, 0, 1000).status()).isEqualTo(201);
    assertThat(Ask.write(server, FILE, 2, 4, 0, SHARE).answer().status()).isEqualTo(201);
    assertThat(Ask.write(server, FILE, 0, 4, 0, SHARE).answer().status()).isEqualTo(401);
    assertThat(listed()).containsExactly(1, 2);
  }

  @Test
  void anUpload_isDroppedHalfAnHourAfterItsLastByte() {
    allocate(3, 0, 1);
    clock.advance(Duration.ofMinutes(29));
    write(0, 0, 10);
    clock.advance(Duration.ofMinutes(2));

    AllocateReply other = allocate(4, 0, 1);
    assertThat(other.allocated()).containsExactly(1);
    clock.advance(Duration.ofMinutes(29));
    assertThat(allocate(4, 0).allocated()).containsExactly(0);
    assertThat(Ask.write(server, FILE, 0, 3, 10, SHARE).answer().status()).isNotEqualTo(201);
  }

  @Test
  void aRestart_clearsWhatWasUnderWayAndKeepsTheRest() throws IOException {
    allocate(3, 0, 1);
    write(0, 0, 1000);
    write(1, 0, 999);
    Path share = directory.resolve("shares/a4/%s/0".formatted(FILE));
    byte[] stored = Files.readAllBytes(share);
    Files.createDirectories(directory.resolve("shares/incoming/ab/abc/deep"));
    Files.writeString(directory.resolve("shares/incoming/ab/abc/deep/9"), "left by a crash");
    try (StorageFixture after = StorageFixture.start(directory)) {
      assertThat(Files.readAllBytes(share)).isEqualTo(stored);
      try (var left = Files.list(directory.resolve("shares/incoming"))) {
        assertThat(left).isEmpty();
      }
      assertThat(after.ask("GET", PATH + "/shares").answer().message(WireFormat::readShareNumbers))
          .containsExactly(0);
    }
  }

  @Test
  void aFileThatIsNoContainer_isNoShareAndGivesWay() throws IOException {
    Path home = Files.createDirectories(directory.resolve("shares/a4/" + FILE));
    Files.write(home.resolve("0"), new byte[5]);

    assertThat(listed()).isEmpty();
    assertThat(allocate(3, 0).allocated()).containsExactly(0);
    assertThat(write(0, 0, 1000).status()).isEqualTo(201);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void aShareThatComesToThePlaceMeanwhile_stays() throws IOException {
    allocate(3, 0);
    write(0, 0, 999);
    server
        .ask("POST", "/storage/v1/mutable/" + FILE + "/read-test-write")
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, 9)
        .with("Content-Type", "application/json")
        .body(
            Buffer.buffer(
                "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":[{\"offset\":0,\"data\":\"eHg=\"}],\"new-length\":null}},\"read-vector\":[]}"))
        .answer();

    assertThat(write(0, 999, 1000).status()).isEqualTo(409);
    assertThat(server.ask("GET", "/storage/v1/mutable/" + FILE + "/0").answer().text())
        .isEqualTo("xx");
    assertThat(Ask.allocate(server, FILE, 10, 5, 1).answer().status()).isEqualTo(409);
  }

  @Test
  void aShare_isReadInWholeOrInPart() {
    allocate(3, 0);
    write(0, 0, 1000);

    StorageFixture.Answer head = server.ask("HEAD", PATH + "/0").answer();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).containsEntry("Content-Length", "1000");
    assertThat(head.body().length()).isZero();
    StorageFixture.Answer part =
        server.ask("GET", PATH + "/0").with("Range", "bytes=990-2000").answer();
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers()).containsEntry("Content-Range", "bytes 990-999/*");
    assertThat(part.body().getBytes()).isEqualTo(Arrays.copyOfRange(SHARE, 990, 1000));
    assertThat(server.ask("GET", PATH + "/0").with("Range", "bytes=1000-1001").answer().status())
        .isEqualTo(204);
    for (String range : Set.of("bytes=5-", "bytes=-5", "bytes=9-8", "bytes=0-1,3-4", "x", ""))
      assertThat(server.ask("GET", PATH + "/0").with("Range", range).answer().status())
          .isEqualTo(416);
  }

  private AllocateReply allocate(int upload, Integer... shares) {
    StorageFixture.Answer answer =
        Ask.allocate(server, FILE, SHARE.length, upload, shares).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.message(AllocateReply::read);
  }

  private StorageFixture.Answer write(int share, int from, int to) {
    byte[] part = Arrays.copyOfRange(SHARE, from, to);
    return Ask.write(server, FILE, share, 3, from, part).answer();
  }

  private StorageFixture.Answer abort(int upload, int share) {
    return server
        .ask("PUT", PATH + "/" + share + "/abort")
        .secret(SecretKind.UPLOAD, upload)
        .answer();
  }

  private Set<Integer> listed() {
    return server.ask("GET", PATH + "/shares").answer().message(WireFormat::readShareNumbers);
  }

  private byte[] read(int share) {
    StorageFixture.Answer answer = server.ask("GET", PATH + "/" + share).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().getBytes();
  }

  /** What a part that is there already shows to be missing. */
  private List<List<Long>> required(int share) {
    return write(share, 0, 1).message(ImmutableUploadTest::readRanges);
  }

  private static List<List<Long>> readRanges(JsonParser in) throws IOException {
    List<List<Long>> ranges = new ArrayList<>();
    long begin = 0;
    for (var token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token != JsonToken.VALUE_NUMBER_INT) continue;
      if (in.currentName().equals("begin")) begin = in.getLongValue();
      else ranges.add(List.of(begin, in.getLongValue()));
    }
    return ranges;
  }

  private static String head(int from, int to) {
    String secret = SecretKind.UPLOAD.headerValue(Ask.secret(3));
    return """
        PATCH %s/0 HTTP/1.1\r
        Host: x\r
        Authorization: %s\r
        X-Tahoe-Authorization: %s\r
        Content-Range: bytes %d-%d/*\r
        Content-Length: %d\r
        \r
        """
        .formatted(PATH, StorageFixture.AUTHORIZATION, secret, from, to - 1, to - from);
  }

  private static String text(int from, int to) {
    return new String(Arrays.copyOfRange(SHARE, from, to), StandardCharsets.ISO_8859_1);
  }
}
