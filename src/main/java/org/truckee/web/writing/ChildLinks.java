package org.truckee.web.writing;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.body.Bodies;
import org.truckee.web.http.Conditions;
import org.truckee.web.place.Links;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;
import org.truckee.web.request.Call;
import org.truckee.web.request.GivenLink;
import org.truckee.web.view.PageMaker;

/** Sets and removes the links that directories consist of. */
public final class ChildLinks {
  private static final int MAX_CAPABILITY = 16 << 10;

  private final Places places;
  private final Bodies bodies;
  private final ChildLists lists;
  private final PageMaker pages;

  /** Links at {@code places}, as {@code bodies} and {@code lists} bring them. */
  public ChildLinks(Places places, Bodies bodies, ChildLists lists, PageMaker pages) {
    this.places = places;
    this.bodies = bodies;
    this.lists = lists;
    this.pages = pages;
  }

  /**
   * A link that a form asks for.
   *
   * @param told whether the sender is to be told of a link that was replaced
   */
  public record Link(String cap, String name, Overwrite overwrite, boolean told) {
    /** The arguments in the query and the form. */
    public static Link of(Arguments arguments) {
      return new Link(
          GivenLink.of(arguments.required("uri", "set-uri requires a uri")).capability(),
          Places.newName("name", arguments.required("name", "set-uri requires a name")),
          Links.overwrite(arguments),
          arguments.is("told"));
    }
  }

  /** Links the capability in the body under the name of the address. */
  public Future<Reply> put(Call call, Overwrite overwrite) {
    return bodies
        .small(call.request(), MAX_CAPABILITY)
        .map(body -> body.toString().strip())
        .compose(cap -> put(call, cap, overwrite).map(linked -> Reply.cap(200, cap)));
  }

  private Future<Void> put(Call call, String cap, Overwrite overwrite) {
    ChildTarget target = Links.target(call.path().name(), cap, "");
    return places
        .reach(call.root(), call.path())
        .compose(spot -> spot.on(Conditions.of(call.request())).link(target, overwrite));
  }

  /** Links a capability in the directory that the address leads to. */
  public Future<Reply> link(Call call, Link link) {
    ChildTarget target = Links.target(link.name(), link.cap(), "");
    Edit put = new Edit.Put(link.name(), target, Optional.empty(), link.overwrite());
    return NameInDirectory.unseen(directory(call).edit(List.of(put)))
        .map(before -> before.get(0).filter(there -> link.told()))
        .map(told -> told.map(there -> pages.replaced(call, there)))
        .map(told -> told.orElseGet(() -> Reply.text(link.cap())));
  }

  private Directory directory(Call call) {
    return places.directory(call.place());
  }

  /** Removes the child {@code name} from the directory that the address leads to. */
  public Future<Reply> unlink(Call call, String name) {
    return directory(call)
        .edit(List.of(new Edit.Remove(name, Edit.Expected.ANYTHING)))
        .map(removed -> Reply.text("thing unlinked"));
  }

  /** Removes the name that the address ends with; the thing it led to stays on the grid. */
  public Future<Reply> delete(Call call) {
    return places
        .look(call.root(), call.path())
        .map(spot -> spot.on(Conditions.of(call.request())))
        .compose(ChildLinks::remove)
        .map(Reply::text);
  }

  /** Returns the capability of the thing that was there. */
  private static Future<String> remove(NameInDirectory spot) {
    String cap = spot.place().target().strongest().map(Capability::toUri).orElse("");
    return spot.unlink().map(removed -> cap);
  }

  /** Sets all the children that the body lists, or none of them. */
  public Future<Reply> setChildren(Call call, Overwrite overwrite) {
    Directory directory = directory(call);
    return lists
        .edits(
            call.request(),
            directory,
            overwrite,
            edits -> NameInDirectory.unseen(set(directory, edits)))
        .map(done -> Reply.text("Okay so I did it."));
  }

  private static Future<Void> set(Directory directory, List<Edit> edits) {
    return edits.isEmpty() ? Future.succeededFuture() : directory.edit(edits).mapEmpty();
  }
}
