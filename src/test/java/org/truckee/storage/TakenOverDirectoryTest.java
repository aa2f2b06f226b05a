package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.known.Golden;

/** A {@code storage/} directory that the real Tahoe-LAFS left, served by us from then on. */
class TakenOverDirectoryTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final String TEN_BYTES = "dqru7ts26sabyqt4qfi2n4bwja";

  @TempDir Path directory;

  private final List<JsonNode> files = Golden.rows("gbs-storage.jsonl.gz");
  private StorageFixture server;

  @BeforeEach
  void takeOver() throws IOException {
    for (JsonNode file : files) {
      Path path = directory.resolve(file.get("path").asText());
      Files.createDirectories(path.getParent());
      Files.write(path, bytes(file));
    }
    Bytes tubId = Bytes.ofBase32(Golden.json("gbs-server.json").get("tubid").asText());
    StorageConfig config =
        new StorageConfig(directory, tubId, new StoragePolicy(0, false, 1L << 60, false));
    server = StorageFixture.start(config, InstantSource.fixed(NOW), StorageFixture.AUTHORIZATION);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyShareOfBothKinds_isRead() {
    for (JsonNode file : files) {
      String[] path = file.get("path").asText().split("/", -1);
      if (path[1].equals("incoming")) continue;
      byte[] container = bytes(file);
      boolean mutable = container[0] == 'T';
      String share = (mutable ? "mutable/" : "immutable/") + path[2] + "/" + path[3];
      StorageFixture.Answer answer = get("/storage/v1/" + share);
      assertThat(answer.status()).as(share).isEqualTo(200);
      assertThat(answer.body().getBytes())
          .as(share)
          .isEqualTo(mutable ? mutableData(container) : immutableData(container));
    }
  }

  @Test
  void whatWasNeverFinished_isGone() {
    assertThat(directory.resolve("shares/incoming")).isEmptyDirectory();
    assertThat(get("/storage/v1/immutable/fgna3ou3zsqimlgv6u2lwdlhum/0").status()).isEqualTo(404);
  }

  @Test
  void aLeaseOfTahoes_isRenewedInPlace() throws IOException {
    Path share = directory.resolve("shares/dq/" + TEN_BYTES + "/0");
    byte[] expected = Files.readAllBytes(share);
    ByteBuffer.wrap(expected).putInt(expected.length - 4, expiration());
    assertThat(addLease(1, 2).status()).isEqualTo(204);
    assertThat(Files.readAllBytes(share)).isEqualTo(expected);
  }

  @Test
  void anotherLease_isAddedAsTahoeDoes() throws IOException {
    Path share = directory.resolve("shares/dq/" + TEN_BYTES + "/0");
    byte[] before = Files.readAllBytes(share);
    assertThat(addLease(7, 8).status()).isEqualTo(204);
    byte[] after = Files.readAllBytes(share);
    assertThat(after).hasSize(before.length + 72);
    assertThat(ByteBuffer.wrap(after).getInt(8)).isEqualTo(2);
    assertThat(ByteBuffer.wrap(after).getInt(after.length - 4)).isEqualTo(expiration());
    assertThat(get("/storage/v1/immutable/" + TEN_BYTES + "/0").body().toString())
        .isEqualTo("0123456789");
  }

  private static int expiration() {
    return (int) NOW.plus(Duration.ofDays(31)).getEpochSecond();
  }

  private StorageFixture.Answer get(String path) {
    return server.send(
        "GET",
        path,
        List.of(Map.entry("Authorization", StorageFixture.AUTHORIZATION)),
        Buffer.buffer());
  }

  private StorageFixture.Answer addLease(int renew, int cancel) {
    return server.send(
        "PUT",
        "/storage/v1/lease/" + TEN_BYTES,
        List.of(
            Map.entry("Authorization", StorageFixture.AUTHORIZATION),
            Map.entry("X-Tahoe-Authorization", "lease-renew-secret " + secret(renew)),
            Map.entry("X-Tahoe-Authorization", "lease-cancel-secret " + secret(cancel))),
        Buffer.buffer());
  }

  private static String secret(int value) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) value);
    return Base64.getEncoder().encodeToString(secret);
  }

  private static byte[] bytes(JsonNode file) {
    return Base64.getDecoder().decode(file.get("data").asText());
  }

  private static byte[] immutableData(byte[] container) {
    int leases = ByteBuffer.wrap(container).getInt(8);
    return Arrays.copyOfRange(container, 12, container.length - 72 * leases);
  }

  private static byte[] mutableData(byte[] container) {
    int length = (int) ByteBuffer.wrap(container).getLong(84);
    return Arrays.copyOfRange(container, 468, 468 + length);
  }
}
