package org.truckee.web.writing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.FairPool;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Bodies;
import org.truckee.web.body.Form;
import org.truckee.web.place.Links;

/** Receives and reads the lists of children that requests bring as their bodies. Thread-safe. */
public final class ChildLists {
  /** The largest list of children in a request. */
  public static final int MAX_BYTES = 128 << 20;

  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Gateway gateway;
  private final Bodies bodies;

  /** The memory of all lists together: that of the largest one. */
  private final FairPool memory = new FairPool("memory for a list", MAX_BYTES, WAIT_MILLIS);

  /** Lists that come as {@code bodies}, and are read by workers of {@code gateway}. */
  public ChildLists(Gateway gateway, Bodies bodies) {
    this.gateway = gateway;
    this.bodies = bodies;
  }

  /** The outcome of {@code use} of the children that {@code request} brings for {@code made}. */
  <T> Future<T> children(
      HttpServerRequest request, NewDirectory made, Function<List<Child>, Future<T>> use) {
    return texts(request, json -> gateway.compute(() -> made.children(json)).compose(use));
  }

  /** The outcome of {@code use} of the changes to {@code directory} that {@code request} brings. */
  <T> Future<T> edits(
      HttpServerRequest request,
      Directory directory,
      Overwrite overwrite,
      Function<List<Edit>, Future<T>> use) {
    return texts(
        request, json -> gateway.compute(() -> edits(json, directory, overwrite)).compose(use));
  }

  private static List<Edit> edits(String json, Directory directory, Overwrite overwrite) {
    List<Edit> edits = Links.edits(json, overwrite);
    if (!directory.isMutable())
      edits.forEach(edit -> Links.checkImmutable(edit.name(), ((Edit.Put) edit).target()));
    return edits;
  }

  private <T> Future<T> texts(HttpServerRequest request, Function<String, Future<T>> use) {
    if (Form.isForm(request)) return use.apply("");
    return bodies
        .received(request, MAX_BYTES)
        .recover(
            failure ->
                Future.failedFuture(
                    GridException.is(failure, GridException.Kind.TOO_LARGE) ? tooLong() : failure))
        .compose(
            body ->
                memory
                    .holding(body.size(), () -> bodies.text(body).compose(use))
                    .eventually(body::close));
  }

  private static GridException tooLong() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "a list of children has at most " + MAX_BYTES + " bytes here",
        "a directory that can change takes more of them with set_children");
  }
}
