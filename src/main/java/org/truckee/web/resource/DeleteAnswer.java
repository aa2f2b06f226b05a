package org.truckee.web.resource;

import io.vertx.core.Future;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.web.http.Conditions;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

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
    return places
        .look(call.root(), call.path())
        .map(spot -> spot.on(Conditions.of(call.request())))
        .compose(this::remove)
        .map(Reply::text);
  }

  /** Returns the capability of what was there. */
  private Future<String> remove(NameInDirectory spot) {
    String cap = spot.place().target().strongest().map(Capability::toUri).orElse("");
    return spot.unlink().map(removed -> cap);
  }
}
