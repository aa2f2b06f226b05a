package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
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
    settle(api.put(to.url() + query, cap()));
  }

  /**
   * Makes it and takes the old one away, in one step where the grid can; replaces what {@link
   * #make} replaces.
   */
  void move() throws IOException {
    Place source = from.parent();
    String here = cap(source);
    String there = to.parent().url().equals(source.url()) ? here : madeDirectory();
    if (there.equals(here) && from.name().equals(to.name()))
      throw CommandFailure.usage("both names are the same: nothing is moved");
    Query query =
        Query.of("relink")
            .with("from_name", from.name().orElseThrow())
            .with("to_dir", there)
            .with("to_name", to.name().orElseThrow())
            .with("replace", "only-files");
    settle(api.post(source.url() + query, ""));
  }

  private static void settle(Reply reply) throws IOException {
    if (reply.status() == 409)
      throw CommandFailure.failed("You can't overwrite a directory with a file");
    reply.done();
  }

  private String cap() throws IOException {
    try (InputStream in = api.get(from.url() + Query.of("json")).body()) {
      return Listing.read(in)
          .node()
          .bestCap()
          .orElseThrow(() -> CommandFailure.failed("the gateway tells no capability of it"));
    }
  }

  /** The directory that {@link #to} is a name in; made, if there is something to be put there. */
  private String madeDirectory() throws IOException {
    Place target = to.parent();
    Reply there = api.get(target.url() + Query.of("uri"));
    if (there.status() != 404) return there.text().strip();
    cap(from);
    return api.post(target.url() + Query.of("mkdir"), "").text().strip();
  }

  private String cap(Place place) throws IOException {
    return api.get(place.url() + Query.of("uri")).text().strip();
  }
}
