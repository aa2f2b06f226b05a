package org.truckee.web.resource;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Bodies;
import org.truckee.web.http.Conditions;
import org.truckee.web.local.LocalFiles;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/**
 * {@code PUT}: a file, with {@code t=uri} a link, or with {@code t=mkdir} a directory, under the
 * last name of its address. Directories that are missing on the way are made.
 */
final class PutAnswer implements Answer {
  private static final int MAX_CAPABILITY = 16 << 10;

  private final Directories directories;
  private final Places places;
  private final Bodies bodies;
  private final Uploads uploads;
  private final LocalFiles local;
  private final Freshness freshness;

  PutAnswer(
      Directories directories,
      Places places,
      Bodies bodies,
      Uploads uploads,
      LocalFiles local,
      Freshness freshness) {
    this.directories = directories;
    this.places = places;
    this.bodies = bodies;
    this.uploads = uploads;
    this.local = local;
    this.freshness = freshness;
  }

  @Override
  public Future<Reply> to(Call call) {
    if (call.request().getHeader("Content-Range") != null)
      throw Arguments.bad("Content-Range in PUT is not supported: say offset= for a mutable file");
    return switch (call.t()) {
      case "" -> file(call);
      case "uri" -> link(call);
      case "mkdir" -> directory(call);
      case "upload" -> local.upload(call);
      default -> refuse(call);
    };
  }

  private Future<Reply> file(Call call) {
    if (call.isForRoot())
      return change(call, call.root().target())
          .orElseThrow(() -> onRoot(call.root().target(), call));
    return places.make(call.root(), call.path()).compose(spot -> onConditions(call, spot));
  }

  private static GridException onRoot(ChildTarget root, Call call) {
    if (root.kind() == ChildTarget.Kind.DIRECTORY) return Arguments.bad("PUT to a directory");
    if (call.arguments().offset().isPresent()) return append();
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "what this capability names can't be changed",
        "PUT /uri stores a new file");
  }

  private static GridException append() {
    return Arguments.bad("PUT to a file: append operation invoked on an immutable cap");
  }

  /** What is there may have changed since the way to it was made. */
  private Future<Reply> onConditions(Call call, NameInDirectory spot) {
    return freshness
        .check(call.request(), spot.child().map(child -> spot.place()))
        .compose(fresh -> file(call, spot.on(Conditions.of(call.request()))));
  }

  private Future<Reply> file(Call call, NameInDirectory spot) {
    Overwrite overwrite = Links.overwrite(call.arguments());
    if (spot.child().isEmpty()) return store(call, spot, overwrite, 201);
    ChildTarget there = spot.child().get().target();
    if (there.kind() == ChildTarget.Kind.DIRECTORY) throw Arguments.bad("PUT to a directory");
    if (overwrite == Overwrite.NEVER) throw NameInDirectory.taken();
    return change(call, there).orElseGet(() -> replace(call, spot, overwrite));
  }

  private Future<Reply> replace(Call call, NameInDirectory spot, Overwrite overwrite) {
    if (call.arguments().offset().isPresent()) throw append();
    return store(call, spot, overwrite, 200);
  }

  /** Changes a mutable file in place; empty if {@code there} is none. */
  private Optional<Future<Reply>> change(Call call, ChildTarget there) {
    if (there.kind() != ChildTarget.Kind.FILE || !there.strongest().orElseThrow().isMutable())
      return Optional.empty();
    Capability cap = there.strongest().orElseThrow();
    return Optional.of(uploads.overwrite(cap, call.request(), call.arguments().offset()));
  }

  private Future<Reply> store(Call call, NameInDirectory spot, Overwrite overwrite, int status) {
    return uploads
        .store(call.request(), call.arguments())
        .compose(stored -> spot.link(ChildTarget.of(stored.cap()), overwrite).map(stored))
        .map(stored -> uploads.named(stored, spot.name()).reply(status));
  }

  private Future<Reply> link(Call call) {
    if (call.isForRoot()) throw Arguments.bad("PUT t=uri needs the name of a child");
    Overwrite overwrite = Links.overwrite(call.arguments());
    return bodies
        .small(call.request(), MAX_CAPABILITY)
        .map(body -> body.toString().strip())
        .compose(cap -> link(call, cap, overwrite).map(linked -> Reply.cap(200, cap)));
  }

  private Future<Void> link(Call call, String cap, Overwrite overwrite) {
    ChildTarget target = Links.target(call.path().name(), cap, "");
    return places
        .make(call.root(), call.path())
        .compose(spot -> spot.on(Conditions.of(call.request())).link(target, overwrite));
  }

  private Future<Reply> directory(Call call) {
    Optional<DirectoryFormat> format = Links.directoryFormat(call.arguments(), "PUT");
    if (call.isForRoot())
      return Future.succeededFuture(Reply.text(directoryCap(call.root().target())));
    return places
        .make(call.root(), call.path())
        .compose(spot -> directory(call, spot, format))
        .map(made -> Reply.text(made.capability().toUri()));
  }

  private Future<Directory> directory(
      Call call, NameInDirectory spot, Optional<DirectoryFormat> format) {
    if (spot.child().isPresent()) {
      directoryCap(spot.child().get().target());
      if (Links.overwrite(call.arguments()) == Overwrite.NEVER) throw NameInDirectory.taken();
    }
    return directories.make(spot.parent(), List.of(spot.name()), format);
  }

  private static String directoryCap(ChildTarget target) {
    if (target.kind() != ChildTarget.Kind.DIRECTORY)
      throw Arguments.bad("PUT to a file: bad t=mkdir");
    return target.strongest().orElseThrow().toUri();
  }

  private Future<Reply> refuse(Call call) {
    return places
        .find(call.root(), call.path().names())
        .map(
            place -> {
              throw Arguments.bad(
                  place.target().kind() == ChildTarget.Kind.DIRECTORY
                      ? "PUT to a directory"
                      : "PUT to a file: bad t=" + call.t());
            });
  }
}
