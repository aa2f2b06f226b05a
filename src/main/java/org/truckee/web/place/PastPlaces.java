package org.truckee.web.place;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.client.directory.trash.Trashes;
import org.truckee.web.request.Call;

/** The ends of paths as they were at the time that {@code at=} of a request names. */
public final class PastPlaces {
  private final Gateway gateway;
  private final Places places;

  /** Past places of the drives of {@code gateway}, and present {@code places}. */
  public PastPlaces(Gateway gateway, Places places) {
    this.gateway = gateway;
    this.places = places;
  }

  /** The place that {@code call} is about: the present one, if it names no time. */
  public Future<ResolvedPath> find(Call call) {
    Optional<Instant> at = call.arguments().time("at");
    List<String> names = call.path().names();
    if (at.isEmpty() || names.isEmpty()) return places.find(call.root(), names);
    return root(call, at.get()).compose(root -> gateway.directories().find(root, names));
  }

  /** The directory that {@code call} is about, as it was if it names a time. */
  public Future<Directory> directory(Call call) {
    Optional<Instant> at = call.arguments().time("at");
    return at.isPresent() && call.place().parent().isEmpty()
        ? root(call, at.get())
        : Future.succeededFuture(places.allowed(call.place()));
  }

  private Future<Directory> root(Call call, Instant at) {
    places.allowed(call.root());
    return gateway.trashes().orElseThrow(Trashes::none).past(Places.capability(call.root()), at);
  }
}
