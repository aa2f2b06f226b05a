package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Golden;
import org.truckee.testing.s3.FaultyS3;
import org.truckee.testing.s3.FaultyS3.Fault;
import org.truckee.testing.s3.S3Server;

/** A storage server in front of an S3 server that is busy, refuses, breaks off and lies. */
@Tag("slow")
class S3FaultsTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final String PATH = "/storage/v1/immutable/" + FILE;
  private static final byte[] SMALL = Golden.stream("share", 1000);
  private static final byte[] LONG = Golden.stream("share", 1 << 20);
  private static final byte[] LARGE = Golden.stream("share", 17 << 20);

  private static final Duration SILENCE = Duration.ofSeconds(2);

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private final Vertx vertx = Vertx.vertx();
  private S3Place place;
  private FaultyS3 proxy;
  private StorageFixture server;

  @BeforeEach
  void start() throws IOException {
    place = S3Server.get().bucket();
    proxy = new FaultyS3(vertx, place);
    server =
        StorageFixture.start(
            StorageFixture.config(directory),
            clock,
            loop ->
                new S3Objects(
                    loop,
                    proxy.through(place),
                    S3Server.KEYS,
                    directory,
                    InstantSource.system(),
                    SILENCE));
  }

  @AfterEach
  void stop() {
    if (server != null) server.close();
    if (proxy != null) proxy.close();
    Waiting.of(vertx.close());
  }

  private static boolean isShare(String call) {
    return call.contains(FILE.toString());
  }

  private StorageFixture.Answer send(byte[] share) {
    Ask.allocate(server, FILE, share.length, 3, 0).answer();
    return Ask.write(server, FILE, 0, 3, 0, share).answer();
  }

  private StorageFixture.Answer read(int begin, int end) {
    return server
        .ask("GET", PATH + "/0")
        .with("Range", "bytes=%d-%d".formatted(begin, end - 1))
        .answer();
  }

  private Set<Integer> listed() {
    return server.ask("GET", PATH + "/shares").answer().message(WireFormat::readShareNumbers);
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> all = Files.walk(S3Server.get().files(place))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(FILE.toString()))
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOW_DOWN", "ERROR", "CUT_REQUEST", "CUT_ANSWER", "SILENT"})
  void aFailureThatPasses_costsTime(Fault fault) {
    proxy.next(1, fault, call -> call.startsWith("PUT") && isShare(call));
    assertThat(send(SMALL).status()).isEqualTo(201);

    proxy.next(1, fault, call -> call.startsWith("GET") && isShare(call));
    assertThat(read(0, 1000).body().getBytes()).isEqualTo(SMALL);
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOW_DOWN", "FORBIDDEN", "CUT_REQUEST"})
  void aShareThatTheBucketDoesNotTake_isNotListed_andMayComeAgain(Fault fault) throws IOException {
    proxy.next(1000, fault, call -> call.startsWith("PUT") && isShare(call));
    assertThat(send(SMALL).status()).isEqualTo(503);
    assertThat(listed()).isEmpty();
    assertThat(objects()).isEmpty();

    proxy.next(0, fault, call -> false);
    assertThat(send(SMALL).status()).isEqualTo(201);
    assertThat(read(0, 1000).body().getBytes()).isEqualTo(SMALL);
  }

  @Test
  void aLargeShare_goesInParts_andEachIsSentAgain() throws IOException {
    proxy.next(2, Fault.ERROR, call -> call.contains("partNumber=2"));
    assertThat(send(LARGE).status()).isEqualTo(201);
    assertThat(proxy.seen()).filteredOn(call -> call.contains("partNumber=")).hasSize(4);
    assertThat(objects()).hasSize(1);
    assertThat(server.ask("GET", PATH + "/0").answer().body().getBytes()).isEqualTo(LARGE);
  }

  @Test
  void anUploadInPartsThatFails_leavesNothing() throws IOException {
    proxy.next(1000, Fault.FORBIDDEN, call -> call.contains("partNumber=2"));
    assertThat(send(LARGE).status()).isEqualTo(503);

    assertThat(listed()).isEmpty();
    assertThat(objects()).isEmpty();
    assertThat(proxy.seen())
        .anyMatch(call -> call.startsWith("DELETE") && call.contains("uploadId="));
    assertThat(directory.resolve("shares/incoming")).isDirectoryNotContaining("glob:**.*.*.*");
  }

  @ParameterizedTest
  @EnumSource(names = {"SHORT_ANSWER", "OTHER_RANGE"})
  void otherBytesThanWereAskedFor_areNotServed(Fault fault) {
    assertThat(send(SMALL).status()).isEqualTo(201);
    proxy.next(1000, fault, call -> call.startsWith("GET") && isShare(call));

    assertThat(read(0, 1000).status()).isEqualTo(500);
    assertThat(listed()).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHORT_ANSWER", "OTHER_RANGE", "SLOW_DOWN", "SILENT"})
  void aLongRange_isRefusedBeforeItsFirstByte(Fault fault) {
    assertThat(send(LONG).status()).isEqualTo(201);
    proxy.next(1000, fault, call -> call.startsWith("GET") && isShare(call));

    assertThat(server.ask("GET", PATH + "/0").answer().status()).isIn(500, 503);
  }

  @Test
  void aLongRangeThatBreaksOff_breaksTheConnection() {
    assertThat(send(LONG).status()).isEqualTo(201);
    proxy.next(1000, Fault.CUT_ANSWER, call -> call.startsWith("GET") && isShare(call));

    assertThatThrownBy(() -> server.ask("GET", PATH + "/0").answer())
        .hasStackTraceContaining("Connection was closed");
    proxy.next(0, Fault.ERROR, call -> false);
    assertThat(Arrays.equals(server.ask("GET", PATH + "/0").answer().body().getBytes(), LONG))
        .isTrue();
  }

  @Test
  void anObjectThatIsGone_isToldAsMissing_andReported() throws IOException {
    assertThat(send(SMALL).status()).isEqualTo(201);
    Files.delete(objects().get(0));

    assertThat(read(0, 10).status()).isEqualTo(404);
    Waiting.until(() -> assertThat(listed()).isEmpty());
    assertThat(directory.resolve("corruption-advisories")).isNotEmptyDirectory();
    assertThat(send(SMALL).status()).isEqualTo(201);
    assertThat(read(0, 1000).body().getBytes()).isEqualTo(SMALL);
  }

  @Test
  void aBucketThatIsGone_losesNoShare() throws IOException {
    assertThat(send(SMALL).status()).isEqualTo(201);
    Path files = S3Server.get().files(place).getParent();
    Path aside = files.resolveSibling(files.getFileName() + "-aside");
    Files.move(files, aside);

    assertThat(read(0, 10).status()).isIn(404, 503);
    Files.move(aside, files);

    assertThat(listed()).containsExactly(0);
    assertThat(read(0, 1000).body().getBytes()).isEqualTo(SMALL);
  }

  @Test
  void noClientIsAnsweredByAList() {
    int before = lists();
    assertThat(send(SMALL).status()).isEqualTo(201);
    read(0, 10);
    listed();
    assertThat(lists()).isEqualTo(before);
  }

  private int lists() {
    return (int) proxy.seen().stream().filter(call -> call.contains("list-type")).count();
  }
}
