package org.truckee.web.writing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.http.Conditions;
import org.truckee.web.http.EntityTag;
import org.truckee.web.http.State;
import org.truckee.web.place.Places;
import org.truckee.web.request.Call;

/** Lets changing requests through on their {@link Conditions} only. */
public record Freshness(Gateway gateway, Places places) {
  /** Completes if the thing that {@code call} is about meets the sender's conditions. */
  public Future<Void> check(Call call) {
    if (!Conditions.of(call.request()).any()) return Future.succeededFuture();
    return places
        .find(call.root(), call.path().names())
        .map(Optional::of)
        .recover(Freshness::nothing)
        .compose(place -> check(call.request(), place));
  }

  private static Future<Optional<ResolvedPath>> nothing(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND)
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }

  /** The same for the thing at {@code place}; empty if there is none. */
  public Future<Void> check(HttpServerRequest request, Optional<ResolvedPath> place) {
    Conditions conditions = Conditions.of(request);
    if (!conditions.any()) return Future.succeededFuture();
    Future<Optional<State>> state =
        place.isPresent()
            ? state(place.get(), conditions).map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    return state.compose(
        current -> {
          conditions.check(current);
          return Future.succeededFuture();
        });
  }

  private Future<State> state(ResolvedPath place, Conditions conditions) {
    if (place.target().kind() != ChildTarget.Kind.FILE)
      return Future.succeededFuture(State.UNKNOWN);
    Capability cap = Places.capability(place);
    if (!cap.isMutable())
      return Future.succeededFuture(
          new State(EntityTag.of(cap, ""), place.child().flatMap(State::linked)));
    return conditions.nameTags()
        ? gateway.open(cap).map(file -> new State(EntityTag.of(cap, file), Optional.empty()))
        : Future.succeededFuture(State.UNKNOWN);
  }
}
