package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.truckee.FailureText;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Walk;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.upkeep.plan.CareSchedule;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.store.UpkeepStore;
import org.truckee.worker.Machine;

/**
 * One pass over all that is due: roots are walked, one after the other, and then the things below
 * them are attended to, a few at a time, until nothing is due or upkeep is stopped.
 */
final class Cycle {
  private static final int BATCH = 100;
  private static final int AT_ONCE = 4;

  private final Machine machine;
  private final UpkeepGrid grid;
  private final UpkeepRoots roots;
  private final UpkeepStore store;
  private final PacedWork pace;
  private final Caretaker caretaker;
  private final AtomicReference<UpkeepProgress> progress = new AtomicReference<>();

  Cycle(
      Machine machine,
      UpkeepGrid grid,
      UpkeepRoots roots,
      UpkeepStore store,
      PacedWork pace,
      Caretaker caretaker) {
    this.machine = machine;
    this.grid = grid;
    this.roots = roots;
    this.store = store;
    this.pace = pace;
    this.caretaker = caretaker;
  }

  /** The work that goes on now. */
  Optional<UpkeepProgress> progress() {
    return Optional.ofNullable(progress.get());
  }

  /** Makes the pass; completes at its end, and tells whether anything was due. */
  Future<Boolean> run() {
    return roots
        .all(now())
        .compose(this::walkAll)
        .compose(walked -> attendAll().map(attended -> walked || attended))
        .onComplete(done -> progress.set(null));
  }

  private Future<Boolean> walkAll(List<UpkeepRoot> all) {
    return store
        .roots()
        .compose(before -> store.keepRoots(names(all, before)))
        .compose(kept -> store.roots())
        .compose(known -> walkEach(due(all, known)));
  }

  private Future<Boolean> walkEach(List<DueWalk> due) {
    return SequentialSteps.forEach(due, DueWalk::run)
        .compose(walked -> store.forgetUnseen())
        .map(forgotten -> forgotten > 0 || !due.isEmpty());
  }

  /** A private drive whose server is away stays a root, so that nothing of it is forgotten. */
  private static Set<String> names(List<UpkeepRoot> all, List<UpkeepFigures.Root> before) {
    Set<String> names = new TreeSet<>();
    all.forEach(root -> names.add(root.name()));
    before.stream()
        .map(UpkeepFigures.Root::name)
        .filter(UpkeepRoots.PRIVATE::equals)
        .forEach(names::add);
    return names;
  }

  private List<DueWalk> due(List<UpkeepRoot> all, List<UpkeepFigures.Root> known) {
    List<DueWalk> due = new ArrayList<>();
    for (UpkeepRoot root : all)
      for (UpkeepFigures.Root row : known)
        if (row.name().equals(root.name())
            && CareSchedule.isWalkDue(row.tried(), row.trouble().isEmpty(), now()))
          due.add(new DueWalk(root, row));
    return due;
  }

  /** The walk of one root. */
  private final class DueWalk {
    private final UpkeepRoot root;
    private final UpkeepFigures.Root known;
    private final Instant begun = now();
    private final RootWalk walk;

    DueWalk(UpkeepRoot root, UpkeepFigures.Root known) {
      this.root = root;
      this.known = known;
      this.walk = new RootWalk(root.name(), begun, store, pace, machine.random(), roots::tellOf);
    }

    Future<Void> run() {
      progress.set(new UpkeepProgress("walking " + root.name(), 0, known.things(), begun));
      return Future.succeededFuture()
          .compose(ready -> root.directory().map(this::below).orElseGet(this::entrusted))
          .transform(
              done ->
                  done.succeeded() || !pace.isStopped()
                      ? walked(Optional.ofNullable(done.cause()))
                      : Future.failedFuture(done.cause()));
    }

    private Future<Void> below(Capability directory) {
      return new Walk(grid.directories(), walk).from(grid.directories().open(directory));
    }

    private Future<Void> entrusted() {
      return roots.entrusted().things(walk.entrustment()).compose(walk::list);
    }

    private Future<Void> walked(Optional<Throwable> failure) {
      Optional<String> trouble = failure.map(FailureText::sentence).or(walk::trouble);
      Instant whole = trouble.isEmpty() ? begun : known.whole();
      return store.walked(
          new UpkeepFigures.Root(
              root.name(), known.added(), begun, whole, walk.things(), trouble.orElse("")));
    }
  }

  private Future<Boolean> attendAll() {
    return store
        .countDue()
        .onSuccess(due -> progress.set(new UpkeepProgress("checking", 0, due, now())))
        .compose(due -> SequentialSteps.whileTrue(this::attendBatch))
        .map(attended -> progress().filter(work -> work.done() > 0).isPresent());
  }

  private Future<Boolean> attendBatch() {
    return pace.isStopped()
        ? Future.succeededFuture(false)
        : store
            .due(BATCH)
            .compose(
                due ->
                    due.isEmpty()
                        ? Future.succeededFuture(false)
                        : attend(new ArrayDeque<>(due)).map(true));
  }

  /** Several at once, each the next one in the queue. */
  private Future<Void> attend(Queue<KeptThing> queue) {
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < AT_ONCE; lane++)
      lanes.add(SequentialSteps.whileTrue(() -> attendNext(queue)));
    return Future.join(lanes).mapEmpty();
  }

  private Future<Boolean> attendNext(Queue<KeptThing> queue) {
    KeptThing next = queue.poll();
    if (next == null) return Future.succeededFuture(false);
    return caretaker
        .attend(next)
        .onSuccess(done -> progress.updateAndGet(now -> now == null ? null : now.plus(1)))
        .map(true);
  }

  private Instant now() {
    return machine.clock().instant();
  }
}
