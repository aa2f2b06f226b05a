package org.truckee.node.restore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.truckee.cap.Capability;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.CommandFailure;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;

/** A drive as its gateway shows it now. Blocks. */
record LivingDrive(WebApi api) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NOT_WRITABLE =
      "the drive can only be read here: nothing can be brought back";

  /** The strongest capability of {@code root}, which has to be writable. */
  Capability writable(GridPath root) throws IOException {
    return at(root)
        .flatMap(listing -> listing.node().writeCap())
        .map(Capability::parse)
        .orElseThrow(() -> CommandFailure.failed(NOT_WRITABLE));
  }

  /** What is at {@code place}; empty if nothing is. */
  Optional<GatewayListing> at(GridPath place) throws IOException {
    String slash = place.isRoot() ? "/" : "";
    GatewayReply reply = api.get(place.url() + slash + Query.of("json"));
    return reply.status() == 404
        ? Optional.empty()
        : Optional.of(GatewayListing.read(reply.body()));
  }

  /** Makes the directory at {@code place}, unless it is there, and those on the way. */
  void make(GridPath place) throws IOException {
    if (!place.isRoot()) api.put(place.url() + Query.of("mkdir"), "").done();
  }

  /** Links {@code children} in the directory at {@code place}, as one step. */
  void link(GridPath place, List<Child> children, boolean replace) throws IOException {
    Query query = Query.of("set_children").with("replace", Boolean.toString(replace));
    String slash = place.isRoot() ? "/" : "";
    ObjectNode links = JSON.createObjectNode();
    for (Child child : children) add(links, child);
    api.post(place.url() + slash + query, links.toString()).done();
  }

  private static void add(ObjectNode links, Child child) throws IOException {
    ChildTarget target = child.target();
    ObjectNode link = JSON.createObjectNode();
    target.write().ifPresent(cap -> link.put("rw_uri", cap.toUri()));
    target.read().ifPresent(cap -> link.put("ro_uri", cap.toUri()));
    link.set("metadata", JSON.readTree(child.metadata().toJson()));
    links.putArray(child.name()).add(word(target.kind())).add(link);
  }

  private static String word(ChildTarget.Kind kind) {
    return switch (kind) {
      case FILE -> "filenode";
      case DIRECTORY -> "dirnode";
      case UNKNOWN -> "unknown";
    };
  }
}
