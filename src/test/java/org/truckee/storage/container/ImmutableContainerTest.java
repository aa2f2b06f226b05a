package org.truckee.storage.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.testing.known.EncodedShares;
import org.truckee.testing.known.Golden;
import org.truckee.testing.known.TahoeShares;

class ImmutableContainerTest {
  @TempDir Path directory;

  static Stream<List<JsonNode>> filesOfTahoes() {
    return TahoeShares.byFile();
  }

  @ParameterizedTest
  @MethodSource("filesOfTahoes")
  void aShareThatTahoeStored_makesTheSameFileHere(List<JsonNode> rows) throws IOException {
    EncodedShares file = TahoeShares.encode(rows.get(0));
    for (JsonNode row : rows) {
      LeaseSecrets secrets = secrets(file, row);
      assertThat(secrets.renew()).isEqualTo(secret(row, "renew"));
      assertThat(secrets.cancel()).isEqualTo(secret(row, "cancel"));

      byte[] share = file.shares().get(row.get("shareNumber").asInt());
      Path made = store(share, secrets, granted(row));

      assertThat(Golden.sha256(Files.readAllBytes(made))).isEqualTo(row.get("sha256").asText());
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.READ)) {
        assertThat(ImmutableContainer.read(channel).orElseThrow().leases(channel))
            .containsExactly(
                new Lease(
                    0,
                    secret(row, "storedRenew"),
                    secret(row, "storedCancel"),
                    row.get("expiration").asLong()));
      }
    }
  }

  @Test
  void aLeaseThatIsRenewed_staysOneAndNeverGetsShorter() throws IOException {
    Instant first = Instant.ofEpochSecond(1_000_000);
    Path file = store(new byte[100], some(1), first);

    ImmutableContainer.addOrRenewLease(file, 1, some(1), first.plusSeconds(50), true, true);
    ImmutableContainer.addOrRenewLease(file, 1, some(1), first.minusSeconds(50), true, true);
    ImmutableContainer.addOrRenewLease(file, 1, some(2), first.plusSeconds(60), true, true);

    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ImmutableContainer container = ImmutableContainer.read(channel).orElseThrow();
      assertThat(container.dataLength()).isEqualTo(100);
      assertThat(container.leases(channel).stream().map(Lease::expiration))
          .containsExactly(expiration(first.plusSeconds(50)), expiration(first.plusSeconds(60)));
    }
  }

  @Test
  void aFileThatIsNoContainer_isNotTakenForOne() throws IOException {
    for (byte[] bytes :
        List.of(
            new byte[0], new byte[11], header(3, 0), header(0, 0), header(2, 1), header(1, -1))) {
      Path file = Files.write(directory.resolve("other"), bytes);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        assertThat(ImmutableContainer.read(channel)).isEmpty();
      }
    }
  }

  private Path store(byte[] share, LeaseSecrets secrets, Instant now) throws IOException {
    Path file = directory.resolve("share");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ImmutableContainer.create(channel, share.length, 1, secrets, now);
      ShareFile.write(channel, ImmutableContainer.DATA_OFFSET, ByteBuffer.wrap(share));
    }
    return file;
  }

  private static LeaseSecrets secrets(EncodedShares file, JsonNode row) {
    return LeaseSecrets.derive(
        secret(row, "nodeSecret"), file.cap().storageIndex(), Golden.hex(row, "tubId"));
  }

  private static Instant granted(JsonNode row) {
    return Instant.ofEpochSecond(row.get("expiration").asLong()).minus(Lease.DURATION);
  }

  private static long expiration(Instant granted) {
    return granted.plus(Lease.DURATION).getEpochSecond();
  }

  private static LeaseSecrets some(int value) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) value;
    Secret secret = new Secret(Bytes.wrap(bytes));
    return new LeaseSecrets(secret, secret);
  }

  private static byte[] header(int version, int leases) {
    return ByteBuffer.allocate(12).putInt(version).putInt(0).putInt(leases).array();
  }

  private static Secret secret(JsonNode row, String field) {
    return new Secret(Golden.hex(row, field));
  }
}
