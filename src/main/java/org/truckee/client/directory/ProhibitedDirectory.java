package org.truckee.client.directory;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;

/** A directory that nobody may read here; its own parent lists it nevertheless. */
record ProhibitedDirectory(Directory directory, GridException reason) implements Directory {
  @Override
  public Capability capability() {
    return directory.capability();
  }

  @Override
  public Future<Optional<Child>> get(String name) {
    return Future.failedFuture(reason);
  }

  @Override
  public Listing list() {
    return new OnePage(Future.failedFuture(reason));
  }

  @Override
  public Future<Long> size() {
    return Future.failedFuture(reason);
  }

  @Override
  public Future<List<Optional<Child>>> edit(List<Edit> edits) {
    return Future.failedFuture(reason);
  }

  @Override
  public DirectoryFormat usualFormat() {
    return directory.usualFormat();
  }
}
