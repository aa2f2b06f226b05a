package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.SparingEdit;
import org.truckee.dirnode.UnsparedChild;

/**
 * Edits on their way into a directory of a drive. They are made only as far as all that they
 * displace is in the trash already; a child that turns up in their way is put there, and they are
 * tried again. A child that one of the edits links elsewhere is only moved. Used once.
 */
final class SparingStep {
  /** So many others may put something else in the way meanwhile. */
  private static final int MAX_ATTEMPTS = 20;

  /**
   * The number of edits up to which each is looked at here and now. Longer lists are made and read
   * by workers; in them, nothing counts as moved.
   */
  private static final int FEW = 4;

  private final Trash trash;
  private final Directory directory;
  private final List<String> path;
  private final List<Edit> edits;
  private final Optional<Child> seen;
  private final Set<ChildTarget> kept = new HashSet<>();

  /** A step in {@code directory}; {@code seen} is a child that was there a moment ago. */
  SparingStep(
      Trash trash, Directory directory, List<String> path, List<Edit> edits, Optional<Child> seen) {
    this.trash = trash;
    this.directory = directory;
    this.path = path;
    this.edits = edits;
    this.seen = seen;
    if (isShort()) edits.forEach(edit -> edit.links().ifPresent(kept::add));
  }

  /** Makes the edits by {@code step}. */
  <T> Future<T> run(Function<List<Edit>, Future<T>> step) {
    Future<Void> ready =
        isShort() && seen.isPresent()
            ? keep(List.of(seen.get()), byName())
            : Future.succeededFuture();
    return ready.compose(kept -> attempt(step, MAX_ATTEMPTS)).onSuccess(done -> noteTrash());
  }

  private boolean isShort() {
    return edits.size() <= FEW;
  }

  private void noteTrash() {
    if (isShort() && edits.stream().anyMatch(edit -> isTrash(edit.name()))) trash.lookAgain();
  }

  private <T> Future<T> attempt(Function<List<Edit>, Future<T>> step, int left) {
    return step.apply(sparing(Set.copyOf(kept)))
        .recover(
            failure ->
                failure instanceof UnsparedChild met && left > 0
                    ? keepWhatIsInTheWay(met.child()).compose(go -> attempt(step, left - 1))
                    : Future.failedFuture(failure));
  }

  /** The edits, each made sparing when it is asked for. */
  private List<Edit> sparing(Set<ChildTarget> may) {
    return new AbstractList<>() {
      @Override
      public Edit get(int index) {
        Edit edit = edits.get(index);
        return isTrash(edit.name()) ? edit : new SparingEdit(edit, may);
      }

      @Override
      public int size() {
        return edits.size();
      }
    };
  }

  private boolean isTrash(String name) {
    return path.isEmpty() && Trash.isName(name);
  }

  /** Keeps the children that the edits may meet, of which {@code met} is one. */
  private Future<Void> keepWhatIsInTheWay(Child met) {
    if (edits.size() == 1) return keep(List.of(met), byName());
    if (isShort()) return lookForEach().compose(found -> keep(found, byName()));
    return trash
        .compute(this::byName)
        .compose(named -> pickOut(named).compose(found -> keep(found, named)));
  }

  private Future<List<Child>> lookForEach() {
    List<Future<Optional<Child>>> looks =
        edits.stream().map(edit -> directory.get(edit.name())).toList();
    return Future.all(looks)
        .map(done -> looks.stream().flatMap(look -> look.result().stream()).toList());
  }

  private Future<List<Child>> pickOut(Map<String, Edit> named) {
    List<Child> picked = new ArrayList<>();
    return directory
        .list()
        .forEachPage(
            page -> {
              page.stream().filter(child -> named.containsKey(child.name())).forEach(picked::add);
              return Future.succeededFuture();
            })
        .map(picked);
  }

  private Map<String, Edit> byName() {
    Map<String, Edit> named = new HashMap<>();
    edits.forEach(edit -> named.put(edit.name(), edit));
    return named;
  }

  /** Puts those of {@code children} in the trash that the edits displace. */
  private Future<Void> keep(List<Child> children, Map<String, Edit> named) {
    List<Child> lost = children.stream().filter(child -> isLost(child, named)).toList();
    if (lost.isEmpty()) return Future.succeededFuture();
    return trash
        .keep(lost, path, PastEntries.address(directory))
        .onSuccess(done -> lost.forEach(child -> kept.add(child.target())));
  }

  private boolean isLost(Child child, Map<String, Edit> named) {
    Edit edit = named.get(child.name());
    return edit != null
        && !isTrash(child.name())
        && !child.isLost()
        && edit.displaces(child.target())
        && !kept.contains(child.target())
        && fits(edit, child);
  }

  /** Returns whether {@code edit} is not one that leaves such a child where it is, and fails. */
  private static boolean fits(Edit edit, Child child) {
    try {
      edit.apply(Optional.of(child), Instant.EPOCH);
      return true;
    } catch (GridException refused) {
      return false;
    }
  }
}
