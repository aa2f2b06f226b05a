package org.truckee.client.directory.trash;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;

/**
 * A directory of a drive: a child that an edit takes away goes to the drive's trash first. The
 * trash itself is an ordinary directory, and what is taken away from there is gone.
 */
final class TrashedDirectory implements Directory {
  private final Directory directory;
  private final Trash trash;
  private final List<String> path;
  private volatile Optional<Child> seen = Optional.empty();

  /** The {@code directory} that {@code path} leads to in the drive of {@code trash}. */
  TrashedDirectory(Directory directory, Trash trash, List<String> path) {
    this.directory = directory;
    this.trash = trash;
    this.path = List.copyOf(path);
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    return isWritable() ? step(edits).run(seen, directory::edit) : directory.edit(edits);
  }

  @Override
  public Future<Void> prepareEdit() {
    return directory.prepareEdit();
  }

  @Override
  public boolean canMake(DirectoryFormat format) {
    return directory.canMake(format);
  }

  /** Takes nothing away. */
  @Override
  public Future<List<Directory>> make(List<String> names, Optional<Edit> inside) {
    if (path.isEmpty() && Trash.isName(names.get(0))) trash.lookAgain();
    return directory.make(names, inside);
  }

  @Override
  public boolean canEditWith(Directory other) {
    return directory.canEditWith(other.withoutTrash());
  }

  @Override
  public Future<Void> editWith(List<Edit> edits, Directory other, List<Edit> othersEdits) {
    Directory bare = other.withoutTrash();
    return step(edits).run(seen, sparing -> directory.editWith(sparing, bare, othersEdits));
  }

  @Override
  public Future<Void> noteMove(Child child) {
    TrashEntry.Origin here = new TrashEntry.Origin(path, PastEntries.address(directory));
    return trash.keep(List.of(child), here, moved -> true);
  }

  private SparingStep step(List<Edit> edits) {
    return new SparingStep(trash, directory, path, edits);
  }

  @Override
  public Directory withoutTrash() {
    return directory;
  }

  @Override
  public Directory below(String name, Directory child) {
    if (path.isEmpty() && Trash.isName(name)) return child;
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new TrashedDirectory(child.withoutTrash(), trash, longer);
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return directory.get(name).onSuccess(child -> seen = child);
  }

  @Override
  public Future<Optional<Child>> getToEdit(String name) {
    return directory.getToEdit(name).onSuccess(child -> seen = child);
  }

  @Override
  public Capability capability() {
    return directory.capability();
  }

  @Override
  public Listing list() {
    return directory.list();
  }

  @Override
  public Listing listAfter(String place) {
    return directory.listAfter(place);
  }

  @Override
  public Future<Long> size() {
    return directory.size();
  }

  @Override
  public Future<Optional<String>> state() {
    return directory.state();
  }

  @Override
  public DirectoryFormat usualFormat() {
    return directory.usualFormat();
  }
}
