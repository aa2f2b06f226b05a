package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.DamageMark;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Slot;

/**
 * A directory that a vdrive server keeps, entry by entry: changing one name costs the same however
 * many there are.
 */
final class VdriveDirectory implements Directory {
  private final Capability capability;
  private final VdriveView view;
  private final VdriveSteps steps;
  private volatile OptionalLong size = OptionalLong.empty();

  VdriveDirectory(Capability capability, VdriveView view, VdriveSteps steps) {
    this.capability = capability;
    this.view = view;
    this.steps = steps;
  }

  @Override
  public Capability capability() {
    return capability;
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return get(view.slot(name))
        .compose(
            child ->
                child.isPresent()
                    ? Future.succeededFuture(child.map(found -> found.named(name)))
                    : marked(name));
  }

  private Future<Optional<Child>> get(Slot slot) {
    return view.entry(slot).compose(entry -> view.codec().run(() -> view.child(entry)));
  }

  /** The damaged entry that {@code name} marks, if no child is called so. */
  private Future<Optional<Child>> marked(String name) {
    return DamageMark.slot(name)
        .map(slot -> get(slot).map(child -> child.filter(it -> it.name().equals(name))))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  @Override
  public Listing list() {
    return new VdriveListing(view, Optional.empty(), bytes -> size = OptionalLong.of(bytes));
  }

  @Override
  public Listing listAfter(String place) {
    try {
      return new VdriveListing(view, Optional.of(Slot.parse(place)), bytes -> {});
    } catch (IllegalArgumentException noSlot) {
      return list();
    }
  }

  @Override
  public Future<Optional<String>> state() {
    return view.state();
  }

  @Override
  public Future<Long> size() {
    OptionalLong known = size;
    if (known.isPresent()) return Future.succeededFuture(known.getAsLong());
    return list().forEachPage(page -> Future.succeededFuture()).map(listed -> size.orElseThrow());
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    if (!isWritable()) return Future.failedFuture(Directories.readOnly());
    StepPart here = new StepPart(view, edits);
    return steps.make(List.of(here)).map(done -> here.before());
  }

  @Override
  public boolean canEditWith(Directory other) {
    return other instanceof VdriveDirectory there && steps.canChange(view, there.view);
  }

  @Override
  public Future<Void> editWith(List<Edit> edits, Directory other, List<Edit> othersEdits) {
    if (!isWritable() || !other.isWritable()) return Future.failedFuture(Directories.readOnly());
    VdriveView there = ((VdriveDirectory) other).view;
    return steps.make(List.of(new StepPart(view, edits), new StepPart(there, othersEdits)));
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.VDRIVE;
  }
}
