package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;
import org.truckee.mutable.FileKeyPair;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;

/**
 * Makes directories: empty ones ({@code t=mkdir}), and ones with the children that the body lists
 * ({@code t=mkdir-with-children}, {@code t=mkdir-immutable}).
 */
final class NewDirectories {
  /** The largest list of children in a request. */
  private static final int MAX_CHILDREN = 64 << 20;

  private final Gateway gateway;
  private final Bodies bodies;

  NewDirectories(Gateway gateway, Bodies bodies) {
    this.gateway = gateway;
    this.bodies = bodies;
  }

  /** Whether {@code t} makes a directory. */
  static boolean isMaking(String t) {
    return t.equals("mkdir") || t.equals("mkdir-with-children") || t.equals("mkdir-immutable");
  }

  /** Makes the directory that {@code t} and the rest of {@code request} describe. */
  Future<Directory> make(
      String t, HttpServerRequest request, Arguments arguments, DirectoryFormat usual) {
    Optional<DirectoryFormat> asked = Links.directoryFormat(arguments, "POST");
    DirectoryFormat format =
        t.equals("mkdir-immutable") ? DirectoryFormat.IMMUTABLE : asked.orElse(usual);
    Optional<FileKeyPair> keys = Uploads.keyPair(arguments);
    return children(request)
        .compose(json -> gateway.compute(() -> children(t, json)))
        .compose(
            children ->
                keys.isPresent()
                    ? gateway.gridDirectories().create(format, children, keys)
                    : gateway.directories().create(format, children));
  }

  /** The changes that the list of children in the body of {@code request} asks for. */
  Future<List<Edit>> edits(HttpServerRequest request, Overwrite overwrite) {
    return children(request).compose(json -> gateway.compute(() -> Links.edits(json, overwrite)));
  }

  /** The list of children that {@code request} brings as its body; empty if it brings none. */
  private Future<String> children(HttpServerRequest request) {
    if (Form.isForm(request)) return Future.succeededFuture("");
    return bodies
        .text(request, MAX_CHILDREN)
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.TOO_LARGE) ? tooLong() : failure));
  }

  private static GridException tooLong() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a list of children has at most "
            + MAX_CHILDREN
            + " bytes here; a directory that can change takes more of them with set_children");
  }

  private static List<Child> children(String t, String json) {
    if (t.equals("mkdir") && !json.isBlank())
      throw Arguments.bad("t=mkdir does not accept children=, try t=mkdir-with-children instead");
    List<Child> children = Links.children(json);
    if (t.equals("mkdir-immutable"))
      children.forEach(child -> Links.checkImmutable(child.name(), child.target()));
    return children;
  }

  /** Makes one in the place of {@code spot}. */
  Future<Directory> makeAt(Spot spot, Call call, Overwrite overwrite) {
    if (overwrite == Overwrite.NEVER && spot.child().isPresent()) throw Spot.taken();
    if (!spot.parent().isWritable()) throw Directories.readOnly();
    return make(call.t(), call.request(), call.arguments(), spot.parent().usualFormat())
        .compose(made -> spot.link(Target.of(made.capability()), overwrite).map(made));
  }
}
