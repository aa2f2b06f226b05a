package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.SparingEdits;
import org.truckee.dirnode.UnsparedChildren;

/**
 * Edits on their way into a directory of a drive. They are made only as far as all that they
 * displace is in the trash already; children that turn up in their way are put there, and they are
 * tried again. A child that one of the edits links elsewhere is only noted as moved. Used once.
 */
final class SparingStep {
  /** So many others may put something else in the way meanwhile. */
  private static final int MAX_ATTEMPTS = 20;

  /** The number of edits up to which each is looked at here and now; workers make longer lists. */
  private static final int FEW = 4;

  private final Trash trash;
  private final Directory directory;
  private final List<String> path;
  private final List<Edit> edits;
  private final Set<ChildTarget> kept = new HashSet<>();

  /** A step in {@code directory}, to which {@code path} leads in the drive of {@code trash}. */
  SparingStep(Trash trash, Directory directory, List<String> path, List<Edit> edits) {
    this.trash = trash;
    this.directory = directory;
    this.path = path;
    this.edits = edits;
  }

  /** Makes the edits by {@code step}; {@code seen} is a child that was there a moment ago. */
  <T> Future<T> run(Optional<Child> seen, Function<List<Edit>, Future<T>> step) {
    return keepSeen(seen)
        .compose(kept -> attempt(step, MAX_ATTEMPTS))
        .onSuccess(done -> noteTrash());
  }

  private void noteTrash() {
    if (edits.size() <= FEW && edits.stream().anyMatch(edit -> isTrash(edit.name())))
      trash.lookAgain();
  }

  private boolean isTrash(String name) {
    return path.isEmpty() && Trash.isName(name);
  }

  /** Keeps the child that a single edit would meet, so that it need not be tried before. */
  private Future<Void> keepSeen(Optional<Child> seen) {
    return edits.size() == 1
        ? keep(seen.filter(this::isDisplaced).stream().toList(), List.of())
        : Future.succeededFuture();
  }

  private boolean isDisplaced(Child child) {
    Edit edit = edits.get(0);
    return !child.isLost()
        && !isTrash(child.name())
        && edit.name().equals(child.name())
        && edit.displaces(child);
  }

  private <T> Future<T> attempt(Function<List<Edit>, Future<T>> step, int left) {
    return step.apply(new SparingEdits(edits, this::isTrash, kept))
        .recover(
            failure ->
                failure instanceof UnsparedChildren met && left > 0
                    ? keep(met.lost(), met.moved()).compose(go -> attempt(step, left - 1))
                    : Future.failedFuture(failure));
  }

  private Future<Void> keep(List<Child> lost, List<Child> moved) {
    List<Child> all = Stream.concat(lost.stream(), moved.stream()).toList();
    if (all.isEmpty()) return Future.succeededFuture();
    TrashEntry.Origin here = new TrashEntry.Origin(path, PastEntries.address(directory));
    return trash
        .keep(all, here, new HashSet<>(moved)::contains)
        .onSuccess(done -> all.forEach(child -> kept.add(child.target())));
  }
}
