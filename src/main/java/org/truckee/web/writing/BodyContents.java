package org.truckee.web.writing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.ReceivedFile;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.http.Conditions;
import org.truckee.web.reply.Stored;
import org.truckee.web.request.Arguments;

/**
 * The body of a {@code PUT}, which changes every file that can change.
 *
 * @param offset the place in the file from which on it is changed; empty to change all of it
 * @param received brings the body, for a file that is changed
 * @param stored brings the body on the grid, as a new file
 */
record BodyContents(
    HttpServerRequest request,
    OptionalLong offset,
    NextVersions versions,
    Supplier<Future<ReceivedFile>> received,
    Supplier<Future<Stored>> stored)
    implements Contents {
  @Override
  public Optional<Capability> changing(ChildTarget there) {
    if (there.kind() == ChildTarget.Kind.FILE && there.strongest().orElseThrow().isMutable())
      return there.strongest();
    if (offset.isPresent()) throw append();
    return Optional.empty();
  }

  static GridException append() {
    return Arguments.bad("PUT to a file: append operation invoked on an immutable cap");
  }

  @Override
  public Future<Stored> change(Capability cap) {
    if (!(cap instanceof WriteCap))
      throw Arguments.bad("PUT to a mutable file: replace or update requested with read-only cap");
    if (offset.isPresent() && offset.getAsLong() < 0)
      throw Arguments.bad("PUT to a mutable file: Invalid offset");
    return received.get().compose(body -> change(cap, body));
  }

  private Future<Stored> change(Capability cap, ReceivedFile body) {
    Optional<Conditions> conditions = Optional.of(Conditions.of(request));
    return offset.isPresent()
        ? versions.write(cap, body, offset.getAsLong(), conditions)
        : versions.replace(cap, body, conditions);
  }

  @Override
  public Future<Stored> store() {
    return stored.get();
  }
}
