package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.http.RawConnection;
import org.truckee.testing.known.Snapshot;

/** A storage server and paths that would lead out of its directory, or nowhere. */
class StoragePathsTest {
  private static final StorageIndex STORED = Ask.storageIndex(1);
  private static final String PARENT = "%s/%s".formatted(prefix(STORED), STORED);

  @TempDir static Path parent;
  private static Path directory;
  private static StorageFixture server;

  @BeforeAll
  static void start() throws IOException {
    directory = Files.createDirectory(parent.resolve("storage"));
    Files.writeString(parent.resolve("secret"), "not a share");
    server = StorageFixture.start(directory);
    Ask.store(server, STORED, 0, new byte[10]);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> noStorageIndexes() {
    String right = STORED.toString();
    return Stream.of(
        "..",
        "...",
        "%2e%2e",
        "..%2f..%2fsecret",
        "%2fetc%2fpasswd",
        "..%5c..%5csecret",
        "%00",
        right.substring(0, 25) + "%00",
        right + "%00",
        right + "%2f0",
        right + "a",
        right.substring(1),
        right.toUpperCase(Locale.ROOT),
        right.substring(0, 25) + "b",
        right.replace('a', '1'),
        "%c0%ae%c0%ae",
        "%e2%80%a8",
        "%F0%9F%A6%86",
        "\u00e9",
        "incoming",
        "x".repeat(3000),
        "%20",
        right + ";x=y",
        right + "%0d%0aX-Injected:%20yes");
  }

  @ParameterizedTest
  @MethodSource("noStorageIndexes")
  void aPathThatHoldsNoStorageIndex_leadsNowhere(String text) {
    Snapshot before = Snapshot.of(parent);
    String immutable = "/storage/v1/immutable/" + text;
    String mutable = "/storage/v1/mutable/" + text;
    for (StorageFixture.Answer answer :
        List.of(
            server.ask("GET", immutable + "/shares").answer(),
            server.ask("GET", immutable + "/0").answer(),
            server.ask("POST", immutable).leases(1).secret(SecretKind.UPLOAD, 3).answer(),
            patch(immutable + "/0"),
            server.ask("PUT", immutable + "/0/abort").secret(SecretKind.UPLOAD, 3).answer(),
            server.ask("POST", immutable + "/0/corrupt").body(Buffer.buffer("x")).answer(),
            server.ask("GET", mutable + "/shares").answer(),
            server.ask("GET", mutable + "/0").answer(),
            server
                .ask("POST", mutable + "/read-test-write")
                .leases(1)
                .secret(SecretKind.WRITE_ENABLER, 4)
                .answer(),
            server.ask("POST", mutable + "/0/corrupt").body(Buffer.buffer("x")).answer(),
            server.ask("PUT", "/storage/v1/lease/" + text).leases(1).answer())) {
      assertThat(answer.status()).isIn(400, 404);
      assertThat(answer.text()).doesNotContain("not a share").doesNotContain(parent.toString());
      assertThat(answer.headers()).doesNotContainKey("X-Injected");
    }
    assertThat(Snapshot.of(parent)).isEqualTo(before);
  }

  static Stream<String> noShareNumbers() {
    return Stream.of(
        "256",
        "999",
        "1000",
        "00000",
        "-1",
        "-0",
        "+1",
        "1.0",
        "0x0",
        "%30%00",
        "..",
        "%2e%2e",
        "..%2f0",
        "0%2f..%2f0",
        "%00",
        "%d9%a0",
        "99999999999999999999",
        "a",
        "%20",
        "0%20",
        "9".repeat(3000));
  }

  @ParameterizedTest
  @MethodSource("noShareNumbers")
  void aPathThatHoldsNoShareNumber_leadsNowhere(String text) {
    Snapshot before = Snapshot.of(parent);
    String immutable = "/storage/v1/immutable/" + STORED + "/" + text;
    String mutable = "/storage/v1/mutable/" + STORED + "/" + text;
    for (StorageFixture.Answer answer :
        List.of(
            server.ask("GET", immutable).answer(),
            server.ask("HEAD", immutable).answer(),
            patch(immutable),
            server.ask("PUT", immutable + "/abort").secret(SecretKind.UPLOAD, 3).answer(),
            server.ask("POST", immutable + "/corrupt").body(Buffer.buffer("x")).answer(),
            server.ask("GET", mutable).answer(),
            server.ask("POST", mutable + "/corrupt").body(Buffer.buffer("x")).answer())) {
      assertThat(answer.status()).isIn(400, 404, 405);
      assertThat(answer.text()).doesNotContain("not a share").doesNotContain(parent.toString());
    }
    assertThat(Snapshot.of(parent)).isEqualTo(before);
  }

  @Test
  void aPathOfAnotherPlace_isNotServed() {
    for (String path :
        List.of(
            "/storage/v1/immutable/" + PARENT + "/0",
            "/storage/v1/../../secret",
            "/storage/v1/immutable/../../../secret",
            "/storage/v2/version",
            "/storage/v1/immutable/",
            "/secret",
            "/")) {
      assertThat(server.ask("GET", path).answer().status()).as(path).isIn(400, 404, 405);
    }
  }

  @Test
  void aRequestLineThatHttpDoesNotKnow_isRefused() throws IOException {
    for (String line :
        List.of(
            "GET /storage/v1/version\0 HTTP/1.1",
            "GET /storage/v1/" + "x".repeat(9000) + " HTTP/1.1",
            "GET http://[ HTTP/1.1",
            "\0\0\0\0",
            "nonsense")) {
      try (RawConnection connection = new RawConnection(server.port())) {
        connection.send(line + "\r\nHost: x\r\n\r\n");
        assertThat(connection.statusLine()).doesNotContain(" 200").doesNotContain(" 500");
      }
    }
  }

  private static StorageFixture.Answer patch(String path) {
    return server
        .ask("PATCH", path)
        .secret(SecretKind.UPLOAD, 3)
        .with("Content-Range", "bytes 0-0/*")
        .body(Buffer.buffer("x"))
        .answer();
  }

  private static String prefix(StorageIndex storageIndex) {
    return storageIndex.toString().substring(0, 2);
  }
}
