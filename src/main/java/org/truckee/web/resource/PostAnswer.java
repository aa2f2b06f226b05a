package org.truckee.web.resource;

import io.vertx.core.Future;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.ResolvedPath;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.http.Conditions;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.reply.WhenDone;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.view.ConfirmationPage;
import org.truckee.web.walk.Checks;

/** {@code POST}: what forms send, and what is more than to read, to put or to delete. */
final class PostAnswer implements Answer {
  private final Places places;
  private final Uploads uploads;
  private final NewDirectories newDirectories;
  private final DirectoryActions actions;
  private final Checks checks;

  PostAnswer(
      Places places,
      Uploads uploads,
      NewDirectories newDirectories,
      DirectoryActions actions,
      Checks checks) {
    this.places = places;
    this.uploads = uploads;
    this.newDirectories = newDirectories;
    this.actions = actions;
    this.checks = checks;
  }

  @Override
  public Future<Reply> to(Call call) {
    WhenDone whenDone = WhenDone.of(call.arguments());
    Future<Reply> reply =
        NewDirectories.isMaking(call.t()) && !call.isForRoot()
            ? make(call)
            : places.find(call.root(), call.path().names()).compose(place -> at(call, place));
    return reply.map(made -> made instanceof ConfirmationPage ? made : whenDone.after("", made));
  }

  private Future<Reply> make(Call call) {
    return places
        .make(call.root(), call.path())
        .compose(
            spot ->
                spot.child().isPresent()
                    ? at(call, spot.place())
                    : newDirectories
                        .makeAt(spot, call, Overwrite.NEVER)
                        .map(made -> Reply.text(made.capability().toUri())));
  }

  private Future<Reply> at(Call call, ResolvedPath place) {
    return switch (place.target().kind()) {
      case FILE -> file(call, place);
      case DIRECTORY -> actions.run(call, place, places.allowed(place));
      case UNKNOWN ->
          throw place
              .child()
              .filter(Child::isLost)
              .map(Child::failure)
              .orElseGet(PostAnswer::notKnown);
    };
  }

  private static GridException notKnown() {
    return new GridException(
        GridException.Kind.NOT_ALLOWED,
        "this gateway can't do that with a capability that it does not know");
  }

  private Future<Reply> file(Call call, ResolvedPath place) {
    return switch (call.t()) {
      case "check" -> checks.check(call, place);
      case "upload" -> upload(call, place);
      default -> throw Arguments.bad("POST to file: bad t=" + call.t());
    };
  }

  private Future<Reply> upload(Call call, ResolvedPath place) {
    Capability cap = Places.capability(place);
    if (cap.isMutable()) {
      if (!(cap instanceof WriteCap))
        throw new GridException(
            GridException.Kind.FORBIDDEN, "this capability only reads the file");
      return uploads
          .overwrite(cap, call.form().file().contents(), call.request())
          .map(stored -> stored.reply(200));
    }
    Child child =
        place
            .child()
            .orElseThrow(
                () ->
                    new GridException(
                        GridException.Kind.NOT_ALLOWED, "an immutable file can't be changed"));
    NameInDirectory spot =
        new NameInDirectory(place.parent().orElseThrow(), child.name(), place.child())
            .on(Conditions.of(call.request()));
    Overwrite overwrite = Links.overwrite(call.arguments());
    if (overwrite == Overwrite.NEVER) throw NameInDirectory.taken();
    return uploads
        .store(call.form().file().contents(), call.arguments())
        .compose(stored -> spot.link(ChildTarget.of(stored.cap()), overwrite).map(stored))
        .map(stored -> uploads.named(stored, spot.name()).reply(200));
  }
}
