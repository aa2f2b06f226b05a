package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.platform.Timers;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.Waiting;
import org.truckee.testing.database.MovablePort;
import org.truckee.testing.database.PostgresServer;
import org.truckee.vdrive.postgres.PostgresDirnodeStore;
import org.truckee.worker.Codec;

/**
 * Two vdrive servers on one database, of which many clients take no failure for an answer, while
 * the database dies again and again.
 */
@Tag("slow")
class DatabaseKilledTest {
  private static final String DATABASE = "killed";
  private static final int CLIENTS = 24;
  private static final int KILLS = 4;
  private static final int LONGEST_MILLIS = 700;
  private static final long RETRY_MILLIS = 30;
  private static final ChildTarget FILE = ChildTarget.of(Capability.parse("URI:LIT:me"));

  private static final Random SALT = new SecureRandom();

  private final PostgresServer server = PostgresServer.start(new String[0]);
  private final Vertx vertx = Vertx.vertx();
  private final Codec codec = Waiting.of(Codec.deploy(vertx, 2));
  private final List<DirnodeStore> stores = new ArrayList<>();
  private final VdriveWriter one = writer(1);
  private final VdriveWriter two = writer(2);
  private final Set<Slot> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<GridException.Kind> kinds = ConcurrentHashMap.newKeySet();
  private final Set<Throwable> surprises = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean over;

  private static VdriveWriter writer(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new VdriveWriter(new VdriveWriteCap(new Secret(Bytes.wrap(key))));
  }

  @AfterEach
  void stop() {
    over = true;
    stores.forEach(store -> Waiting.of(store.close()));
    Waiting.of(vertx.close());
    server.close();
  }

  @Test
  void whatWasAcknowledged_isThere_andNoStepIsHalfThere() throws Exception {
    List<Future<Void>> clients = begin(server.address(DATABASE));
    for (int kill = 0; kill < KILLS; kill++) {
      loadForAWhile();
      server.kill();
      untilRefused();
      server.startAgain();
    }
    check(clients);
  }

  /** The address leads to the copy before the copy has become the one that writes. */
  @Test
  void aDatabaseThatFailsOver_losesNothingEither() throws Exception {
    try (MovablePort port = new MovablePort(server.port())) {
      List<Future<Void>> clients = begin(port.address(DATABASE));
      try (PostgresServer follower = server.follower()) {
        loadForAWhile();
        server.kill();
        port.leadTo(follower.port());
        untilRefused();
        follower.promote();
        loadForAWhile();
        check(clients);
      }
    }
  }

  private List<Future<Void>> begin(String address) {
    server.makeDatabase(DATABASE);
    for (int i = 0; i < 2; i++) stores.add(open(address));
    List<Ed25519VerifyingKey> both = List.of(one.verifyingKey(), two.verifyingKey());
    Waiting.of(stores.get(0).write(new VdriveWrite(both, List.of())));
    List<Future<Void>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) clients.add(write(client, 0));
    return clients;
  }

  private void loadForAWhile() throws InterruptedException {
    int before = acknowledged.size();
    Waiting.untilTrue(() -> acknowledged.size() > before + CLIENTS);
    Thread.sleep(SALT.nextInt(LONGEST_MILLIS));
  }

  private void untilRefused() {
    int before = refused.get();
    Waiting.untilTrue(() -> refused.get() > before);
  }

  private void check(List<Future<Void>> clients) {
    over = true;
    Waiting.of(Future.all(clients).mapEmpty());
    assertThat(surprises).isEmpty();
    assertThat(kinds).as("what clients were told").containsExactly(GridException.Kind.BUSY);
    Set<Slot> kept = slots(one);
    assertThat(kept).containsAll(acknowledged);
    assertThat(slots(two)).as("the other half of each step").hasSameSizeAs(kept);
    assertThat(total(one)).isEqualTo(kept.size());
    assertThat(total(two)).isEqualTo(kept.size());
  }

  private DirnodeStore open(String address) {
    DirnodeStore store =
        new PostgresDirnodeStore(vertx, codec, PostgresServer.config(address, VdriveLimits.USUAL));
    Waiting.of(store.open());
    return store;
  }

  /** Writes one name after the other into both directories, each as often as it takes. */
  private Future<Void> write(int client, int number) {
    if (over) return Future.succeededFuture();
    String name = "client " + client + " name " + number;
    VdriveChange[] changes = {put(one, name), put(two, name)};
    return write(stores.get(client % 2), new VdriveWrite(List.of(), List.of(changes)))
        .compose(
            done -> {
              acknowledged.add(one.reader().slot(name));
              return write(client, number + 1);
            });
  }

  private static VdriveChange put(VdriveWriter directory, String name) {
    VdriveEntry entry = directory.put(new Child(name, FILE, Metadata.EMPTY), 1, SALT);
    return new VdriveChange(directory.reader().address(), entry);
  }

  private Future<Optional<VdriveConflict>> write(DirnodeStore store, VdriveWrite step) {
    return store.write(step).recover(failure -> again(store, step, failure));
  }

  private Future<Optional<VdriveConflict>> again(
      DirnodeStore store, VdriveWrite step, Throwable failure) {
    refused.incrementAndGet();
    if (failure instanceof GridException told) kinds.add(told.kind());
    else surprises.add(failure);
    return Timers.of(vertx).pause(RETRY_MILLIS).compose(later -> write(store, step));
  }

  private Set<Slot> slots(VdriveWriter directory) {
    Set<Slot> slots = new HashSet<>();
    Optional<Slot> last = Optional.empty();
    VdrivePage page;
    do {
      page = listing(directory, last).page();
      for (VdriveEntry entry : page.entries()) slots.add(entry.slot());
      last = Optional.of(page.entries().get(page.entries().size() - 1).slot());
    } while (page.more());
    return slots;
  }

  private DirnodeStore.Listing listing(VdriveWriter directory, Optional<Slot> after) {
    return Waiting.of(
            stores.get(1).list(directory.reader().address(), after, VdrivePage.MAX_ENTRIES))
        .orElseThrow();
  }

  private long total(VdriveWriter directory) {
    return listing(directory, Optional.empty()).page().total();
  }
}
