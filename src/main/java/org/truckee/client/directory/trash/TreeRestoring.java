package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Seen;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildConflict;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;

/**
 * A tree on its way back to what it was: each link that the trash tells of is made again, first on
 * the way down to the tree, then in all of it. Links that were made since stay. Used once, on one
 * event loop.
 */
final class TreeRestoring {
  private static final int STEP = 500;

  private final Directories directories;
  private final PastEntries past;
  private final Overwrite overwrite;
  private final Seen seen = new Seen();
  private final Deque<Directory> ahead = new ArrayDeque<>();
  private final List<TrashEntry> backAgain = new ArrayList<>();
  private RestoredTree outcome = RestoredTree.NOTHING;

  /**
   * @param overwrite whether links that lead to something else now are replaced
   */
  TreeRestoring(Directories directories, PastEntries past, Overwrite overwrite) {
    this.directories = directories;
    this.past = past;
    this.overwrite = overwrite;
  }

  /** Restores what is below {@code path} from {@code root}, the root of a drive. */
  Future<RestoredTree> run(Directory root, List<String> path) {
    Future<Directory> place = Future.succeededFuture(root);
    for (String name : path) place = place.compose(parent -> down(parent, name));
    return place
        .onSuccess(ahead::push)
        .compose(
            found ->
                SequentialSteps.whileTrue(
                    () ->
                        ahead.isEmpty()
                            ? Future.succeededFuture(false)
                            : restore(ahead.pop()).map(true)))
        .map(done -> outcome);
  }

  /** The entries whose children are back. */
  List<TrashEntry> backAgain() {
    return backAgain;
  }

  private PastDirectory past(Directory now) {
    return new PastDirectory(now.withoutTrash(), past);
  }

  /** The directory {@code name} of the past, linked again if it is missing. */
  private Future<Directory> down(Directory parent, String name) {
    return past(parent)
        .get(name)
        .map(child -> child.orElseThrow(() -> Edit.missing(name)))
        .compose(child -> link(parent, List.of(child)).map(left -> reached(parent, child, left)));
  }

  private Directory reached(Directory parent, Child child, Set<String> left) {
    if (!left.isEmpty())
      throw new ChildConflict(
          "something else is on the way to the tree now: " + child.name(), Optional.empty());
    return open(parent, child).orElseThrow(() -> notDirectory(child));
  }

  private static ChildConflict notDirectory(Child child) {
    return new ChildConflict(child.name() + " was no directory then", Optional.empty());
  }

  private Optional<Directory> open(Directory parent, Child child) {
    return child
        .target()
        .strongest()
        .filter(capability -> child.target().kind() == ChildTarget.Kind.DIRECTORY)
        .map(capability -> parent.below(child.name(), directories.open(capability)));
  }

  private Future<Void> restore(Directory now) {
    if (!isNew(now)) return Future.succeededFuture();
    outcome = outcome.and(new RestoredTree(1, 0, 0, 0));
    List<Child> gone =
        past.of(PastEntries.address(now)).values().stream()
            .flatMap(entry -> past.child(entry).stream())
            .toList();
    return (now.isWritable() ? link(now, gone) : Future.succeededFuture(Set.<String>of()))
        .compose(left -> goOn(now, left));
  }

  private boolean isNew(Directory directory) {
    return directory.isMutable() && seen.add(PastEntries.address(directory));
  }

  /** Goes on to the directories in {@code now}, but for those that are {@code left} out of it. */
  private Future<Void> goOn(Directory now, Set<String> left) {
    return past(now)
        .list()
        .forEachPage(
            page -> {
              for (Child child : page)
                if (!left.contains(child.name())) open(now, child).ifPresent(ahead::push);
              return Future.succeededFuture();
            });
  }

  /** Links {@code children} again; returns the names of those that were left alone. */
  private Future<Set<String>> link(Directory now, List<Child> children) {
    List<Edit> puts = new ArrayList<>();
    Set<String> left = new HashSet<>();
    return SequentialSteps.forEach(
            children,
            child ->
                now.get(child.name())
                    .onSuccess(present -> compare(child, present, puts, left))
                    .mapEmpty())
        .compose(compared -> make(now, puts))
        .onSuccess(made -> noteBack(now, children, left))
        .map(left);
  }

  private void compare(Child then, Optional<Child> present, List<Edit> puts, Set<String> left) {
    if (present.map(Child::target).equals(Optional.of(then.target()))) return;
    boolean free = present.isEmpty();
    boolean replaces = !free && overwrite == Overwrite.ALWAYS;
    outcome =
        outcome.and(new RestoredTree(0, free ? 1 : 0, replaces ? 1 : 0, free || replaces ? 0 : 1));
    if (free || replaces)
      puts.add(new Edit.Put(then.name(), then.target(), Optional.of(then.metadata()), overwrite));
    else left.add(then.name());
  }

  private static Future<Void> make(Directory now, List<Edit> puts) {
    List<List<Edit>> steps = new ArrayList<>();
    for (int i = 0; i < puts.size(); i += STEP)
      steps.add(puts.subList(i, Math.min(puts.size(), i + STEP)));
    return SequentialSteps.forEach(steps, step -> now.edit(step).mapEmpty());
  }

  private void noteBack(Directory now, List<Child> children, Set<String> left) {
    Map<String, TrashEntry> gone = past.of(PastEntries.address(now));
    for (Child child : children)
      if (!left.contains(child.name()) && gone.containsKey(child.name()))
        backAgain.add(gone.get(child.name()));
  }
}
