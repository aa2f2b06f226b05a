package org.truckee.testing.grid;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.Moves;
import org.truckee.client.directory.trash.TrashEntry;
import org.truckee.client.directory.trash.Trashes;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;

/** A drive of a grid in which random things are made, replaced, moved, removed and restored. */
public final class RandomDrive {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> FILES =
      List.of("URI:LIT:me", "URI:LIT:mi", "URI:LIT:mm", "URI:LIT:mq");
  private static final int DEEPEST = 3;

  private final TestGrid grid;
  private final Capability root;
  private final Random random;
  private final Directories directories;

  /** The drive below {@code root}, in which {@code random} chooses what happens. */
  public RandomDrive(TestGrid grid, Capability root, Random random) {
    this.grid = grid;
    this.root = root;
    this.random = random;
    this.directories = grid.gateway().gateway().directories();
  }

  /** Lets some time go by, and does something then, which may fail as it may for a user. */
  public void step() {
    grid.clock().advance(Duration.ofMillis(1 + random.nextInt(5_000_000)));
    try {
      act(random.nextInt(12));
    } catch (GridException refused) {
      // A change that does not fit is refused, and changes nothing.
    }
  }

  private void act(int choice) {
    switch (choice) {
      case 0, 1 -> edit(put(file()));
      case 2, 3 -> edit(put(newDirectory()));
      case 4, 5 -> edit(new Edit.Remove(name(), Edit.Expected.ANYTHING));
      case 6, 7, 8 -> move();
      case 9 -> restore();
      case 10 -> swap();
      default -> several();
    }
  }

  private void edit(Edit edit) {
    Directory somewhere = somewhere();
    run(() -> somewhere.edit(List.of(edit)).mapEmpty());
  }

  private Edit put(ChildTarget target) {
    Map<String, Object> notes = random.nextInt(8) == 0 ? Map.of("no-write", true) : Map.of();
    return new Edit.Put(name(), target, Optional.of(new Metadata(notes)), overwrite());
  }

  private ChildTarget file() {
    return ChildTarget.of(Capability.parse(FILES.get(random.nextInt(FILES.size()))));
  }

  private ChildTarget newDirectory() {
    Directory made =
        grid.run(() -> directories.create(directories.open(root).usualFormat(), List.of()));
    return ChildTarget.of(made.capability());
  }

  private void move() {
    Directory from = somewhere();
    Directory to = random.nextInt(3) == 0 ? from : somewhere();
    run(() -> new Moves(directories).move(from, name(), to, name(), overwrite()));
  }

  private void restore() {
    Trashes trashes = grid.gateway().gateway().trashes().orElseThrow();
    List<TrashEntry> entries = grid.run(() -> trashes.of(root).orElseThrow().list(1000)).entries();
    if (entries.isEmpty()) return;
    String id = entries.get(random.nextInt(entries.size())).id();
    Overwrite overwrite = overwrite();
    run(
        () ->
            trashes
                .restoring(root)
                .orElseThrow()
                .restore(id, Optional.empty(), overwrite)
                .mapEmpty());
  }

  /** Has two names of a directory lead to each other's targets. */
  private void swap() {
    Directory somewhere = somewhere();
    Optional<Child> a = grid.run(() -> somewhere.get("a"));
    Optional<Child> b = grid.run(() -> somewhere.get("b"));
    if (a.isEmpty() || b.isEmpty()) return;
    run(
        () ->
            somewhere
                .edit(List.of(link("a", b.get().target()), link("b", a.get().target())))
                .mapEmpty());
  }

  private static Edit link(String name, ChildTarget target) {
    return new Edit.Put(name, target, Optional.empty(), Overwrite.ALWAYS);
  }

  private void several() {
    Directory somewhere = somewhere();
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < 6; i++) edits.add(link("many" + random.nextInt(9), file()));
    edits.add(link(name(), file()));
    run(() -> somewhere.edit(edits).mapEmpty());
  }

  private void run(Supplier<Future<Void>> step) {
    grid.run(step);
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private Overwrite overwrite() {
    return random.nextInt(4) == 0 ? Overwrite.NEVER : Overwrite.ALWAYS;
  }

  /** A directory of the drive that is reached by chance. */
  private Directory somewhere() {
    Directory here = directories.open(root);
    for (int depth = random.nextInt(DEEPEST + 1); depth > 0; depth--) {
      Directory parent = here;
      String name = name();
      here = grid.run(() -> parent.get(name)).flatMap(child -> below(parent, child)).orElse(here);
    }
    return here;
  }

  /** All that can be reached now: the capability at each path. */
  public Map<String, String> shown() {
    return shown(directories.open(root));
  }

  /** All that can be reached from {@code directory}, the drive as it is or was. */
  public Map<String, String> shown(Directory directory) {
    Map<String, String> all = new TreeMap<>();
    show(directory, "", all);
    return all;
  }

  private void show(Directory directory, String path, Map<String, String> all) {
    grid.run(
            () -> {
              List<Child> children = new ArrayList<>();
              return directory
                  .list()
                  .forEachPage(
                      page -> {
                        children.addAll(page);
                        return Future.succeededFuture();
                      })
                  .map(children);
            })
        .forEach(child -> show(directory, child, path + "/" + child.name(), all));
  }

  private void show(Directory parent, Child child, String path, Map<String, String> all) {
    if (path.equals("/.trash")) return;
    all.put(path, child.target().strongest().map(Capability::toUri).orElse(""));
    below(parent, child).ifPresent(directory -> show(directory, path, all));
  }

  private Optional<Directory> below(Directory parent, Child child) {
    return child
        .target()
        .strongest()
        .filter(capability -> child.target().kind() == ChildTarget.Kind.DIRECTORY)
        .map(capability -> parent.below(child.name(), directories.open(capability)));
  }
}
