package org.truckee.storage.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.storage.AllocateReply;
import org.truckee.protocol.storage.AllocateRequest;
import org.truckee.protocol.storage.ByteRange;
import org.truckee.protocol.storage.ReadTestWrite;
import org.truckee.testing.TestClock;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.ShareBytes;

/**
 * Every keeper of shares does this. A step that failed with the disk is taken once more, and the
 * outcome is the same as if the disk had never failed.
 */
abstract class ShareStoreContract {
  private static final StorageIndex FILE = Ask.storageIndex(7);
  private static final Secret UPLOAD = Ask.secret(3);
  private static final Secret ENABLER = Ask.secret(4);
  private static final LeaseSecrets LEASES = new LeaseSecrets(Ask.secret(1), Ask.secret(2));
  private static final UploadingClient CLIENT =
      new UploadingClient("here", UPLOAD, LeaseHolder.anybody(LEASES));

  protected final TestClock clock = new TestClock();
  private ShareStore store;

  /** A store of the kind to test; each call opens the shares of the one before it. */
  protected abstract ShareStore store() throws IOException;

  /** A step that the disk may fail. */
  private interface Step<T> {
    T take() throws IOException;
  }

  private interface Act {
    void take() throws IOException;
  }

  private static <T> T ask(Step<T> step) throws IOException {
    IOException last = null;
    for (int tries = 0; tries < 3; tries++) {
      try {
        return step.take();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static void act(Act act) throws IOException {
    ask(
        () -> {
          act.take();
          return null;
        });
  }

  private static void fails(GridException.Kind kind, Act act) {
    assertThatThrownBy(() -> act(act))
        .matches(failure -> GridException.is(failure, kind), "is a failure of kind " + kind);
  }

  @BeforeEach
  void open() throws IOException {
    store = store();
    act(store::open);
  }

  @AfterEach
  void close() throws IOException {
    act(store::close);
  }

  private void openAgain() throws IOException {
    close();
    open();
  }

  private AllocateReply allocate(int share, long size) throws IOException {
    AllocateRequest request = new AllocateRequest(new TreeSet<>(Set.of(share)), size);
    return ask(() -> store.allocate(FILE, request, CLIENT));
  }

  private UnfinishedShare upload(int share) {
    return store.upload(FILE, share, UPLOAD);
  }

  private List<ByteRange> write(int share, int offset, byte[] bytes) throws IOException {
    return ask(() -> upload(share).write(offset, ByteBuffer.wrap(bytes), clock.instant()));
  }

  private void keep(int share, byte[] bytes) throws IOException {
    allocate(share, bytes.length);
    write(share, 0, bytes);
    UnfinishedShare whole = upload(share);
    act(whole::finish);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aShareWhosePartsCameInAnyOrder_isStoredWhole() throws IOException {
    byte[] bytes = bytes(10_000);
    allocate(0, bytes.length);
    List<Integer> parts = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Collections.shuffle(parts, new Random(1));
    for (int part : parts) {
      assertThat(upload(0).required()).isNotEmpty();
      write(0, part * 1000, Arrays.copyOfRange(bytes, part * 1000, part * 1000 + 1000));
    }
    assertThat(upload(0).required()).isEmpty();
    UnfinishedShare whole = upload(0);
    act(whole::finish);

    assertThat(ask(() -> store.immutableShares(FILE))).containsExactly(0);
    assertThat(ask(() -> store.readImmutable(FILE, 0, ShareBytes::of))).isEqualTo(bytes);
    assertThat(store.uploads()).isZero();
  }

  @Test
  void aStoredShare_isThereAfterARestart_andAnUnfinishedOneIsNot() throws IOException {
    keep(0, bytes(100));
    allocate(1, 100);
    write(1, 0, bytes(50));

    openAgain();

    assertThat(ask(() -> store.readImmutable(FILE, 0, ShareBytes::of))).isEqualTo(bytes(100));
    assertThat(ask(() -> store.immutableShares(FILE))).containsExactly(0);
    assertThat(store.uploads()).isZero();
    fails(GridException.Kind.NOT_FOUND, () -> upload(1));
  }

  @Test
  void bytesThatHaveCome_areNeverChanged() throws IOException {
    allocate(0, 100);
    write(0, 0, bytes(60));
    byte[] other = bytes(60);
    other[59]++;

    fails(GridException.Kind.CONFLICT, () -> write(0, 0, other));
    assertThat(upload(0).required()).containsExactly(new ByteRange(60, 100));
  }

  @Test
  void forgottenParts_areMissingAgain() throws IOException {
    allocate(0, 100);
    write(0, 0, bytes(100));
    upload(0).forget(List.of(new ByteRange(10, 20)));

    assertThat(upload(0).required()).containsExactly(new ByteRange(10, 20));
  }

  @Test
  void anUpload_isForItsSecretOnly() throws IOException {
    allocate(0, 100);

    fails(GridException.Kind.UNAUTHORIZED, () -> store.upload(FILE, 0, Ask.secret(9)));
    fails(GridException.Kind.NOT_FOUND, () -> upload(1));
    assertThat(allocate(0, 100).allocated()).containsExactly(0);
    assertThat(allocate(0, 99).allocated()).isEmpty();
  }

  @Test
  void aStoredShare_isNotAllocatedAgain() throws IOException {
    keep(0, bytes(100));

    AllocateReply reply = allocate(0, 100);

    assertThat(reply.alreadyHave()).containsExactly(0);
    assertThat(reply.allocated()).isEmpty();
  }

  @Test
  void anAbortedUpload_leavesNothing_andAStoredShareStays() throws IOException {
    allocate(0, 100);
    write(0, 0, bytes(10));
    act(() -> store.abort(FILE, 0, UPLOAD));
    assertThat(store.uploads()).isZero();
    assertThat(ask(() -> store.immutableShares(FILE))).isEmpty();

    keep(0, bytes(100));
    fails(GridException.Kind.NOT_ALLOWED, () -> store.abort(FILE, 0, UPLOAD));
    assertThat(ask(() -> store.immutableShares(FILE))).containsExactly(0);
  }

  @Test
  void anUploadOfWhichNothingComes_hasItsTimeAndNoMore() throws IOException {
    allocate(0, 100);
    act(store::dropIdle);
    assertThat(store.uploads()).isEqualTo(1);

    clock.advance(Duration.ofDays(1));
    act(store::dropIdle);

    assertThat(store.uploads()).isZero();
  }

  private ReadTestWrite.Reply step(String text, ReadTestWrite.Test... tests) throws IOException {
    Bytes data = Bytes.utf8(text);
    ReadTestWrite.Change change =
        new ReadTestWrite.Change(List.of(tests), List.of(new ReadTestWrite.Write(0, data)), null);
    return step(change, ENABLER);
  }

  private ReadTestWrite.Reply step(ReadTestWrite.Change change, Secret enabler) throws IOException {
    TreeMap<Integer, ReadTestWrite.Change> changes = new TreeMap<>();
    changes.put(5, change);
    ReadTestWrite step = new ReadTestWrite(changes, List.of());
    return ask(() -> store.readTestWrite(FILE, step, enabler, LeaseHolder.anybody(LEASES)));
  }

  private String mutable() throws IOException {
    byte[] bytes = ask(() -> store.readMutable(FILE, 5, ShareBytes::of));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aMutableShare_isWrittenCutAndDeleted() throws IOException {
    assertThat(step("first text").success()).isTrue();
    step("other");
    assertThat(mutable()).isEqualTo("other text");
    openAgain();
    assertThat(mutable()).isEqualTo("other text");

    step(new ReadTestWrite.Change(List.of(), List.of(), 5L), ENABLER);
    assertThat(mutable()).isEqualTo("other");
    step(new ReadTestWrite.Change(List.of(), List.of(), 0L), ENABLER);
    assertThat(ask(() -> store.mutableShares(FILE))).isEmpty();
  }

  @Test
  void aStepWhoseTestFails_changesNothing() throws IOException {
    step("first text");

    ReadTestWrite.Test wrong = new ReadTestWrite.Test(0, 5, Bytes.utf8("wrong"));
    assertThat(step("other", wrong).success()).isFalse();

    assertThat(mutable()).isEqualTo("first text");
  }

  @Test
  void anotherWriteEnabler_changesNothing() throws IOException {
    step("first text");

    ReadTestWrite.Change cut = new ReadTestWrite.Change(List.of(), List.of(), 0L);
    fails(GridException.Kind.UNAUTHORIZED, () -> step(cut, Ask.secret(9)));

    assertThat(mutable()).isEqualTo("first text");
  }

  @Test
  void sharesOfOneKind_areNoneOfTheOther() throws IOException {
    step("mutable");
    fails(GridException.Kind.CONFLICT, () -> store.immutableShares(FILE));
    fails(GridException.Kind.CONFLICT, () -> store.readImmutable(FILE, 5, ShareBytes::of));
    fails(GridException.Kind.NOT_FOUND, () -> store.readMutable(FILE, 6, ShareBytes::of));
  }

  @Test
  void leasesAndReports_needAShare() throws IOException {
    fails(GridException.Kind.NOT_FOUND, () -> store.addLease(FILE, LeaseHolder.anybody(LEASES)));
    fails(
        GridException.Kind.NOT_FOUND,
        () -> store.reportCorruption("immutable", FILE, 0, "damaged"));

    keep(0, bytes(100));
    act(() -> store.addLease(FILE, LeaseHolder.anybody(LEASES)));
    act(() -> store.reportCorruption("immutable", FILE, 0, "damaged"));

    assertThat(ask(() -> store.corruptionReports())).isPositive();
    assertThat(ask(() -> store.readImmutable(FILE, 0, ShareBytes::of))).isEqualTo(bytes(100));
  }
}
