package org.truckee.cli.link;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.WayBack;

/** A second link to the thing at {@code from}, to be made at {@code to}. */
record Link(WebApi api, GridPath from, GridPath to, WayBack wayBack) {
  /** A link into the directory {@code to} if it is one by its name, else at {@code to} itself. */
  static Link of(WebApi api, GridPath from, GridPath to, WayBack wayBack) {
    if (!to.isRoot() && !to.directory()) return new Link(api, from, to, wayBack);
    String name =
        from.name()
            .orElseThrow(() -> CommandFailure.usage("what has no name needs one in the directory"));
    return new Link(api, from, to.child(name), wayBack);
  }

  /** Makes the link; a file in its place is replaced, a directory is not. */
  void make() throws IOException {
    Query query = Query.of("uri").with("replace", "only-files");
    String cap = cap();
    Optional<Occupant> old = occupant();
    settle(api.put(to.url() + query, cap));
    tellReplaced(old, cap);
  }

  private Optional<Occupant> occupant() throws IOException {
    return wayBack.isTold() ? Occupant.of(api, to) : Optional.empty();
  }

  private void tellReplaced(Optional<Occupant> old, String now) {
    old.filter(before -> !before.directory() && !before.cap().equals(now))
        .ifPresent(before -> wayBack.replaced(to.argument(), before.cap()));
  }

  /**
   * Makes the link and takes the old one away, in one step where the grid can; a file in its place
   * is replaced, as by {@link #make}.
   */
  void move() throws IOException {
    if (from.contains(to)) throw intoItself();
    GridPath source = from.parent();
    String here = cap(source);
    String there = to.parent().url().equals(source.url()) ? here : madeDirectory();
    if (there.equals(here) && from.name().equals(to.name()))
      throw CommandFailure.usage("both names are the same: nothing is moved");
    Optional<Occupant> old = occupant();
    Query query =
        Query.of("relink")
            .with("from_name", from.name().orElseThrow())
            .with("to_dir", there.equals(here) ? here : target())
            .with("to_name", to.name().orElseThrow())
            .with("replace", "only-files");
    new Ancestry(wayBack.session(), api, from).mustNotHold(to.parent(), there);
    settle(api.post(source.url() + query, ""));
    tellReplaced(old, "");
  }

  /**
   * The link to the directory of {@link #to} by the way from its root: so the gateway knows the
   * drive, in whose trash goes what is replaced.
   */
  private String target() throws IOException {
    String root = cap(new GridPath(to.root(), List.of(), true));
    return api.gateway()
        + new GridPath(GridPath.ofCap(root, "").root(), to.parent().path(), true).url();
  }

  private static CommandFailure intoItself() {
    return CommandFailure.failed("a directory can't be moved into itself: nothing is moved");
  }

  private static void settle(GatewayReply reply) throws IOException {
    if (reply.status() == 409)
      throw CommandFailure.failed("You can't overwrite a directory with a file");
    reply.done();
  }

  private String cap() throws IOException {
    try (InputStream in = api.get(from.url() + Query.of("json")).body()) {
      GridNode node = GatewayListing.read(in).node();
      return node.bestCap().orElseThrow(() -> CommandFailure.failed(node.strangeness()));
    }
  }

  /** The directory of {@link #to}, made if it is missing. */
  private String madeDirectory() throws IOException {
    GridPath target = to.parent();
    GatewayReply there = api.get(target.url() + Query.of("uri"));
    if (there.status() != 404) return there.text().strip();
    cap(from);
    return api.post(target.url() + Query.of("mkdir"), "").text().strip();
  }

  private String cap(GridPath place) throws IOException {
    return api.get(place.url() + Query.of("uri")).text().strip();
  }
}
