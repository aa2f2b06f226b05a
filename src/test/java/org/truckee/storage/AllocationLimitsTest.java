package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.IncomingShares;
import org.truckee.storage.disk.OpenUploads;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.ShareStore;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadShares;
import org.truckee.storage.share.UploadingClient;
import org.truckee.testing.TestClock;
import org.truckee.testing.http.Ask;

/** The room that unfinished uploads can take from a storage server, and from other clients. */
class AllocationLimitsTest {
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private ShareStore store;

  @BeforeEach
  void open() throws IOException {
    StorageConfig config =
        new StorageConfig(
            directory, Bytes.wrap(new byte[20]), new StoragePolicy(0, false, 1L << 50, false));
    store = new DiskShareStore(config, clock);
    store.open();
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void allocationsWithoutEnd_openNoFileAndLeaveRoomForOthers() throws IOException {
    for (int file = 0; file < 78; file++) allocate("attacker", file, 256, 10);

    assertThat(store.uploads()).isLessThan(IncomingShares.MAX_UPLOADS);
    assertThat(openUploads()).isZero();
    assertThat(allocate("honest", 200, 10, 10)).hasSize(10);
    assertThat(allocate("another", 201, 10, 10)).hasSize(10);
  }

  @Test
  void oneGateway_mayHaveTwoHundredUploadsOfTenSharesEach() throws IOException {
    for (int file = 0; file < 200; file++)
      assertThat(allocate("gateway", file, 10, 100_000)).hasSize(10);
  }

  @Test
  void promisesOfOne_leaveSpaceToAnotherAndEndSoonIfNothingComes() throws IOException {
    long free = store.availableSpace();
    for (int file = 0; file < 10; file++) allocate("attacker", file, 256, free / 100);
    assertThat(allocate("honest", 200, 10, free / 1000)).hasSize(10);

    clock.advance(Duration.ofSeconds(61));
    store.dropIdle();

    assertThat(store.uploads()).isZero();
  }

  @Test
  void anUploadThatPauses_isKeptWhereNobodyElseIsInNeed() throws IOException {
    allocate("gateway", 1, 10, 1000);
    clock.advance(Duration.ofMinutes(29));
    store.dropIdle();

    assertThat(store.uploads()).isEqualTo(10);
  }

  @Test
  void aTrickle_doesNotKeepAPlaceForEver() throws IOException {
    allocate("gateway", 1, 1, 1000);
    UnfinishedShare share = share(1, 0);
    for (int minute = 0; minute < 119; minute++) {
      clock.advance(Duration.ofMinutes(1));
      share.write(minute, ByteBuffer.wrap(new byte[1]), clock.instant());
    }
    store.dropIdle();
    assertThat(store.uploads()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(2));
    store.dropIdle();
    assertThat(store.uploads()).isZero();
  }

  @Test
  void moreSharesThanFilesAreOpen_areAllWrittenWhole() throws IOException {
    byte[] bytes = new byte[100];
    for (int file = 0; file < 2; file++)
      assertThat(allocate("gateway", file, 256, 100)).hasSize(256);
    for (int part = 0; part < 100; part += 50)
      for (int i = 0; i < 512; i++)
        share(i / 256, i % 256).write(part, ByteBuffer.wrap(bytes, part, 50), clock.instant());
    assertThat(openUploads()).isBetween(1L, (long) OpenUploads.MAX_OPEN);

    for (int i = 0; i < 512; i++) share(i / 256, i % 256).finish();

    assertThat(store.immutableShares(index(0))).hasSize(256);
    assertThat(store.immutableShares(index(1))).hasSize(256);
    assertThat(openUploads()).isZero();
    assertThat(Files.size(directory.resolve("shares/aa/" + index(0) + "/7")))
        .isEqualTo(12 + 100 + 72);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 9, true, false",
    "0, 10, 100, true, true",
    "0, 88, 100, true, true",
    "0, 89, 100, true, false",
    "0, 50, 100, false, true",
    "0, 51, 100, false, false",
    "40, 30, 100, false, true",
    "40, 31, 100, false, false",
    "90, 1, 10, false, false"
  })
  void aClientTakes_noMoreThanIsLeftForOthers(
      long own, long more, long left, boolean alone, boolean allowed) {
    assertThat(UploadShares.allow(own, more, left, alone)).isEqualTo(allowed);
  }

  private SortedSet<Integer> allocate(String client, int file, int shares, long size)
      throws IOException {
    SortedSet<Integer> wished = new TreeSet<>(IntStream.range(0, shares).boxed().toList());
    AllocateRequest request = new AllocateRequest(wished, size);
    return store
        .allocate(
            index(file),
            request,
            new UploadingClient(client, Ask.secret(3), LeaseHolder.anybody(LEASES)))
        .allocated();
  }

  private UnfinishedShare share(int file, int number) {
    return store.upload(index(file), number, Ask.secret(3));
  }

  private static StorageIndex index(int file) {
    return Ask.storageIndex(file);
  }

  /** The files of uploads that this process has open. */
  private long openUploads() throws IOException {
    String incoming = directory.toRealPath().resolve("shares/incoming").toString();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(fd -> isBelow(fd, incoming)).count();
    }
  }

  private static boolean isBelow(Path fd, String folder) {
    try {
      return Files.readSymbolicLink(fd).toString().startsWith(folder);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
