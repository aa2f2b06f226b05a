package org.truckee.cli.copy;

import java.io.IOException;
import java.util.Optional;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Listing;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.Progress;

/** A place on the grid that is copied to; {@code listing} is what is there, if anything is. */
record GridTarget(Copy copy, Place place, Optional<Listing> listing) implements Target {
  /** Asks the gateway what is at {@code place}. */
  static GridTarget look(Copy copy, Place place) throws IOException {
    Reply reply = copy.api().get(place.url() + Query.of("json"));
    if (reply.status() == 404) return new GridTarget(copy, place, Optional.empty());
    return new GridTarget(copy, place, Optional.of(Listing.read(reply.body())));
  }

  @Override
  public Kind kind() {
    if (listing.isEmpty()) return Kind.MISSING;
    return listing.get().node().isDirectory() ? Kind.DIRECTORY : Kind.FILE;
  }

  @Override
  public boolean endsWithSlash() {
    return place.directory();
  }

  @Override
  public void write(FileSource file, Progress progress) throws IOException {
    Optional<GridNode> there = listing.map(Listing::node);
    boolean inPlace = there.isPresent() && there.get().isMutable();
    String now;
    if (!inPlace && file instanceof GridSource grid && grid.isImmutable()) {
      now = grid.linkCap();
      copy.api().put(place.url() + Query.of("uri"), now).done();
    } else {
      now = new GridFile(copy).store(place.url(), file, progress);
    }
    there
        .filter(old -> !inPlace && !old.isOf(now))
        .flatMap(GridNode::bestCap)
        .ifPresent(old -> copy.wayBack().replaced(place.argument(), old));
  }

  @Override
  public TargetDirectory directory() throws IOException {
    return listing.isPresent()
        ? GridDirectory.of(copy, place.url(), place.argument(), listing.get())
        : GridDirectory.make(copy, place.url(), place.argument());
  }
}
