package org.truckee.client.upkeep.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.plan.UpkeepFigures.Root;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;

class UpkeepStoreTest {
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private UpkeepStore store;

  @BeforeEach
  void open() {
    store = new UpkeepStore(vertx, file(), clock);
    Waiting.of(store.open());
  }

  @AfterEach
  void close() {
    Waiting.of(store.close());
    Waiting.of(vertx.close());
  }

  private Path file() {
    return directory.resolve("private/upkeep.sqlite");
  }

  private void reopen() {
    Waiting.of(store.close());
    open();
  }

  private KeptThing thing(int number) {
    return StoringProcess.thing(number, clock.instant());
  }

  private UpkeepFigures figures() {
    return Waiting.of(store.figures());
  }

  private void walked(String root, Instant begun) {
    Waiting.of(store.walked(new Root(root, begun, begun, begun, 1, "")));
  }

  @Test
  void aThing_isReadBackAsItWasMarked() {
    KeptThing marked = thing(1);
    Waiting.of(store.mark(List.of(marked, thing(2))));
    reopen();

    assertThat(Waiting.of(store.find(marked.cap().storageIndex()))).contains(marked);
    assertThat(Waiting.of(store.due(10))).hasSize(2).contains(marked);
    assertThat(figures().things()).isEqualTo(new UpkeepFigures.Things(2, 2, 0, 0, 0, 2));
  }

  @Test
  void aThingThatIsSeenAgain_keepsWhatIsKnownOfIt() {
    KeptThing first = thing(1);
    Waiting.of(store.mark(List.of(first)));
    Condition low = new Condition(2, 3, 10, 2, clock.instant(), 0);
    KeptThing checked =
        new KeptThing(
            first.cap(), first.origin(), first.attention(), low, clock.instant().plusSeconds(60));
    Waiting.of(store.record(first, checked));
    clock.advance(Duration.ofDays(7));
    Waiting.of(store.mark(List.of(thing(1))));

    KeptThing known = Waiting.of(store.find(first.cap().storageIndex())).orElseThrow();
    assertThat(known.condition()).isEqualTo(low);
    assertThat(known.attention().seen()).isEqualTo(clock.instant());
    assertThat(known.due()).isEqualTo(checked.due());
    assertThat(figures().things().unhealable()).isOne();
  }

  @Test
  void aThingBelowNoRoot_isForgotten_onceAllRootsHaveBeenWalked() {
    Waiting.of(store.mark(List.of(thing(1))));
    clock.advance(Duration.ofDays(1));
    Waiting.of(store.keepRoots(List.of("a:", "b:")));
    walked("a:", clock.instant());
    assertThat(Waiting.of(store.forgetUnseen())).isZero();

    walked("b:", clock.instant());
    assertThat(Waiting.of(store.forgetUnseen())).isOne();
    assertThat(figures().things().all()).isZero();
  }

  private Origin origin(KeptThing thing) {
    return Waiting.of(store.find(thing.cap().storageIndex())).orElseThrow().origin();
  }

  @Test
  void aThingOfAnOwnRootThatIsRemoved_becomesThatOfAnotherRoot() {
    KeptThing own = thing(1);
    Origin friends = new Origin(Origin.entrustedRoot("a"), List.of("x"));
    KeptThing entrusted = KeptThing.found(own.cap(), friends, clock.instant(), 0);
    Waiting.of(store.keepRoots(List.of(own.origin().root(), friends.root())));
    walked(friends.root(), clock.instant());
    Waiting.of(store.mark(List.of(own, entrusted)));
    assertThat(origin(own)).isEqualTo(own.origin());

    Waiting.of(store.keepRoots(List.of(friends.root())));
    assertThat(Waiting.of(store.roots())).extracting(Root::tried).containsExactly(Instant.EPOCH);
    Waiting.of(store.mark(List.of(entrusted)));
    assertThat(origin(own)).isEqualTo(friends);
  }

  private static final Secret ENABLER = new Secret(Bytes.wrap(new byte[32]));

  private void storeOnTooFewServers(int number) {
    KeptThing thin = KeptThing.thin(thing(number).cap(), clock.instant());
    Waiting.of(store.markThin(thin, Optional.of(ENABLER)));
  }

  @Test
  void aFileThatIsStoredOnTooFewServersDuringACheck_staysOneAfterTheCheck() {
    KeptThing before = thing(1);
    Waiting.of(store.mark(List.of(before)));
    clock.advance(Duration.ofMinutes(1));
    storeOnTooFewServers(1);
    KeptThing thin = Waiting.of(store.find(before.cap().storageIndex())).orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    Waiting.of(store.record(before, before.unchecked(clock.instant(), 0)));

    KeptThing known = Waiting.of(store.find(before.cap().storageIndex())).orElseThrow();
    assertThat(known.attention().thinSince()).isEqualTo(thin.attention().thinSince());
    assertThat(known.due()).isEqualTo(thin.attention().thinSince().plus(CareSchedule.THIN));
    assertThat(enabler(1)).contains(ENABLER);
  }

  private Optional<Secret> enabler(int number) {
    return Waiting.of(store.enablerMaster(thing(number).cap().storageIndex()));
  }

  private int forgottenByAWalk() {
    walked("a:", clock.instant());
    return Waiting.of(store.forgetUnseen());
  }

  @Test
  void aFileThatWasStoredOnTooFewServers_isForgottenAfterItsDay_andNotByAWalkBefore() {
    Waiting.of(store.keepRoots(List.of("a:")));
    storeOnTooFewServers(1);
    clock.advance(Duration.ofMinutes(10));
    assertThat(forgottenByAWalk()).isZero();
    reopen();
    assertThat(enabler(1)).contains(ENABLER);

    clock.advance(Duration.ofDays(1));
    assertThat(forgottenByAWalk()).isOne();
    assertThat(enabler(1)).isEmpty();
  }

  @Test
  void aSecretWhoseDayIsOver_isForgottenAtTheNextStart() {
    storeOnTooFewServers(1);
    clock.advance(Duration.ofDays(2));
    reopen();

    assertThat(enabler(1)).isEmpty();
  }

  @Test
  void aWalkByAClockThatIsYearsAhead_makesNothingForgotten_onceTheClockIsRight() {
    Instant ahead = clock.instant().plus(Duration.ofDays(2000));
    Waiting.of(store.keepRoots(List.of("a:")));
    walked("a:", ahead);
    Waiting.of(store.mark(List.of(thing(1))));
    assertThat(Waiting.of(store.forgetUnseen())).isZero();

    clock.advance(Duration.ofDays(1));
    walked("a:", clock.instant());
    assertThat(Waiting.of(store.forgetUnseen())).isOne();
  }

  @Test
  void aThingWhoseDueTimeIsByAnotherClock_isDue() {
    KeptThing marked = thing(1);
    Waiting.of(
        store.mark(
            List.of(
                new KeptThing(
                    marked.cap(),
                    marked.origin(),
                    marked.attention(),
                    marked.condition(),
                    clock.instant().plus(Duration.ofDays(400))))));

    assertThat(Waiting.of(store.due(10))).hasSize(1);
  }

  @Test
  void theTimesSinceWhenServersAreThere_areKept() {
    Waiting.of(store.keepServers(Map.of("a", clock.instant(), "b", clock.instant())));
    Map<String, Instant> since = Map.of("b", clock.instant().minusSeconds(1));
    Waiting.of(store.keepServers(since));
    reopen();

    assertThat(Waiting.of(store.servers())).isEqualTo(since);
  }

  @Test
  void pausing_countsAfterARestart() {
    Waiting.of(store.pause(true));
    Waiting.of(store.countRepair(true));
    Waiting.of(store.countRepair(false));
    reopen();

    assertThat(figures().paused()).isTrue();
    assertThat(figures().repairs()).isEqualTo(new UpkeepFigures.Repairs(2, 1));
  }

  @Test
  void aDamagedDatabase_isPutAside_andAnotherOneBegun() throws IOException {
    Waiting.of(store.mark(List.of(thing(1))));
    Waiting.of(store.close());
    Files.write(file(), new byte[10_000]);
    open();

    assertThat(figures().things().all()).isZero();
    assertThat(file().resolveSibling("upkeep.sqlite.damaged-" + clock.instant().getEpochSecond()))
        .exists();
  }

  @Test
  void theFile_isItsOwnersAlone() throws IOException {
    Waiting.of(store.mark(List.of(thing(1))));

    for (String suffix : List.of("", "-wal"))
      assertThat(Files.getPosixFilePermissions(Path.of(file() + suffix)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatWasAcknowledged_survivesAKill() throws IOException {
    Waiting.of(store.mark(List.of(thing(1), thing(2))));
    Waiting.of(store.pause(true));
    Path after = Files.createDirectories(directory.resolve("after/private"));
    for (String suffix : List.of("", "-wal"))
      Files.copy(Path.of(file() + suffix), Path.of(after.resolve("upkeep.sqlite") + suffix));

    UpkeepStore copy = new UpkeepStore(vertx, after.resolve("upkeep.sqlite"), clock);
    Waiting.of(copy.open());
    UpkeepFigures figures = Waiting.of(copy.figures());
    Waiting.of(copy.close());
    assertThat(figures.things().all()).isEqualTo(2);
    assertThat(figures.paused()).isTrue();
  }

  @Test
  void aStoreThatIsOpenedAgain_hasWhatItHad() {
    Waiting.of(store.mark(List.of(thing(1))));
    Waiting.of(store.open());

    assertThat(figures().things().all()).isOne();
  }
}
