package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.OptionalLong;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Bodies;
import org.truckee.web.http.Conditions;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;

/** Stores the bodies that {@code PUT} brings. */
public final class Storing {
  /** The most bytes of a body that is received while its place is looked for. */
  private static final long MAX_EARLY = 1 << 20;

  private final Places places;
  private final Bodies bodies;
  private final Uploads uploads;
  private final NextVersions versions;
  private final Freshness freshness;

  /** Stores bodies at {@code places}, on the conditions that {@code freshness} checks. */
  public Storing(
      Places places, Bodies bodies, Uploads uploads, NextVersions versions, Freshness freshness) {
    this.places = places;
    this.bodies = bodies;
    this.uploads = uploads;
    this.versions = versions;
    this.freshness = freshness;
  }

  /** The way in which a body is to be stored, and the offset in a file that it is for. */
  public record Put(Kept kept, OptionalLong offset, Overwrite overwrite) {
    /** The arguments in the query. */
    public static Put of(Arguments arguments) {
      return new Put(Kept.of(arguments), arguments.offset(), Links.overwrite(arguments));
    }

    /** The offset alone, for a file that is changed in place. */
    public static Put inPlace(Arguments arguments) {
      return new Put(Kept.USUAL, arguments.offset(), Overwrite.ALWAYS);
    }
  }

  /** Stores the body as a file that nothing leads to. */
  public Future<Reply> unlinked(Call call, Kept kept) {
    return uploads.store(call.request(), kept).map(stored -> stored.reply(200));
  }

  /** Makes the body the contents of the file that a capability alone names. */
  public Future<Reply> file(Call call, Put put) {
    Contents contents = contents(call, put);
    Capability cap = contents.changing(call.place().target()).orElseThrow(() -> unchangeable(call));
    return contents.change(cap).map(stored -> stored.reply(200));
  }

  /** The failure of a sender who wants to change something by a capability that never changes. */
  public static GridException unchangeable(Call call) {
    if (call.arguments().offset().isPresent()) return BodyContents.append();
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "what this capability names can't be changed",
        "PUT /uri stores a new file");
  }

  /**
   * Puts the body under the name of the address; directories that are missing on the way are made,
   * and the thing there may have changed since the way was made.
   */
  public Future<Reply> named(Call call, Put put) {
    if (!isSmallAndNew(call, put)) return named(call, put, contents(call, put));
    EarlyUpload early =
        new EarlyUpload(
            bodies.received(call.request()),
            (file, leave) -> uploads.immutable(file, put.kept(), leave));
    return Future.succeededFuture()
        .compose(begun -> named(call, put, contents(call, put, early)))
        .onComplete(done -> early.end());
  }

  /** Returns whether the body is mostly stored as a new file, and in memory until then. */
  private static boolean isSmallAndNew(Call call, Put put) {
    long length = Uploads.length(call.request()).orElse(Long.MAX_VALUE);
    return put.kept().isImmutable() && put.offset().isEmpty() && length <= MAX_EARLY;
  }

  private Future<Reply> named(Call call, Put put, Contents contents) {
    Conditions conditions = Conditions.of(call.request());
    return places
        .reach(call.root(), call.path())
        .compose(
            spot ->
                freshness
                    .check(call.request(), spot.child().map(child -> spot.place()))
                    .compose(fresh -> named(spot.on(conditions), put, contents)));
  }

  private Future<Reply> named(NameInDirectory spot, Put put, Contents contents) {
    if (spot.child().filter(there -> isDirectory(there.target())).isPresent())
      throw Arguments.bad("PUT to a directory");
    return new Filing(uploads)
        .put(spot, put.overwrite(), contents)
        .map(stored -> stored.reply(spot.child().isEmpty() ? 201 : 200));
  }

  private static boolean isDirectory(ChildTarget target) {
    return target.kind() == ChildTarget.Kind.DIRECTORY;
  }

  private Contents contents(Call call, Put put) {
    return new BodyContents(
        call.request(),
        put.offset(),
        versions,
        () -> bodies.received(call.request()),
        () -> uploads.store(call.request(), put.kept()));
  }

  private Contents contents(Call call, Put put, EarlyUpload early) {
    return new BodyContents(call.request(), put.offset(), versions, early::takeBack, early::goOn);
  }
}
