package org.truckee.web.request;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.web.body.Form;

/**
 * One request of the API, taken apart: its form, if it brought one, has been received; any other
 * body is still to come.
 *
 * @param root the thing that its address begins at
 * @param path the names that lead on from there
 * @param place the thing that it is about: the root, until the end of the path has been found
 */
public record Call(
    HttpServerRequest request,
    Arguments arguments,
    Form form,
    ResolvedPath root,
    WebPath path,
    ResolvedPath place) {
  private static final ResolvedPath NOTHING =
      new ResolvedPath(ChildTarget.NONE, Optional.empty(), Optional.empty());

  /** A request for something that has an address. */
  public static Call to(HttpServerRequest request, Form form, ResolvedPath root, WebPath path) {
    return new Call(request, Arguments.of(request, form), form, root, path, root);
  }

  /** A request for something that is to be made, and has no address yet. */
  public static Call toUnlinked(HttpServerRequest request, Form form) {
    return to(request, form, NOTHING, new WebPath("", List.of(), false));
  }

  /** The same call, about {@code found}. */
  public Call at(ResolvedPath found) {
    return new Call(request, arguments, form, root, path, found);
  }

  /** The action that is asked for. */
  public String t() {
    return arguments.t();
  }

  /** Returns whether its address is that of the root itself. */
  public boolean isForRoot() {
    return path.names().isEmpty();
  }

  /** The name of the place: that of the child there, else the last one of the address. */
  public String name() {
    return place.child().map(Child::name).orElse(isForRoot() ? "" : path.name());
  }
}
