package org.truckee.cli.copy;

import java.io.IOException;
import java.util.Optional;
import org.truckee.cli.gateway.Listing;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.Progress;

/** A place on the grid that is copied to; {@code listing} is what is there, if anything is. */
record GridTarget(WebApi api, Place place, Optional<Listing> listing) implements Target {
  /** Asks the gateway what is at {@code place}. */
  static GridTarget look(WebApi api, Place place) throws IOException {
    Reply reply = api.get(place.url() + Query.of("json"));
    if (reply.status() == 404) return new GridTarget(api, place, Optional.empty());
    return new GridTarget(api, place, Optional.of(Listing.read(reply.body())));
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
    boolean inPlace = listing.isPresent() && listing.get().node().isMutable();
    if (!inPlace && file instanceof GridSource grid && grid.isImmutable())
      api.put(place.url() + Query.of("uri"), grid.linkCap()).done();
    else GridDirectory.store(api, place.url(), file, progress);
  }

  @Override
  public TargetDirectory directory() throws IOException {
    return listing.isPresent()
        ? GridDirectory.of(api, place.url(), listing.get())
        : GridDirectory.make(api, place.url());
  }
}
