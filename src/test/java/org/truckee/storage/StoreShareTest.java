package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.protocol.storage.WholeShares;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

/** A small share that comes in one request is stored, or nothing of it is there. */
class StoreShareTest extends ImmutableUploads {
  private Ask store(int share, byte[] bytes) {
    return server
        .ask("PUT", PATH + "/" + share)
        .leases(1)
        .secret(SecretKind.UPLOAD, 3)
        .body(Buffer.buffer(bytes));
  }

  private AllocateReply stored(int share) {
    StorageFixture.Answer answer = store(share, SHARE).answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.message(AllocateReply::read);
  }

  @Test
  void theVersionTellsHowLargeAShareMayBe() {
    StorageFixture.Answer version = server.ask("GET", "/storage/v1/version").answer();
    assertThat(WholeShares.largest(version.headers().get(WholeShares.HEADER)))
        .isEqualTo(WholeShares.LARGEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, WholeShares.LARGEST})
  void aShareIsStoredInOneRequest(int size) {
    byte[] share = Arrays.copyOf(SHARE, size);

    AllocateReply reply = store(0, share).answer().message(AllocateReply::read);

    assertThat(reply.allocated()).containsExactly(0);
    assertThat(reply.alreadyHave()).isEmpty();
    assertThat(listed()).containsExactly(0);
    assertThat(read(0)).isEqualTo(share);
  }

  @Test
  void itsFile_isThatOfAShareThatCameInTwo() throws Exception {
    Ask.store(server, FILE, 0, SHARE);

    stored(1);

    assertThat(file(1)).isEqualTo(file(0));
  }

  private byte[] file(int share) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("shares"))) {
      return Files.readAllBytes(
          files.filter(path -> path.endsWith("" + share)).findFirst().orElseThrow());
    }
  }

  @Test
  void aShareThatIsThere_isToldAndStays() {
    stored(0);
    Snapshot before = Snapshot.of(directory);

    AllocateReply reply = store(0, new byte[10]).answer().message(AllocateReply::read);

    assertThat(reply.allocated()).isEmpty();
    assertThat(reply.alreadyHave()).containsExactly(0);
    assertThat(stored(1).alreadyHave()).containsExactly(0);
    assertThat(read(0)).isEqualTo(SHARE);
    assertThat(before).isNotEqualTo(Snapshot.of(directory));
  }

  @Test
  void aShareThatSomebodyElseUploads_isNotStored() {
    allocate(4, 0);

    assertThat(stored(0).allocated()).isEmpty();
    assertThat(listed()).isEmpty();
  }

  @Test
  void bytesThatContradictThoseThatCame_endTheUpload() {
    allocate(3, 0);
    write(0, 0, 10);

    StorageFixture.Answer answer = store(0, new byte[SHARE.length]).answer();

    assertThat(answer.status()).isEqualTo(409);
    assertThat(listed()).isEmpty();
    assertThat(write(0, 0, 10).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, WholeShares.LARGEST + 1, 1 << 20})
  void aShareOfNothingOrTooMuch_isRefused(int size) {
    Snapshot before = Snapshot.of(directory);

    StorageFixture.Answer answer = store(0, new byte[size]).answer();

    assertThat(answer.status()).isEqualTo(size == 0 ? 400 : 413);
    assertThat(answer.text()).containsAnyOf("at least one byte", "at most 16384 bytes");
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(value = SecretKind.class, mode = Mode.EXCLUDE, names = "WRITE_ENABLER")
  void aShareWithoutOneOfItsSecrets_isRefused(SecretKind missing) {
    Snapshot before = Snapshot.of(directory);
    Ask ask = server.ask("PUT", PATH + "/0").body(Buffer.buffer(SHARE));
    for (SecretKind kind : SecretKind.values())
      if (kind != missing && kind != SecretKind.WRITE_ENABLER) ask.secret(kind, 1);

    assertThat(ask.answer().status()).isEqualTo(400);
    assertThat(ask.without("Authorization").answer().status()).isEqualTo(401);
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }
}
