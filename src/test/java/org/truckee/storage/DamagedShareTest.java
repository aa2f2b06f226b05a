package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;

/** A share that is damaged on a server's disk, read by HTTPS and decoded with two good ones. */
class DamagedShareTest {
  private static final int BAD = 4;
  private static final byte[] PLAINTEXT = Golden.stream("damage", 60);

  @TempDir Path directory;
  private EncodedShares encoded;
  private StorageFixture server;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void store() throws IOException {
    encoded = EncodedShares.convergent(PLAINTEXT, new Secret(Bytes.utf8("x")), 3, 10, 4096);
    server = StorageFixture.start(directory);
    Ask.store(server, encoded.cap().storageIndex(), BAD, encoded.shares().get(BAD));
    String name = encoded.cap().storageIndex().toString();
    file =
        directory.resolve("shares").resolve(name.substring(0, 2)).resolve(name).resolve("" + BAD);
    whole = Files.readAllBytes(file);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anyFlippedByte_isNoticedOrMakesNoDifference() throws IOException {
    int noticed = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x40;
      Files.write(file, flipped);
      if (isNoticed()) noticed++;
    }
    // The container's version, and what a reader needs of the share; not its leases.
    assertThat(noticed).isGreaterThan(encoded.shares().get(BAD).length * 9 / 10);
  }

  @Test
  void aFileThatBreaksOffAnywhere_isNoticedOrMakesNoDifference() throws IOException {
    for (int length = 0; length < whole.length; length += 5) {
      Files.write(file, Arrays.copyOf(whole, length));
      isNoticed();
    }
  }

  /** Returns whether the damage shows; a wrong byte of the file fails the test. */
  private boolean isNoticed() {
    StorageFixture.Answer answer =
        server
            .ask("GET", "/storage/v1/immutable/" + encoded.cap().storageIndex() + "/" + BAD)
            .answer();
    assertThat(answer.status()).isIn(200, 404, 409);
    if (answer.status() != 200) return true;
    try {
      EncodedShares damaged = encoded.with(BAD, answer.body().getBytes());
      assertThat(damaged.decode(List.of(BAD, 1, 8))).isEqualTo(PLAINTEXT);
      return false;
    } catch (GridException e) {
      assertThat(e.kind()).isEqualTo(GridException.Kind.CORRUPT);
      return true;
    }
  }
}
