package org.truckee.client.upkeep.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.BlockingWork;

/**
 * The memory of upkeep, in one file that one thread reads and writes. What is acknowledged survives
 * the end of the process.
 */
public final class UpkeepStore {
  private final Path file;
  private final InstantSource clock;
  private final BlockingWork thread;
  private UpkeepDatabase database;

  /** A store in {@code file}. */
  public UpkeepStore(Vertx vertx, Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.thread =
        BlockingWork.onThreads(vertx, "truckee-upkeep", 1).telling(UpkeepStore::explained);
  }

  private static Throwable explained(Throwable failure) {
    return failure instanceof SQLException
        ? new GridException(
            GridException.Kind.NO_SPACE,
            "the upkeep database can't be used: " + FailureText.sentence(failure),
            failure)
        : failure;
  }

  /** Opens the file, again if it was open, and makes it if it is missing or damaged. */
  public Future<Void> open() {
    return thread.run(
        () -> {
          closeNow();
          database = UpkeepDatabase.open(file, clock.instant());
          database.enablers.keepThin(clock.instant());
        });
  }

  private void closeNow() throws SQLException {
    UpkeepDatabase open = database;
    database = null;
    if (open != null) open.close();
  }

  /** Closes the file when all that was asked for is done. */
  public Future<Void> close() {
    return thread.run(this::closeNow).eventually(thread::close);
  }

  private UpkeepDatabase database() throws SQLException {
    if (database == null) throw new SQLException("it is not open");
    return database;
  }

  /** Things that are due now, those that wait for longest first. */
  public Future<List<KeptThing>> due(int limit) {
    return thread.ask(() -> database().things.due(clock.instant(), limit));
  }

  /** Things with too few shares, those with the fewest to spare first. */
  public Future<List<KeptThing>> low(int limit) {
    return thread.ask(() -> database().things.low(limit));
  }

  /** The thing at {@code address}. */
  public Future<Optional<KeptThing>> find(StorageIndex address) {
    return thread.ask(() -> database().things.find(address));
  }

  /** The things at {@code addresses} that it knows. */
  public Future<Map<StorageIndex, KeptThing>> findAll(List<StorageIndex> addresses) {
    return thread.ask(
        () -> {
          Map<StorageIndex, KeptThing> found = new HashMap<>();
          for (StorageIndex address : addresses)
            database().things.find(address).ifPresent(thing -> found.put(address, thing));
          return found;
        });
  }

  /** Notes that a walk came by {@code things}; what is known of them already stays known. */
  public Future<Void> mark(List<KeptThing> things) {
    return thread.run(
        () ->
            database()
                .write(
                    () -> {
                      for (KeptThing thing : things) mark(thing);
                    }));
  }

  /**
   * Notes that the file of {@code thing} was stored on too few servers; of a mutable one, the
   * secret by which its shares can be moved is kept until they have been, or for a day.
   */
  public Future<Void> markThin(KeptThing thing, Optional<Secret> enablerMaster) {
    return thread.run(
        () ->
            database()
                .write(
                    () -> {
                      mark(thing);
                      if (enablerMaster.isPresent())
                        database().enablers.put(thing.cap().storageIndex(), enablerMaster.get());
                    }));
  }

  /** The secret that {@link #markThin} keeps for the file at {@code address}. */
  public Future<Optional<Secret>> enablerMaster(StorageIndex address) {
    return thread.ask(() -> database().enablers.find(address));
  }

  /** Makes files that were stored on too few servers due soon, since there are more of them now. */
  public Future<Void> hastenThin() {
    return thread.run(() -> database().write(() -> database().things.hastenThin(clock.instant())));
  }

  private void mark(KeptThing thing) throws SQLException {
    Optional<KeptThing> known = database().things.find(thing.cap().storageIndex());
    database().things.put(known.map(before -> before.seenAgain(thing)).orElse(thing));
  }

  /**
   * Notes what was done for the thing {@code before}, which made it {@code after}, unless it was
   * forgotten meanwhile.
   */
  public Future<Void> record(KeptThing before, KeptThing after) {
    return thread.run(() -> database().write(() -> recordNow(before, after)));
  }

  private void recordNow(KeptThing before, KeptThing after) throws SQLException {
    StorageIndex address = after.cap().storageIndex();
    Optional<KeptThing> known = database().things.find(address);
    if (known.isEmpty()) return;
    KeptThing kept = after.since(before, known.get());
    database().things.put(kept);
    if (!kept.attention().isThin()) database().enablers.forget(address);
  }

  /** Counts a repair. */
  public Future<Void> countRepair(boolean successful) {
    return thread.run(() -> database().write(() -> database().countRepair(successful)));
  }

  /**
   * Makes {@code names} all roots that there are. The things of others' roots that are none any
   * more are forgotten at once, and those of own ones after a walk of the others, which are due for
   * one now: they may have them, too.
   */
  public Future<Void> keepRoots(Collection<String> names) {
    return thread.run(() -> database().write(() -> keepOnly(names)));
  }

  private void keepOnly(Collection<String> names) throws SQLException {
    for (String gone : database().roots.keepOnly(names, clock.instant())) {
      boolean entrusted = Origin.isEntrusted(gone);
      if (entrusted) database().things.forgetBelow(gone);
      else database().things.leave(gone);
      database().roots.makeDue(entrusted ? Origin.ENTRUSTED : "");
    }
  }

  /** Has {@code root}, which changed, walked as soon as can be. */
  public Future<Void> makeDue(String root) {
    return thread.run(() -> database().write(() -> database().roots.makeDue(root)));
  }

  /** Notes the outcome of a walk. */
  public Future<Void> walked(UpkeepFigures.Root root) {
    return thread.run(() -> database().write(() -> database().roots.put(root)));
  }

  /**
   * Forgets the things that are below no root any more: no root's last whole walk came by them. A
   * walk that another clock puts in the future tells nothing of what was seen since.
   */
  public Future<Integer> forgetUnseen() {
    return thread.ask(
        () -> {
          Instant now = clock.instant();
          List<UpkeepFigures.Root> roots = database().roots.all();
          Optional<Instant> oldest =
              roots.stream()
                  .map(root -> root.whole().isAfter(now) ? Instant.EPOCH : root.whole())
                  .min(Instant::compareTo);
          return database().forgetSeenBefore(oldest.orElse(now.minus(CareSchedule.WALK)), now);
        });
  }

  /** The servers that were there when that was last kept, by their ids, each since a time. */
  public Future<Map<String, Instant>> servers() {
    return thread.ask(() -> database().servers.all());
  }

  /** Keeps which servers are there. */
  public Future<Void> keepServers(Map<String, Instant> since) {
    return thread.run(() -> database().write(() -> database().servers.keepOnly(since)));
  }

  /** Makes all things due now, and all roots due for a walk. */
  public Future<Void> makeAllDue() {
    return thread.run(() -> database().write(() -> database().makeAllDue(clock.instant())));
  }

  /** Notes whether upkeep is paused. */
  public Future<Void> pause(boolean on) {
    return thread.run(() -> database().write(() -> database().pause(on)));
  }

  /** The roots, in the order of their names. */
  public Future<List<UpkeepFigures.Root>> roots() {
    return thread.ask(() -> database().roots.all());
  }

  /** The number of things that are due now. */
  public Future<Long> countDue() {
    return thread.ask(() -> database().things.countDue(clock.instant()));
  }

  /** The figures now, for which all things are gone through. */
  public Future<UpkeepFigures> figures() {
    return thread.ask(() -> database().figures(clock.instant()));
  }
}
