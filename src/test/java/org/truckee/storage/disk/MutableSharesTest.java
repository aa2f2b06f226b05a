package org.truckee.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.container.MutableContainer;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

/** Reading, testing and writing mutable shares over HTTPS. */
class MutableSharesTest {
  private static final StorageIndex FILE = Ask.storageIndex(9);
  private static final String PATH = "/storage/v1/mutable/" + FILE;
  private static final int ENABLER = 5;

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private StorageFixture server;

  @BeforeEach
  void start() {
    server = StorageFixture.start(StorageFixture.config(directory), clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStep_readsWhatWasThereBefore() {
    assertThat(step(share(0, "", write(0, "first"), "null"), "").text())
        .isEqualTo("{\"success\":true,\"data\":{}}");
    StorageFixture.Answer second = step(share(0, "", write(2, "second"), "null"), read(0, 100));

    assertThat(second.text()).isEqualTo(reply(true, 0, "first"));
    assertThat(content(0)).isEqualTo("fisecond");
  }

  @Test
  void aTestThatFails_changesNothing() {
    step(share(0, "", write(0, "abc"), "null"), "");
    Snapshot before = Snapshot.of(directory);
    for (String test :
        List.of(
            test(0, 3, "abd"),
            test(0, 3, "ab"),
            test(0, 2, "abc"),
            test(0, 4, ""),
            test(1, 2, "b"))) {
      String both =
          share(0, test, write(0, "xyz"), "null") + "," + share(1, "", write(0, "x"), "null");
      assertThat(step(both, read(0, 3)).text()).isEqualTo(reply(false, 0, "abc"));
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void aTestThatHolds_letsTheWritesPass() {
    step(share(0, "", write(0, "abc"), "null"), "");
    for (String test :
        List.of(
            test(0, 3, "abc"),
            test(1, 1, "b"),
            test(0, 100, "abc"),
            test(3, 1, ""),
            test(100, 5, "")))
      assertThat(step(share(0, test, "", "null"), "").text()).contains("true");
    assertThat(step(share(1, test(0, 1, ""), write(0, "new"), "null"), "").text()).contains("true");
    assertThat(content(1)).isEqualTo("new");
  }

  @Test
  void aNewLength_cutsButNeverLengthens() {
    step(share(0, "", write(0, "0123456789"), "null"), "");
    step(share(0, "", "", "20"), "");
    assertThat(content(0)).isEqualTo("0123456789");
    step(share(0, "", "", "4"), "");
    assertThat(content(0)).isEqualTo("0123");
    step(share(0, "", write(6, "xx"), "null"), "");
    assertThat(content(0)).isEqualTo("0123\0\0xx");
  }

  @Test
  void aLengthOfZero_deletesTheShare() {
    step(share(0, "", write(0, "a"), "null") + "," + share(1, "", write(0, "b"), "null"), "");
    step(share(0, "", "", "0"), "");

    assertThat(server.ask("GET", PATH + "/0").answer().status()).isEqualTo(404);
    assertThat(server.ask("GET", PATH + "/shares").answer().message(WireFormat::readShareNumbers))
        .containsExactly(1);
  }

  @Test
  void theWrongWriteEnabler_isRefusedWhateverItAsks() {
    step(share(0, "", write(0, "abc"), "null"), "");
    Snapshot before = Snapshot.of(directory);
    for (String changes :
        List.of(
            "",
            share(0, "", write(0, "x"), "null"),
            share(1, "", write(0, "x"), "null"),
            share(0, "", "", "0"))) {
      StorageFixture.Answer answer = ask(changes, read(0, 3), 6).answer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text()).contains("write enabler").doesNotContain("abc");
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void manyWritesOfAllSizes_giveWhatTheyGiveInMemory() {
    Random random = new Random(5);
    byte[] expected = new byte[0];
    for (int i = 0; i < 25; i++) {
      int offset = random.nextInt(expected.length + 2000);
      byte[] data = new byte[random.nextInt(3000)];
      random.nextBytes(data);
      int newEnd = Math.max(expected.length, offset + data.length);
      expected = Arrays.copyOf(expected, newEnd);
      System.arraycopy(data, 0, expected, offset, data.length);
      int cut = i % 5 == 4 ? 1 + random.nextInt(newEnd) : newEnd;
      expected = Arrays.copyOf(expected, cut);

      step(share(3, "", write(offset, data), Integer.toString(cut)), "");

      assertThat(server.ask("GET", PATH + "/3").answer().body().getBytes()).isEqualTo(expected);
    }
  }

  @Test
  void leases_areAddedUntilTheyNeedRoomOfTheirOwnAndMoveWithTheData() throws IOException {
    step(share(0, "", write(0, "abc"), "null"), "");
    for (int i = 10; i < 17; i++) {
      clock.advance(Duration.ofDays(1));
      assertThat(server.ask("PUT", "/storage/v1/lease/" + FILE).leases(i).answer().status())
          .isEqualTo(204);
    }
    step(share(0, "", write(3, "d".repeat(5000)), "null"), "");
    clock.advance(Duration.ofDays(1));
    assertThat(server.ask("PUT", "/storage/v1/lease/" + FILE).leases(12).answer().status())
        .isEqualTo(204);

    try (FileChannel file =
        FileChannel.open(directory.resolve("shares/be/" + FILE + "/0"), StandardOpenOption.READ)) {
      MutableContainer share = MutableContainer.read(file).orElseThrow();
      assertThat(share.slots()).hasSize(8);
      List<Long> days =
          share.slots().stream()
              .map(slot -> Duration.ofSeconds(slot.lease().expiration()).toDays())
              .toList();
      long first = days.get(1) - 1;
      assertThat(days)
          .containsExactly(
              first + 7, first + 1, first + 2, first + 8, first + 4, first + 5, first + 6,
              first + 7);
    }
    assertThat(content(0)).isEqualTo("abc" + "d".repeat(5000));
  }

  @Test
  void aShareThatWouldBeTooLarge_isRefusedAndChangesNothing() {
    step(share(0, "", write(0, "abc"), "null"), "");
    Snapshot before = Snapshot.of(directory);
    for (String offset :
        List.of("1125899906842624", "9223372036854775807", "9223372036854775800")) {
      String write = "{\"offset\":" + offset + ",\"data\":\"" + base64("x") + "\"}";
      StorageFixture.Answer answer = step(share(0, "", write, "null"), "");
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.text()).contains("a share has at most");
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void aShareLargerThanTheDisk_isRefusedAndChangesNothing() {
    step(share(0, "", write(0, "abc"), "null"), "");
    Snapshot before = Snapshot.of(directory);
    String write = "{\"offset\":1125899906842000,\"data\":\"" + base64("x") + "\"}";

    assertThat(step(share(0, "", write, "null"), "").status()).isEqualTo(507);
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void moreThanIsReadInOneStep_isRefused() {
    byte[] megabytes = new byte[3 << 20];
    step(share(0, "", write(0, megabytes), "null"), "");
    String reads =
        IntStream.range(0, 30).mapToObj(i -> read(0, 1L << 40)).collect(Collectors.joining(","));

    StorageFixture.Answer answer = step("", reads);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("one by one");
    assertThat(step("", read(0, 1L << 40)).status()).isEqualTo(200);
  }

  @Test
  void immutableShares_areNotTouchedByMutableSteps() {
    Ask.store(server, FILE, 0, new byte[10]);
    Snapshot before = Snapshot.of(directory);

    assertThat(step(share(0, "", write(0, "x"), "null"), "").status()).isEqualTo(409);
    assertThat(server.ask("GET", PATH + "/0").answer().status()).isEqualTo(409);
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void aStepThatACrashCutOff_isThereAfterARestart() throws IOException {
    step(share(0, "", write(0, "before"), "null"), "");
    Path share = directory.resolve("shares/be/" + FILE + "/0");
    byte[] before = Files.readAllBytes(share);
    step(share(0, "", write(0, "after!"), "null"), "");
    byte[] after = Files.readAllBytes(share);
    server.close();
    Files.write(share, Arrays.copyOf(before, 470));
    Files.write(directory.resolve("shares/" + FILE + ".journal"), journalOf(share, after));

    server = StorageFixture.start(StorageFixture.config(directory), clock);

    assertThat(content(0)).isEqualTo("after!");
    assertThat(Files.readAllBytes(share)).isEqualTo(after);
  }

  /** The journal that says to write {@code bytes}, as it is while that is done. */
  private byte[] journalOf(Path share, byte[] bytes) throws IOException {
    Path shares = directory.resolve("shares");
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path sameShare = elsewhere.resolve(shares.relativize(share));
    Files.createDirectories(sameShare);
    Journal.Write write = new Journal.Write(sameShare, 0, ByteBuffer.wrap(bytes));
    assertThatThrownBy(
            () ->
                new Journal(elsewhere, DirectorySync.below(elsewhere, false), false)
                    .carryOut("cut", List.of(write), 0))
        .isInstanceOf(IOException.class);
    return Files.readAllBytes(elsewhere.resolve("cut.journal"));
  }

  private StorageFixture.Answer step(String changes, String reads) {
    return ask(changes, reads, ENABLER).answer();
  }

  private Ask ask(String changes, String reads, int enabler) {
    String json = "{\"test-write-vectors\":{" + changes + "},\"read-vector\":[" + reads + "]}";
    return server
        .ask("POST", PATH + "/read-test-write")
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, enabler)
        .with("Content-Type", "application/json")
        .with("Accept", "application/json")
        .body(Buffer.buffer(json));
  }

  private String content(int share) {
    StorageFixture.Answer answer = server.ask("GET", PATH + "/" + share).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  private static String share(int number, String tests, String writes, String newLength) {
    return "\"%d\":{\"test\":[%s],\"write\":[%s],\"new-length\":%s}"
        .formatted(number, tests, writes, newLength);
  }

  private static String test(long offset, long size, String specimen) {
    return "{\"offset\":%d,\"size\":%d,\"specimen\":\"%s\"}"
        .formatted(offset, size, base64(specimen));
  }

  private static String write(long offset, String data) {
    return "{\"offset\":%d,\"data\":\"%s\"}".formatted(offset, base64(data));
  }

  private static String write(long offset, byte[] data) {
    return "{\"offset\":%d,\"data\":\"%s\"}"
        .formatted(offset, Base64.getEncoder().encodeToString(data));
  }

  private static String read(long offset, long size) {
    return "{\"offset\":%d,\"size\":%d}".formatted(offset, size);
  }

  private static String reply(boolean success, int share, String data) {
    return "{\"success\":%s,\"data\":{\"%d\":[\"%s\"]}}".formatted(success, share, base64(data));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(Buffer.buffer(text).getBytes());
  }
}
