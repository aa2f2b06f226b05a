package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.DamageMark;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;

/** The edits of one directory in a step, and what is known of the slots that they concern. */
final class StepPart {
  private final VdriveView view;
  private final Optional<NestedTables> made;
  private List<Edit> edits;
  private final Map<Slot, Optional<VdriveEntry>> looked;
  private final Map<Slot, Optional<VdriveEntry>> present = new HashMap<>();
  private final List<Optional<Child>> before = new ArrayList<>();

  /** The slots of damaged entries that are removed by their marks. */
  private final Map<String, Slot> marked = new ConcurrentHashMap<>();

  /** The slots of those that give way to a child which is put under their mark. */
  private final Map<String, Slot> replaced = new ConcurrentHashMap<>();

  /**
   * The part of a step that does {@code edits} to the directory of {@code view}, of which some
   * slots were {@code looked} at a moment ago.
   */
  StepPart(VdriveView view, List<Edit> edits, Map<Slot, Optional<VdriveEntry>> looked) {
    this(view, edits, looked, Optional.empty());
  }

  /** The part that does {@code edits}, and makes the directories {@code made} as well. */
  StepPart(VdriveView view, List<Edit> edits, Optional<NestedTables> made) {
    this(view, edits, Map.of(), made);
  }

  private StepPart(
      VdriveView view,
      List<Edit> edits,
      Map<Slot, Optional<VdriveEntry>> looked,
      Optional<NestedTables> made) {
    this.view = view;
    this.edits = edits;
    this.looked = looked;
    this.made = made;
  }

  /** The keys of the directories that it makes. On a worker. */
  List<Ed25519VerifyingKey> newKeys() {
    return made.map(NestedTables::keys).orElse(List.of());
  }

  /** The address of the directory. */
  StorageIndex address() {
    return view.address();
  }

  /** The number of edits. */
  int size() {
    return edits.size();
  }

  /** The children that stood under the name of each edit. */
  List<Optional<Child>> before() {
    return before;
  }

  /**
   * Guesses what can be guessed, and returns the edits whose slots have to be read. On a worker.
   */
  List<Edit> guess() {
    edits = List.copyOf(edits);
    List<Edit> unknown = new ArrayList<>();
    for (Edit edit : edits) {
      Slot slot = view.slot(edit.name());
      boolean isNew =
          edit.unsparing() instanceof Edit.Put
              && DamageMark.slot(edit.name()).isEmpty()
              && view.memory().sequence(address(), slot) == 0;
      if (isNew) present.putIfAbsent(slot, Optional.empty());
      else if (isKnown(edit, slot)) present.put(slot, looked.get(slot));
      else unknown.add(edit);
    }
    return unknown;
  }

  private boolean isKnown(Edit edit, Slot slot) {
    return looked.containsKey(slot) && DamageMark.slot(edit.name()).isEmpty();
  }

  /** What is known of the slots that it concerns. */
  Map<Slot, Optional<VdriveEntry>> present() {
    return Map.copyOf(present);
  }

  /** Reads the slot of {@code edit}, and that of the damaged entry which its name may mark. */
  Future<Void> look(Edit edit) {
    return look(view.slot(edit.name())).compose(entry -> lookAtMark(edit, entry));
  }

  /** Reads {@code slot}. */
  Future<Optional<VdriveEntry>> look(Slot slot) {
    return view.entry(slot).onSuccess(entry -> present.put(slot, entry));
  }

  /** Looks for the damaged entry that the name marks, if no child has the name. */
  private Future<Void> lookAtMark(Edit edit, Optional<VdriveEntry> named) {
    Optional<Slot> mark = DamageMark.slot(edit.name());
    boolean taken = named.filter(entry -> !entry.isTombstone()).isPresent();
    if (taken || mark.isEmpty()) return Future.succeededFuture();
    (edit.unsparing() instanceof Edit.Remove ? marked : replaced).put(edit.name(), mark.get());
    return look(mark.get()).mapEmpty();
  }

  /** Returns whether the step concerns {@code place}. */
  boolean concerns(VdriveConflict.Place place) {
    return address().equals(place.directory()) && present.containsKey(place.slot());
  }

  /**
   * The changes that say what is left when all edits have been applied at {@code time}. On a
   * worker.
   */
  List<VdriveChange> changes(Instant time, RandomGenerator random) {
    before.clear();
    Map<Slot, Optional<Child>> after = new LinkedHashMap<>();
    for (Edit edit : edits) {
      Slot slot = slot(edit);
      Optional<Child> now = after.get(slot);
      if (now == null) now = present(edit);
      before.add(now);
      after.put(slot, edit.apply(now, time));
      if (replaced(edit).isPresent()) after.put(replaced.get(edit.name()), Optional.empty());
    }
    List<VdriveChange> changes = new ArrayList<>();
    after.forEach((slot, child) -> change(slot, child, random).ifPresent(changes::add));
    made.ifPresent(tables -> changes.addAll(tables.entries(time, random)));
    return changes;
  }

  private Optional<VdriveChange> change(Slot slot, Optional<Child> after, RandomGenerator random) {
    Optional<VdriveEntry> now = present.get(slot);
    if (after.isEmpty() && now.map(VdriveEntry::isTombstone).orElse(true)) return Optional.empty();
    long next = now.map(VdriveEntry::sequence).orElse(0L) + 1;
    VdriveEntry entry =
        after.isPresent()
            ? view.writer().put(after.get(), next, random)
            : view.writer().remove(slot, next);
    return Optional.of(new VdriveChange(address(), entry));
  }

  private Slot slot(Edit edit) {
    Slot mark = marked.get(edit.name());
    return mark == null ? view.slot(edit.name()) : mark;
  }

  /** The child that {@code edit} is to be applied to. */
  private Optional<Child> present(Edit edit) {
    Optional<Child> child = view.child(present.get(slot(edit)));
    return marked.containsKey(edit.name())
        ? child.filter(damaged -> damaged.name().equals(edit.name()))
        : child.map(found -> found.named(edit.name())).or(() -> replaced(edit));
  }

  /** The damaged entry that gives way to the child that {@code edit} puts under its mark. */
  private Optional<Child> replaced(Edit edit) {
    return Optional.ofNullable(replaced.get(edit.name()))
        .flatMap(slot -> view.child(present.get(slot)))
        .filter(damaged -> damaged.name().equals(edit.name()));
  }

  /** Fails with {@code CORRUPT} if the server has gone back in time. */
  Future<Void> checkNewest() {
    return view.checkNewest();
  }

  /** Takes note of those of {@code changes} that the server has taken here. */
  void noteWritten(List<VdriveChange> changes, long asked) {
    for (VdriveChange change : changes)
      if (change.directory().equals(address())) view.noteWritten(change.entry(), asked);
  }

  /** Takes in what is there instead of what was expected, if it can be trusted. On a worker. */
  void learn(VdriveConflict conflict, long asked) {
    List<VdriveEntry> mine =
        conflict.present().stream()
            .filter(change -> change.directory().equals(address()))
            .map(VdriveChange::entry)
            .filter(entry -> present.containsKey(entry.slot()))
            .toList();
    view.check(mine, asked);
    Map<Slot, Optional<VdriveEntry>> there = new HashMap<>();
    for (VdriveEntry entry : mine) there.put(entry.slot(), Optional.of(entry));
    for (Slot slot : present.keySet())
      if (!there.containsKey(slot) && !isOmitted(conflict, slot)) view.checkNothing(slot, asked);
    present.replaceAll((slot, old) -> there.getOrDefault(slot, Optional.empty()));
  }

  private boolean isOmitted(VdriveConflict conflict, Slot slot) {
    for (VdriveConflict.Place place : conflict.omitted())
      if (place.slot().equals(slot) && place.directory().equals(address())) return true;
    return false;
  }
}
