package org.truckee.storage.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.SecretKind;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;

/** Leases of strangers are bounded, and make no share unreadable and none end sooner. */
class LeaseLimitTest {
  private static final StorageIndex FILE = Ask.storageIndex(9);
  private static final int MANY = 10_050;

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private StorageFixture server;

  @BeforeEach
  void start() {
    start(false);
  }

  private void start(boolean readonly) {
    StorageConfig config =
        new StorageConfig(
            directory, Bytes.wrap(new byte[20]), new StoragePolicy(0, readonly, 1L << 40, false));
    server = StorageFixture.start(config, clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leasesOfStrangers_haveAnEndAndShortenNothing() throws IOException {
    store("data");
    lease(1);
    clock.advance(Duration.ofHours(1));
    for (int i = 2; i < LeasePlaces.MAX_LEASES + 10; i++) lease(i);
    long promised = lastEnd();
    clock.advance(Duration.ofHours(1));
    lease(1);
    lease(50);

    assertThat(leases()).hasSize(LeasePlaces.MAX_LEASES);
    assertThat(lastEnd()).isEqualTo(promised + 3600);
    assertThat(read()).isEqualTo("data");
    assertThat(change("more").status()).isEqualTo(200);
    assertThat(read()).isEqualTo("more");
  }

  @Test
  void anImmutableShare_isHeldByAsManyLeases() throws IOException {
    Ask.store(server, FILE, 0, new byte[1000]);
    for (int i = 0; i < LeasePlaces.MAX_LEASES + 10; i++) lease(i);

    assertThat(Files.size(file()))
        .isEqualTo(12 + 1000 + LeasePlaces.MAX_LEASES * ImmutableContainer.LEASE_SIZE);
    assertThat(readImmutable()).isEqualTo(new byte[1000]);
  }

  @ParameterizedTest
  @CsvSource({
    "10050, 10050, 0",
    "10050, -1, 0",
    "10050, 2147483647, 0",
    "3, -5, 0",
    "0, 9, 0",
    "3, 3, -100000",
    "3, 3, 100000",
    "3, 3, 9000000000000000000",
    "3, 3, -200"
  })
  void aShareWithAnyLeasesWhatever_isReadAndRepairedByTheNextWrite(
      int written, int claimed, long shift) throws IOException {
    store("data");
    try (FileChannel file = open()) {
      MutableContainer share = MutableContainer.read(file).orElseThrow();
      ByteBuffer tail = ByteBuffer.allocate(4 + written * MutableContainer.LEASE_SIZE);
      tail.putInt(claimed);
      for (int i = 0; i < written; i++) tail.putInt(1).putInt(5000 + i).put(lease84(i));
      ShareFile.write(file, share.furtherLeases(), tail.flip());
      ByteBuffer offset = ByteBuffer.allocate(8).putLong(share.furtherLeases() + shift).flip();
      ShareFile.write(file, MutableContainer.DATA_LENGTH_FIELD + 8, offset);
    }

    assertThat(read()).isEqualTo("data");
    lease(7);
    assertThat(change("longer data").status()).isEqualTo(200);

    assertThat(read()).isEqualTo("longer data");
    assertThat(leases().size()).isBetween(2, LeasePlaces.MAX_LEASES);
    assertThat(Files.size(file())).isLessThan(13_000);
  }

  @Test
  void anOverfullImmutableShare_isReadAndRepairedByTheNextLease() throws IOException {
    Ask.store(server, FILE, 0, new byte[1000]);
    try (FileChannel file = open()) {
      ByteBuffer leases = ByteBuffer.allocate(MANY * ImmutableContainer.LEASE_SIZE);
      for (int i = 0; i < MANY; i++)
        leases.putInt(1).put(Arrays.copyOf(lease84(i), 64)).putInt(i + 1);
      ShareFile.write(file, 12 + 1000, leases.flip());
      ShareFile.write(file, 8, ByteBuffer.allocate(4).putInt(MANY).flip());
    }
    assertThat(readImmutable()).isEqualTo(new byte[1000]);

    lease(7);

    assertThat(readImmutable()).isEqualTo(new byte[1000]);
    assertThat(Files.size(file()))
        .isEqualTo(12 + 1000 + LeasePlaces.MAX_LEASES * ImmutableContainer.LEASE_SIZE);
  }

  @Test
  void aLeaseThatACrashCutOff_changesNothingOfTheShare() throws IOException {
    Ask.store(server, FILE, 0, new byte[1000]);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length + ImmutableContainer.LEASE_SIZE));

    assertThat(readImmutable()).isEqualTo(new byte[1000]);
    lease(7);
    assertThat(readImmutable()).isEqualTo(new byte[1000]);
  }

  @Test
  void whatIsReadonly_takesNothingThatGrows() throws IOException {
    store("data");
    Ask.store(server, Ask.storageIndex(8), 0, new byte[10]);
    server.close();
    start(true);
    long before = bytes();

    for (int i = 10; i < 30; i++) {
      lease(i);
      lease(Ask.storageIndex(8), i);
    }

    assertThat(change(Ask.storageIndex(10), "").status()).isEqualTo(507);
    assertThat(bytes()).isEqualTo(before);
    assertThat(lastEnd()).isGreaterThan(0);
    assertThat(read()).isEqualTo("data");
  }

  @Test
  void whereALeaseStands_isDecidedByWhatEndsFirst() {
    List<Lease> three = List.of(some(1, 30), some(2, 10), some(3, 20));

    assertThat(LeasePlaces.of(some(3, 5), three, true)).isEqualTo(2);
    assertThat(LeasePlaces.of(some(4, 25), three, true)).isEqualTo(3);
    assertThat(LeasePlaces.of(some(4, 25), three, false)).isEqualTo(1);
    assertThat(LeasePlaces.of(some(4, 10), three, false)).isEqualTo(-1);
    List<Lease> withFree = new ArrayList<>(three);
    withFree.set(0, null);
    assertThat(LeasePlaces.of(some(4, 1), withFree, false)).isZero();
    assertThat(LeasePlaces.of(some(4, 1), List.of(), false)).isEqualTo(-1);
  }

  private static Lease some(int secret, long expiration) {
    return new Lease(1, Ask.secret(secret), Ask.secret(secret), expiration);
  }

  private static byte[] lease84(int number) {
    return ByteBuffer.allocate(84).putInt(number).array();
  }

  private void lease(int number) {
    lease(FILE, number);
  }

  private void lease(StorageIndex file, int number) {
    assertThat(server.ask("PUT", "/storage/v1/lease/" + file).leases(number).answer().status())
        .isEqualTo(204);
  }

  private void store(String data) {
    assertThat(change(data).status()).isEqualTo(200);
  }

  private StorageFixture.Answer change(String data) {
    return change(FILE, data);
  }

  private StorageFixture.Answer change(StorageIndex file, String data) {
    String write =
        data.isEmpty()
            ? ""
            : "{\"offset\":0,\"data\":\"%s\"}"
                .formatted(
                    Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
    return server
        .ask("POST", "/storage/v1/mutable/" + file + "/read-test-write")
        .leases(1)
        .secret(SecretKind.WRITE_ENABLER, 5)
        .with("Content-Type", "application/json")
        .body(
            Buffer.buffer(
                "{\"test-write-vectors\":{\"0\":{\"test\":[],\"write\":["
                    + write
                    + "],\"new-length\":null}},\"read-vector\":[{\"offset\":0,\"size\":10}]}"))
        .answer();
  }

  private String read() {
    StorageFixture.Answer answer = server.ask("GET", "/storage/v1/mutable/" + FILE + "/0").answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  private byte[] readImmutable() {
    StorageFixture.Answer answer =
        server.ask("GET", "/storage/v1/immutable/" + FILE + "/0").answer();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().getBytes();
  }

  private Path file() {
    return directory.resolve("shares/be/" + FILE + "/0");
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private List<Lease> leases() throws IOException {
    try (FileChannel file = open()) {
      return MutableContainer.read(file).orElseThrow().slots().stream()
          .map(LeaseSlot::lease)
          .filter(lease -> lease != null)
          .toList();
    }
  }

  private long lastEnd() throws IOException {
    return leases().stream().mapToLong(Lease::expiration).max().orElseThrow();
  }

  private long bytes() throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
