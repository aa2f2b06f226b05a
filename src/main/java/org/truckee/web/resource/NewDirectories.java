package org.truckee.web.resource;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.pool.FairPool;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.mutable.FileKeyPair;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/**
 * Makes directories: empty ones ({@code t=mkdir}), and ones with the children that the body lists
 * ({@code t=mkdir-with-children}, {@code t=mkdir-immutable}).
 */
public final class NewDirectories {
  /** The largest list of children in a request. */
  public static final int MAX_CHILDREN = 128 << 20;

  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Gateway gateway;
  private final Bodies bodies;

  /** Lists that are in memory take what the largest one does, all together. */
  private final FairPool lists = new FairPool("memory for a list", MAX_CHILDREN, WAIT_MILLIS);

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
    return children(
        request,
        json ->
            gateway
                .compute(() -> children(t, json))
                .compose(children -> make(format, asked.isPresent(), children, keys)));
  }

  /** One that is too large for its format, which nobody asked for, is kept in another. */
  private Future<Directory> make(
      DirectoryFormat format, boolean asked, List<Child> children, Optional<FileKeyPair> keys) {
    Future<Directory> made =
        keys.isPresent()
            ? gateway.gridDirectories().create(format, children, keys)
            : gateway.directories().create(format, children);
    return asked || format != DirectoryFormat.SDMF
        ? made
        : made.recover(
            failure ->
                GridException.is(failure, GridException.Kind.TOO_LARGE)
                    ? make(DirectoryFormat.MDMF, true, children, keys)
                    : Future.failedFuture(failure));
  }

  /**
   * What {@code use} makes of the changes to {@code directory} that the body of {@code request}
   * lists.
   */
  <T> Future<T> edits(
      HttpServerRequest request,
      Directory directory,
      Overwrite overwrite,
      Function<List<Edit>, Future<T>> use) {
    return children(
        request, json -> gateway.compute(() -> edits(json, directory, overwrite)).compose(use));
  }

  private static List<Edit> edits(String json, Directory directory, Overwrite overwrite) {
    List<Edit> edits = Links.edits(json, overwrite);
    if (!directory.isMutable())
      edits.forEach(edit -> Links.checkImmutable(edit.name(), ((Edit.Put) edit).target()));
    return edits;
  }

  /** What {@code use} makes of the list of children that {@code request} brings, or of none. */
  private <T> Future<T> children(HttpServerRequest request, Function<String, Future<T>> use) {
    if (Form.isForm(request)) return use.apply("");
    return bodies
        .received(request, MAX_CHILDREN)
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.TOO_LARGE) ? tooLong() : failure))
        .compose(
            body ->
                lists
                    .holding(body.size(), () -> bodies.text(body).compose(use))
                    .eventually(body::close));
  }

  private static GridException tooLong() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a list of children has at most " + MAX_CHILDREN + " bytes here",
        "a directory that can change takes more of them with set_children");
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
  Future<Directory> makeAt(NameInDirectory spot, Call call, Overwrite overwrite) {
    if (overwrite == Overwrite.NEVER && spot.child().isPresent()) throw NameInDirectory.taken();
    if (!spot.parent().isWritable()) throw Directories.readOnly();
    return make(call.t(), call.request(), call.arguments(), spot.parent().usualFormat())
        .compose(made -> spot.link(ChildTarget.of(made.capability()), overwrite).map(made));
  }
}
