package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.DamageMark;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.UnsparedChildren;
import org.truckee.dirnode.vdrive.VdriveEntry;

/**
 * A directory that a vdrive server keeps, entry by entry: changing one name costs the same however
 * many there are.
 */
final class VdriveDirectory implements Directory {
  private final Capability capability;
  private final VdriveView view;
  private final VdriveSteps steps;
  private volatile OptionalLong size = OptionalLong.empty();

  /** The slots of a step that was given up since children were in its way. */
  private volatile Map<Slot, Optional<VdriveEntry>> looked = Map.of();

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
    StepPart here = part(edits);
    return steps
        .make(List.of(here))
        .onFailure(failure -> keepLooks(here, failure))
        .map(done -> here.before());
  }

  @Override
  public boolean canMake(DirectoryFormat format) {
    return format == DirectoryFormat.VDRIVE && isWritable() && steps.canMakeIn(view);
  }

  @Override
  public Future<List<Directory>> make(List<String> names, Optional<Edit> inside) {
    List<String> below = names.subList(1, names.size());
    return view.codec()
        .run(() -> NestedTables.of(below, inside, steps.random()))
        .compose(
            tables ->
                steps
                    .make(view, link(names.get(0), tables), tables)
                    .map(made -> tables.caps().stream().map(this::opened).toList()));
  }

  private static Edit link(String name, NestedTables tables) {
    ChildTarget outermost = ChildTarget.of(tables.caps().get(0));
    return new Edit.Put(name, outermost, Optional.empty(), Overwrite.NEVER);
  }

  private Directory opened(VdriveWriteCap cap) {
    return new VdriveDirectory(cap, steps.view(cap), steps);
  }

  @Override
  public boolean canEditWith(Directory other) {
    return other instanceof VdriveDirectory there && steps.canChange(view, there.view);
  }

  @Override
  public Future<Void> editWith(List<Edit> edits, Directory other, List<Edit> othersEdits) {
    if (!isWritable() || !other.isWritable()) return Future.failedFuture(Directories.readOnly());
    VdriveDirectory there = (VdriveDirectory) other;
    StepPart mine = part(edits);
    StepPart theirs = there.part(othersEdits);
    return steps
        .make(List.of(mine, theirs))
        .onFailure(failure -> keepLooks(mine, failure))
        .onFailure(failure -> there.keepLooks(theirs, failure));
  }

  private StepPart part(List<Edit> edits) {
    StepPart part = new StepPart(view, edits, looked);
    looked = Map.of();
    return part;
  }

  private void keepLooks(StepPart part, Throwable failure) {
    if (failure instanceof UnsparedChildren) looked = part.present();
  }

  @Override
  public DirectoryFormat usualFormat() {
    return DirectoryFormat.VDRIVE;
  }
}
