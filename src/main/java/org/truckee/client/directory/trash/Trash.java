package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.TrashMark;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.Edit;
import org.truckee.worker.Machine;

/**
 * The trash of one drive. What was taken away stays there for some days at least: old entries are
 * removed when newer ones are put in. Thread-safe.
 */
public final class Trash {
  private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The most entries in one change of the trash. */
  private static final int STEP = 500;

  /** The most characters of the child's name in that of its entry. */
  private static final int SHOWN = 100;

  private final TrashPlace place;
  private final Machine machine;
  private final Duration kept;
  private final Sweep sweep;

  Trash(TrashPlace place, Machine machine, Duration kept) {
    this.place = place;
    this.machine = machine;
    this.kept = kept;
    this.sweep = new Sweep(machine.clock(), kept);
  }

  /** Returns whether the child {@code name} of a drive's root is its trash. */
  static boolean isName(String name) {
    return ChildName.normalise(name).equals(TrashMark.NAME);
  }

  /**
   * Returns whether {@code child} of the directory that {@code path} leads to in a drive was in the
   * trash for as long as it is kept there at least, as of {@code now}.
   */
  public static boolean isOver(List<String> path, Child child, Instant now) {
    return path.equals(List.of(TrashMark.NAME)) && TrashEntry.isOver(child, now);
  }

  /** The time for which entries are kept at least. */
  public Duration kept() {
    return kept;
  }

  /**
   * Puts {@code children} in, which are about to be taken away {@code from} their directory. Of
   * those that are {@code moved} elsewhere, it only keeps the past.
   */
  Future<Void> keep(List<Child> children, TrashEntry.Origin from, Predicate<Child> moved) {
    Instant now = machine.clock().instant();
    return machine
        .codec()
        .run(() -> puts(children, child -> entry(child, from, now, moved.test(child))))
        .compose(puts -> place.make().compose(directory -> makeAll(directory, puts).map(directory)))
        .recover(failure -> Future.failedFuture(refused(failure)))
        .onSuccess(this::sweep)
        .mapEmpty();
  }

  /** Has its directory looked for anew: somebody has taken it away, or put another one there. */
  void lookAgain() {
    place.forget();
  }

  private List<Edit> puts(List<Child> children, Function<Child, TrashEntry> entries) {
    return children.stream().map(child -> entries.apply(child).put(kept)).toList();
  }

  private TrashEntry entry(Child child, TrashEntry.Origin from, Instant now, boolean moved) {
    return TrashEntry.of(id(child.name(), now), child, from, now, moved);
  }

  private String id(String name, Instant now) {
    String shown = name.substring(0, name.offsetByCodePoints(0, shown(name))).replace('/', '_');
    return "%s-%08x %s".formatted(TIME.format(now), machine.random().nextInt(), shown);
  }

  private static int shown(String name) {
    return Math.min(SHOWN, name.codePointCount(0, name.length()));
  }

  private static Future<Void> makeAll(Directory directory, List<Edit> edits) {
    List<List<Edit>> steps = new ArrayList<>();
    for (int i = 0; i < edits.size(); i += STEP)
      steps.add(edits.subList(i, Math.min(edits.size(), i + STEP)));
    return SequentialSteps.forEach(steps, step -> directory.edit(step).mapEmpty());
  }

  private static GridException refused(Throwable failure) {
    GridException.Kind kind =
        failure instanceof GridException grid ? grid.kind() : GridException.Kind.UNREACHABLE;
    return new GridException(
        kind,
        "nothing was removed or replaced, since it can't be put in the trash of the drive: "
            + FailureText.sentence(failure),
        failure);
  }

  private void sweep(Directory directory) {
    sweep
        .of(directory)
        .onFailure(failure -> LOG.warn("old trash stays: {}", FailureText.sentence(failure)));
  }

  /** The entries, those that were taken away last first, but no more than {@code most}. */
  public Future<TrashList> list(int most) {
    TrashList.Collector collector = new TrashList.Collector(most);
    return forEach(
            entry -> {
              if (!entry.back()) collector.add(entry);
            })
        .map(listed -> collector.list());
  }

  /** Shows {@code visitor} each entry, in any order. */
  Future<Void> forEach(Consumer<TrashEntry> visitor) {
    return place
        .find()
        .compose(
            there ->
                there.isEmpty()
                    ? Future.succeededFuture()
                    : there.get().list().forEachPage(page -> show(page, visitor)));
  }

  private static Future<Void> show(List<Child> page, Consumer<TrashEntry> visitor) {
    page.forEach(child -> visitor.accept(TrashEntry.of(child)));
    return Future.succeededFuture();
  }

  /** The entry called {@code id}; {@code NOT_FOUND} if there is none. */
  public Future<TrashEntry> get(String id) {
    return place
        .find()
        .compose(there -> there.orElseThrow(() -> missing(id)).get(id))
        .map(found -> TrashEntry.of(found.orElseThrow(() -> missing(id))));
  }

  /** Notes that the children of {@code entries} are back, so that they are not listed any more. */
  Future<Void> noteBack(List<TrashEntry> entries) {
    List<Edit> notes = entries.stream().map(entry -> entry.noteBack(kept)).toList();
    return place
        .find()
        .compose(
            there -> there.isEmpty() ? Future.<Void>succeededFuture() : makeAll(there.get(), notes))
        .recover(Trash::unlessGone);
  }

  /** An entry that somebody took out meanwhile needs no note. */
  private static Future<Void> unlessGone(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND)
        ? Future.succeededFuture()
        : Future.failedFuture(failure);
  }

  /** Takes everything out for good; returns how much. */
  public Future<Long> empty() {
    return place
        .find()
        .compose(there -> there.isEmpty() ? Future.succeededFuture(0L) : empty(there.get()));
  }

  /**
   * The note comes first, so that nobody takes what is left of the entries for the whole past, and
   * is made again for those that were put in meanwhile.
   */
  private Future<Long> empty(Directory directory) {
    return noteEmptied()
        .compose(noted -> EntryRemoval.all(directory))
        .compose(count -> noteEmptied().map(count));
  }

  private Future<Void> noteEmptied() {
    return place.noteEmptied(machine.clock().instant());
  }

  /** The time since which it was not emptied, if it ever was; noted before anything is out. */
  Future<Optional<Instant>> emptied() {
    return place.emptied();
  }

  private static GridException missing(String id) {
    return new GridException(
        GridException.Kind.NOT_FOUND, "there is nothing in the trash called " + id);
  }
}
