package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.directory.Visit;
import org.truckee.client.directory.Visitor;
import org.truckee.client.directory.trash.Trash;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.Origin;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.protocol.entrust.Entrusted;

/**
 * Marks in the store everything that a walk of one root comes by. Directories of a vdrive server
 * have no shares; the walk itself reads them. Event loop only.
 */
final class RootWalk implements Visitor {
  private static final int BATCH = 200;

  private final Origin root;
  private final Instant begun;
  private final UpkeepStore store;
  private final PacedWork pace;
  private final RandomGenerator random;
  private final Function<List<KeptThing>, Future<Void>> listener;
  private final List<KeptThing> batch = new ArrayList<>();
  private long things;
  private long unreadable;
  private String firstTrouble = "";

  /**
   * A walk of the root of that name, begun at {@code begun}; {@code listener} is told of things.
   */
  RootWalk(
      String root,
      Instant begun,
      UpkeepStore store,
      PacedWork pace,
      RandomGenerator random,
      Function<List<KeptThing>, Future<Void>> listener) {
    this.root = new Origin(root, List.of());
    this.begun = begun;
    this.store = store;
    this.pace = pace;
    this.random = random;
    this.listener = listener;
  }

  @Override
  public Future<Void> visit(Visit visit) {
    things++;
    visit
        .target()
        .strongest()
        .flatMap(Capability::verifyCap)
        .ifPresent(cap -> add(cap, visit.path()));
    boolean directory = visit.target().kind() == ChildTarget.Kind.DIRECTORY;
    Future<Void> turn = directory ? pace.turn(0) : Future.succeededFuture();
    return batch.size() < BATCH ? turn : turn.compose(mine -> flush());
  }

  /** What was in the trash of a drive for its time is left to itself. */
  @Override
  public boolean passesOver(Visit directory, Child child) {
    return Trash.isOver(directory.path(), child, begun);
  }

  /** The name that the root was entrusted under. */
  String entrustment() {
    return root.entrustment().orElseThrow();
  }

  /** Marks {@code things}, which are listed and not found by a walk. */
  Future<Void> list(List<Entrusted> things) {
    return SequentialSteps.forEach(things, this::list).compose(listed -> finish());
  }

  private Future<Void> list(Entrusted thing) {
    things++;
    add(thing.file(), List.of(thing.file().storageIndex().toString()));
    return batch.size() < BATCH ? Future.succeededFuture() : flush();
  }

  private void add(VerifyCap cap, List<String> path) {
    if (cap instanceof VdriveVerifyCap) return;
    Origin origin = new Origin(root.root(), path);
    batch.add(KeptThing.found(cap, origin, begun, random.nextDouble()));
  }

  private Future<Void> flush() {
    List<KeptThing> marked = List.copyOf(batch);
    batch.clear();
    return store.mark(marked).compose(noted -> listener.apply(marked));
  }

  /** A directory that is prohibited here is none of upkeep's business. */
  @Override
  public Future<Void> unreadable(Visit visit, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.FORBIDDEN)) return Future.succeededFuture();
    if (unreadable++ == 0)
      firstTrouble = new Origin(root.root(), visit.path()) + ": " + FailureText.sentence(failure);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> finish() {
    return batch.isEmpty() ? Future.succeededFuture() : flush();
  }

  /** The number of things that it has come by. */
  long things() {
    return things;
  }

  /** The reason why it does not come by everything; empty if it does. */
  Optional<String> trouble() {
    if (unreadable == 0) return Optional.empty();
    return Optional.of(
        unreadable == 1 ? firstTrouble : firstTrouble + " (and " + (unreadable - 1) + " more)");
  }
}
