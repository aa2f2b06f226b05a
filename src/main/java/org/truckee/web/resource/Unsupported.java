package org.truckee.web.resource;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.web.page.Pages;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.writing.Storing;

/** The failures of requests for which the API's table has no row, in Tahoe's words. */
final class Unsupported {
  private Unsupported() {}

  /** The failure of {@code call}, which asks something that its place does not know. */
  static GridException by(Call call) {
    HttpMethod method = call.request().method();
    if (method.equals(HttpMethod.PUT)) return put(call);
    if (method.equals(HttpMethod.POST)) return post(call);
    return method.equals(HttpMethod.DELETE) ? delete() : get(call);
  }

  /** The failure of a request for {@code /uri} itself. */
  static GridException unlinked() {
    return Arguments.bad("/uri accepts only PUT, PUT?t=mkdir, POST?t=upload, and POST?t=mkdir");
  }

  private static GridException get(Call call) {
    return switch (Target.of(call.place().target())) {
      case FILE -> Arguments.bad("GET file: bad t=" + call.t());
      case DIRECTORY -> Arguments.bad("GET directory: bad t=" + call.t());
      default -> lost(call).orElseGet(() -> noKnown(call));
    };
  }

  /** The failure of an entry of which nothing can be read any more, if the place is one. */
  private static Optional<GridException> lost(Call call) {
    return call.place().child().filter(Child::isLost).map(Child::failure);
  }

  private static GridException noKnown(Call call) {
    return new GridException(
        GridException.Kind.BAD_CAP,
        Pages.wanted(call.request())
            ? "this is not the whole of a capability, or one of a kind that this gateway does not"
                + " know"
            : "GET unknown URI type: can only do t=info and t=json, not t="
                + call.t()
                + ".\nUsing a webapi server that supports a later version of Tahoe may help.");
  }

  private static GridException put(Call call) {
    if (call.isForRoot() && call.t().equals("uri"))
      return Arguments.bad("PUT t=uri needs the name of a child");
    if (call.isForRoot() && call.t().equals("upload"))
      return Arguments.bad("t=upload needs the name of a child");
    if (isDirectory(call.place())) return Arguments.bad("PUT to a directory");
    return call.t().isEmpty()
        ? Storing.unchangeable(call)
        : Arguments.bad("PUT to a file: bad t=" + call.t());
  }

  private static boolean isDirectory(ResolvedPath place) {
    return Target.of(place.target()) == Target.DIRECTORY;
  }

  private static GridException post(Call call) {
    return switch (Target.of(call.place().target())) {
      case FILE -> Arguments.bad("POST to file: bad t=" + call.t());
      case DIRECTORY -> Arguments.bad("POST to a directory with bad t=" + call.t());
      default -> lost(call).orElseGet(Unsupported::notKnown);
    };
  }

  private static GridException notKnown() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "this gateway can't do that with a capability that it does not know");
  }

  private static GridException delete() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "only a name in a directory can be deleted, and this address has none");
  }
}
