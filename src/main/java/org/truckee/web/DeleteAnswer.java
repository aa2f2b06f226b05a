package org.truckee.web;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.Edit;

/** {@code DELETE}: removes a name from its directory; what it led to stays on the grid. */
final class DeleteAnswer implements Answer {
  private final Places places;

  DeleteAnswer(Places places) {
    this.places = places;
  }

  @Override
  public Future<Reply> to(Call call) {
    if (call.isForRoot()) {
      throw new GridException(
          GridException.Kind.NOT_ALLOWED,
          "only a name in a directory can be deleted, and this address has none");
    }
    return places.look(call.root(), call.path()).compose(this::remove).map(Reply::text);
  }

  /** Returns the capability of what was there. */
  private Future<String> remove(Spot spot) {
    String cap = spot.place().target().strongest().map(Capability::toUri).orElse("");
    return spot.parent()
        .edit(List.of(new Edit.Remove(spot.name(), Edit.Expected.ANYTHING)))
        .map(removed -> cap);
  }
}
