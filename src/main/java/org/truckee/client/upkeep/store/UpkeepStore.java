package org.truckee.client.upkeep.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.KeptThing;
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

  private void mark(KeptThing thing) throws SQLException {
    Optional<KeptThing> known = database().things.find(thing.cap().storageIndex());
    database().things.put(known.map(before -> before.seenAgain(thing)).orElse(thing));
  }

  /** Notes what was done for {@code thing}, unless it was forgotten meanwhile. */
  public Future<Void> record(KeptThing thing) {
    return thread.run(
        () ->
            database()
                .write(
                    () -> {
                      if (database().things.find(thing.cap().storageIndex()).isPresent())
                        database().things.put(thing);
                    }));
  }

  /** Counts a repair. */
  public Future<Void> countRepair(boolean successful) {
    return thread.run(() -> database().write(() -> database().countRepair(successful)));
  }

  /** Makes {@code names} all roots that there are. */
  public Future<Void> keepRoots(Collection<String> names) {
    return thread.run(
        () -> database().write(() -> database().roots.keepOnly(names, clock.instant())));
  }

  /** Notes the outcome of a walk. */
  public Future<Void> walked(UpkeepFigures.Root root) {
    return thread.run(() -> database().write(() -> database().roots.put(root)));
  }

  /** Forgets the things that are below no root any more: no root's last whole walk came by them. */
  public Future<Integer> forgetUnseen() {
    return thread.ask(
        () -> {
          List<UpkeepFigures.Root> roots = database().roots.all();
          Optional<Instant> oldest =
              roots.stream().map(UpkeepFigures.Root::whole).min(Instant::compareTo);
          Instant last = oldest.orElse(clock.instant().minus(CareSchedule.WALK));
          return database().things.forgetSeenBefore(last);
        });
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
