package org.truckee.cli.copy;

import java.io.IOException;
import java.util.Optional;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.Progress;

/** A place on the grid that is copied to; {@code listing} is the thing there, if there is one. */
record GridTarget(CopyRun run, GridPath place, Optional<GatewayListing> listing)
    implements CopyTarget {
  /** Asks the gateway about {@code place}. */
  static GridTarget look(CopyRun run, GridPath place) throws IOException {
    GatewayReply reply = run.api().get(place.url() + Query.of("json"));
    if (reply.status() == 404) return new GridTarget(run, place, Optional.empty());
    return new GridTarget(run, place, Optional.of(GatewayListing.read(reply.body())));
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
    Optional<GridNode> there = listing.map(GatewayListing::node);
    boolean inPlace = there.isPresent() && there.get().isMutable();
    String now;
    if (!inPlace && file instanceof GridSource grid && grid.isImmutable()) {
      now = grid.linkCap();
      run.api().put(place.url() + Query.of("uri"), now).done();
    } else {
      now = new GridTargetFile(run).store(place.url(), file, progress);
    }
    there
        .filter(old -> !inPlace && !old.isOf(now))
        .flatMap(GridNode::bestCap)
        .ifPresent(old -> run.wayBack().replaced(place.argument(), old));
  }

  @Override
  public TargetDirectory directory() throws IOException {
    return listing.isPresent()
        ? GridTargetDirectory.of(run, place.url(), place.argument(), listing.get())
        : GridTargetDirectory.make(run, place.url(), place.argument());
  }
}
