package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.http.RawConnection;
import org.truckee.testing.known.Snapshot;

/** Uploads that break off, are given up, meet each other or outlive their server. */
class UnfinishedUploadTest extends ImmutableUploads {
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

  private StorageFixture.Answer abort(int upload, int share) {
    return server
        .ask("PUT", PATH + "/" + share + "/abort")
        .secret(SecretKind.UPLOAD, upload)
        .answer();
  }
}
