package org.truckee.web.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.Gateway;
import org.truckee.client.KeySource;
import org.truckee.client.ReceivedFile;
import org.truckee.client.immutable.up.UploadResult;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.server.Intermediary;
import org.truckee.client.timeline.Timeline;
import org.truckee.protocol.storage.WholeShares;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.MutableReads;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** Small bodies for which servers make room before it is known whether they are stored. */
class EarlyUploadTest {
  private static final Random CONTENTS = new Random(3);

  private static final MutableReads READS = new MutableReads();

  private static final int SMALL = 1000;

  private static Path home;
  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    home = directory;
    GatewaySettings settings = GatewaySettings.encoding(2, 3, 4);
    grid = TestGrid.start(directory, 4, settings.through(READS, Intermediary.none()));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void nothingIsSent_beforeTheLeaveIsGiven() throws IOException {
    long before = shares();
    Promise<Void> leave = Promise.promise();
    Future<UploadResult> upload = begin(contents(), leave.future());
    Waiting.untilTrue(() -> grid.uploadsUnderWay() == 4);

    assertThat(shares()).isEqualTo(before);
    grid.vertx().runOnContext(now -> leave.complete());

    assertThat(Waiting.of(upload).servers()).hasSize(4);
    assertThat(shares()).isEqualTo(before + 4);
  }

  @Test
  void noServerIsAskedForASmallFile_beforeTheLeaveIsGiven() throws IOException {
    long asked = requests();
    long before = shares();
    Promise<Void> leave = Promise.promise();
    Promise<Void> refusal = Promise.promise();
    Future<UploadResult> upload = begin(contents(SMALL), leave.future());
    Future<UploadResult> refused = begin(contents(SMALL), refusal.future());

    grid.vertx().runOnContext(now -> refusal.fail(new IllegalStateException("refused")));
    assertThatThrownBy(() -> Waiting.of(refused)).hasMessage("refused");
    assertThat(requests()).isEqualTo(asked);
    assertThat(shares()).isEqualTo(before);
    grid.vertx().runOnContext(now -> leave.complete());

    assertThat(Waiting.of(upload).servers()).hasSize(4);
    assertThat(shares()).isEqualTo(before + 4);
  }

  @Test
  void theRoom_isTakenBack_ifTheLeaveIsRefused() throws IOException {
    long before = shares();
    Promise<Void> leave = Promise.promise();
    Future<UploadResult> upload = begin(contents(), leave.future());
    Waiting.untilTrue(() -> grid.uploadsUnderWay() == 4);

    grid.vertx().runOnContext(now -> leave.fail(new IllegalStateException("refused")));

    assertThatThrownBy(() -> Waiting.of(upload)).hasMessage("refused");
    assertThat(grid.uploadsUnderWay()).isZero();
    assertThat(shares()).isEqualTo(before);
    assertThat(failedUploads()).isEmpty();
  }

  @Test
  void aBodyThatComesAfterTheRefusal_asksNoServer() {
    long before = requests();

    Future<UploadResult> upload = begin(contents(), Future.failedFuture("refused"));

    assertThatThrownBy(() -> Waiting.of(upload)).hasMessage("refused");
    assertThat(requests()).isEqualTo(before);
    assertThat(failedUploads()).isEmpty();
  }

  private static long requests() {
    return grid.servers().stream()
        .flatMap(server -> server.requests().stream())
        .filter(request -> !request.path().endsWith("/version"))
        .count();
  }

  private static List<Timeline> failedUploads() {
    return grid.gateway().gateway().timelines().latest().stream()
        .filter(timeline -> timeline.kind() == Timeline.Kind.UPLOAD)
        .filter(timeline -> timeline.failure().isPresent())
        .toList();
  }

  /** An upload of {@code contents}, begun on an event loop. */
  private static Future<UploadResult> begin(byte[] contents, Future<Void> leave) {
    Gateway gateway = grid.gateway().gateway();
    ReceivedFile file =
        new ReceivedFile(
            PlaintextInMemory.of(Bytes.wrap(contents)), new Secret(Bytes.wrap(new byte[16])));
    Promise<UploadResult> result = Promise.promise();
    grid.vertx()
        .runOnContext(now -> gateway.put(file, KeySource.RANDOM, "", leave).onComplete(result));
    return result.future();
  }

  @ParameterizedTest
  @CsvSource({
    "file,      '?replace=false', 409",
    "directory, '',               400",
    "read-only, '',               403",
    "missing,   '',               410",
  })
  void aBodyThatIsRefused_leavesNothingOfTheRoomThatWasMadeForIt(
      String target, String query, int status) throws IOException {
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir", new byte[0]));
    ask("PUT", directory + "/file", contents());
    ask("POST", directory + "/directory?t=mkdir", new byte[0]);
    long before = shares();

    WebPort.Answer answer = putWhenThereIsRoom(place(directory, target) + query, contents());

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    Waiting.untilTrue(() -> grid.uploadsUnderWay() == 0);
    assertThat(shares()).isEqualTo(before);
    assertThat(failedUploads()).isEmpty();
  }

  /** The answer to a {@code PUT} whose place is found when all servers have made room for it. */
  private static WebPort.Answer putWhenThereIsRoom(String path, byte[] body) {
    Promise<Void> open = READS.hold();
    try {
      Future<WebPort.Answer> answer =
          grid.vertx().executeBlocking(() -> grid.web().send("PUT", path, body), false);
      Waiting.untilTrue(() -> grid.uploadsUnderWay() == 4);
      READS.letThrough();
      open.complete();
      return Waiting.of(answer);
    } finally {
      READS.letThrough();
      open.tryComplete();
    }
  }

  private static String place(String directory, String target) {
    return switch (target) {
      case "read-only" ->
          WebPort.path(ask("GET", directory + "?t=readonly-uri", new byte[0])) + "/new";
      case "missing" -> WebPort.path("URI:DIR2:" + "a".repeat(26) + ":" + "a".repeat(52)) + "/new";
      default -> directory + "/" + target;
    };
  }

  @Test
  void aFileThatCanChange_isChangedInPlace_andNoOtherIsStored() throws IOException {
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir", new byte[0]));
    ask("PUT", directory + "/file?format=sdmf", contents());
    long before = shares();
    byte[] next = contents();

    WebPort.Answer answer = putWhenThereIsRoom(directory + "/file", next);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(grid.web().get(directory + "/file").bytes()).isEqualTo(next);
    Waiting.untilTrue(() -> grid.uploadsUnderWay() == 0);
    assertThat(shares()).isEqualTo(before);
    assertThat(failedUploads()).isEmpty();
  }

  @Test
  void aNewFile_isStoredAndLinked_withTheWayToIt() {
    String directory = WebPort.path(ask("POST", "/uri?t=mkdir", new byte[0]));
    byte[] file = contents();

    WebPort.Answer answer = putWhenThereIsRoom(directory + "/a/b/file", file);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(grid.web().get(directory + "/a/b/file").bytes()).isEqualTo(file);
  }

  /** A new file of which each share is sent after room was made for it. */
  private static byte[] contents() {
    return contents(4 * WholeShares.LARGEST);
  }

  private static byte[] contents(int size) {
    byte[] contents = new byte[size];
    CONTENTS.nextBytes(contents);
    return contents;
  }

  private static String ask(String method, String path, byte[] body) {
    WebPort.Answer answer = grid.web().send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    return answer.text().strip();
  }

  /** The number of shares that are whole, on all servers. */
  private static long shares() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("/shares/"))
          .filter(file -> !file.toString().contains("/incoming/"))
          .count();
    }
  }
}
