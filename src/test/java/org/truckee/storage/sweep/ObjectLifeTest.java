package org.truckee.storage.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.storage.crawl.CollectedServer;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.ShareDirectories;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.StoreMark;
import org.truckee.storage.share.LeaseHolder;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.storage.share.UnfinishedShare;
import org.truckee.storage.share.UploadingClient;
import org.truckee.storage.trash.ShareTrash;
import org.truckee.storage.trash.Undeletion;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.ShareBytes;
import org.truckee.testing.s3.MemoryObjects;

/** Shares whose data are objects, from their arrival to the sweep. */
class ObjectLifeTest {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final Secret UPLOAD = Ask.secret(3);
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
  private static final byte[] SHARE =
      "the data of a share".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final MemoryObjects objects = new MemoryObjects(clock);
  private ShareTrash trash;
  private DiskShareStore store;
  private ListedObjects listed;
  private ObjectSweep sweep;
  private long nanos;

  @BeforeEach
  void open() throws IOException {
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, false);
    ShareDirectories directories = new ShareDirectories(directory);
    store =
        new DiskShareStore(
            new StorageConfig(directory, Bytes.wrap(new byte[20]), policy),
            clock,
            Optional.of(objects));
    store.open();
    trash = new ShareTrash(directories);
    listed = new ListedObjects(store, directories, trash);
    LostShares lost = new LostShares(objects, store, listed, trash, BlockingWork.of(vertx), clock);
    objects.open(lost::note);
    StoreMark.of(directory).intend("a".repeat(26));
    StoreMark.of(directory).set();
    openSweep();
  }

  private void openSweep() {
    sweep = new ObjectSweep(objects, listed, new SweepFile(directory), clock, () -> nanos++);
  }

  @AfterEach
  void close() {
    Waiting.of(vertx.close());
  }

  private UnfinishedShare sent(int number) throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(number)), SHARE.length);
    store.allocate(FILE, request, new UploadingClient("here", UPLOAD, LeaseHolder.anybody(LEASES)));
    UnfinishedShare share = store.upload(FILE, number, UPLOAD);
    share.write(0, ByteBuffer.wrap(SHARE), clock.instant());
    return share;
  }

  private byte[] read(int number) throws IOException {
    return store.readImmutable(FILE, number, ShareBytes::of);
  }

  private void assertMissing(int number) {
    assertThatThrownBy(() -> read(number))
        .matches(failure -> GridException.is(failure, GridException.Kind.NOT_FOUND));
  }

  /** Sweeps through all pages once, if the last time is a day ago. */
  private void sweep() throws IOException {
    do sweep.work();
    while (new SweepFile(directory).read().orElseThrow().last().isPresent());
  }

  @Test
  void aShareThatExpires_canBeHadBackForAWeek_andThenItsObjectGoes() throws IOException {
    sent(0).finish();
    CollectedServer collector = new CollectedServer(directory, clock);
    clock.advance(Duration.ofDays(32));
    collector.collect();
    assertThat(store.immutableShares(FILE)).isEmpty();
    assertMissing(0);
    sweep();
    assertThat(objects.keys()).hasSize(1);
    assertThat(trash.list()).first().matches(day -> day.bytes() > SHARE.length);

    assertThat(new Undeletion(store, trash).undelete(FILE)).isEqualTo(1);
    assertThat(read(0)).isEqualTo(SHARE);

    clock.advance(Duration.ofDays(32));
    new CollectedServer(directory, clock).collect();
    clock.advance(Duration.ofDays(9));
    trash.purge(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), () -> true);
    sweep();
    assertThat(objects.keys()).isEmpty();
  }

  @Test
  void theSweep_removesWhatIsOldAndUnlisted_andNothingElse() throws IOException {
    sent(0).finish();
    sent(3).finish();
    List<String> listedKeys = objects.keys();
    String orphan = new ObjectName(FILE, 0, Bytes.wrap(new byte[16])).toString();
    objects.add(orphan);
    objects.add("object-store");
    objects.add("somebody/else's");
    clock.advance(Duration.ofDays(3));
    String young = new ObjectName(FILE, 5, Bytes.wrap(new byte[16])).toString();
    objects.add(young);

    sweep.work();
    openSweep();
    sweep();

    assertThat(objects.keys())
        .doesNotContain(orphan)
        .containsAll(listedKeys)
        .contains(young, "object-store", "somebody/else's");
    assertThat(sweep.work()).isGreaterThan(Duration.ofHours(20));
  }

  @Test
  void aDiskThatIsNotMounted_costsNoObject() throws IOException {
    sent(0).finish();
    clock.advance(Duration.ofDays(3));
    Path mounted = Files.createDirectory(directory.resolve("elsewhere"));
    for (String part : List.of("shares", "object-store"))
      Files.move(directory.resolve(part), mounted.resolve(part));

    assertThatThrownBy(this::sweep).hasMessageContaining("is gone");
    for (String part : List.of("shares", "object-store"))
      Files.move(mounted.resolve(part), directory.resolve(part));
    sweep();

    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void aShareWhoseObjectIsLost_isToldAsMissing_andComesBackWithIt() throws IOException {
    sent(0).finish();
    Runnable bringBack = objects.lose();

    assertMissing(0);
    Waiting.until(() -> assertThat(store.immutableShares(FILE)).isEmpty());
    assertThat(store.corruptionReports()).isEqualTo(1);

    bringBack.run();
    new Undeletion(store, trash).undelete(FILE);
    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void aLostShare_canBeSentOnceMore() throws IOException {
    sent(0).finish();
    objects.lose();
    assertMissing(0);
    Waiting.until(() -> assertThat(store.immutableShares(FILE)).isEmpty());

    sent(0).finish();

    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void aStoreThatIsAway_losesNoShare() throws IOException {
    sent(0).finish();
    objects.lose();
    objects.away(true);

    assertMissing(0);
    Waiting.of(BlockingWork.of(vertx).run(() -> {}));

    assertThat(store.immutableShares(FILE)).containsExactly(0);
    assertThat(store.corruptionReports()).isZero();
  }

  @Test
  void aShareThatTheStoreDoesNotTake_isNotListed_andMayBeFinishedLater() throws IOException {
    UnfinishedShare share = sent(0);
    objects.atPut(
        name -> {
          throw new GridException(GridException.Kind.UNREACHABLE, "the bucket fails");
        });
    assertThatThrownBy(share::finish).isInstanceOf(GridException.class);
    assertThat(store.immutableShares(FILE)).isEmpty();
    assertThat(objects.keys()).isEmpty();

    objects.atPut(name -> {});
    share.finish();

    assertThat(read(0)).isEqualTo(SHARE);
    assertThat(directory.resolve("shares/incoming")).isEmptyDirectory();
  }

  @Test
  void aShareThatIsGivenUpOnTheWay_leavesNothing() throws IOException {
    UnfinishedShare share = sent(0);
    objects.atPut(name -> store.abort(FILE, 0, UPLOAD));

    assertThatThrownBy(share::finish).isInstanceOf(Exception.class);

    assertThat(store.immutableShares(FILE)).isEmpty();
    assertThat(objects.keys()).isEmpty();
    assertThat(store.uploads()).isZero();
    assertThat(directory.resolve("shares/incoming")).isEmptyDirectory();
  }

  @Test
  void aShareOnItsWay_takesNoBytes_andIsNotTakenForIdle() throws IOException {
    UnfinishedShare share = sent(0);
    objects.atPut(
        name -> {
          assertThatThrownBy(() -> share.write(0, ByteBuffer.wrap(SHARE), clock.instant()))
              .matches(failure -> GridException.is(failure, GridException.Kind.BUSY));
          clock.advance(Duration.ofDays(1));
          store.dropIdle();
        });

    share.finish();

    assertThat(read(0)).isEqualTo(SHARE);
  }

  @Test
  void sharesThatCameBeforeTheStore_stayOnTheDisk() throws IOException {
    StoragePolicy policy = new StoragePolicy(0, false, 1L << 40, false);
    DiskShareStore before =
        new DiskShareStore(new StorageConfig(directory, Bytes.wrap(new byte[20]), policy), clock);
    DiskShareStore now = store;
    store = before;
    sent(4).finish();
    store = now;
    sent(5).finish();

    assertThat(store.immutableShares(FILE)).containsExactly(4, 5);
    assertThat(read(4)).isEqualTo(SHARE);
    assertThat(read(5)).isEqualTo(SHARE);
    assertThat(objects.keys()).hasSize(1);
    Path home = new ShareDirectories(directory).of(FILE);
    assertThat(Files.size(home.resolve("5"))).isEqualTo(36 + 72);
  }
}
