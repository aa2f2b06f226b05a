package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.truckee.cli.gateway.Listing;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.CommandFailure;

/** A second link to what is at {@code from}, to be made at {@code to}. */
record Link(WebApi api, Place from, Place to) {
  /** Into the directory {@code to} if it is one by its name, else at {@code to} itself. */
  static Link of(WebApi api, Place from, Place to) {
    if (!to.isRoot() && !to.directory()) return new Link(api, from, to);
    String name =
        from.name()
            .orElseThrow(() -> CommandFailure.usage("what has no name needs one in the directory"));
    return new Link(api, from, to.child(name));
  }

  /** Makes it; a file in its place is replaced, a directory is not. */
  void make() throws IOException {
    Query query = Query.of("uri").with("replace", "only-files");
    Reply made = api.put(to.url() + query, cap());
    if (made.status() == 409)
      throw CommandFailure.failed("You can't overwrite a directory with a file");
    made.done();
  }

  /** Whether it would replace the very link that it is made from. */
  boolean isItself() throws IOException {
    if (from.url().equals(to.url())) return true;
    return from.name().equals(to.name()) && directory(from).equals(directory(to));
  }

  private String cap() throws IOException {
    try (InputStream in = api.get(from.url() + Query.of("json")).body()) {
      return Listing.read(in)
          .node()
          .bestCap()
          .orElseThrow(() -> CommandFailure.failed("the gateway tells no capability of it"));
    }
  }

  /** The capability of the directory that {@code place} is a name in. */
  private String directory(Place place) throws IOException {
    List<String> path = place.path();
    Place parent = new Place(place.root(), path.subList(0, path.size() - 1), true);
    Reply reply = api.get(parent.url() + Query.of("uri"));
    return reply.status() == 404 ? "" : reply.text().strip();
  }
}
