package org.truckee.cli.copy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.truckee.TrashMark;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;

/**
 * Looks at a directory of the grid; a child that can't be listed or is of no known kind is left
 * out, and the trash of a drive is passed over.
 */
final class GridScan implements Item.Scan {
  private final WebApi api;
  private final GatewayListing root;
  private final String name;
  private final LeftOut leftOut;
  private final Deque<String> above = new ArrayDeque<>();

  /** Looks at {@code root}, under {@code name}. */
  GridScan(WebApi api, GatewayListing root, String name, LeftOut leftOut) {
    this.api = api;
    this.root = root;
    this.name = name;
    this.leftOut = leftOut;
  }

  @Override
  public void into(SourceTree tree) {
    scan(root, name, tree);
  }

  private void scan(GatewayListing directory, String path, SourceTree tree) {
    above.push(directory.node().bestCapToRead().orElse(""));
    for (Map.Entry<String, GridNode> child : directory.children().entrySet()) {
      String below = GridTargetDirectory.below(path, child.getKey());
      try {
        if (isTrash(child)) leftOut.pass(below, "it is the trash of a drive");
        else add(child.getKey(), child.getValue(), below, tree);
      } catch (IOException | CommandFailure e) {
        leftOut.add(below, e);
      }
    }
    above.pop();
  }

  private static boolean isTrash(Map.Entry<String, GridNode> child) {
    return TrashMark.isOn(child.getKey(), child.getValue().metadata()::has);
  }

  private void add(String name, GridNode node, String path, SourceTree tree) throws IOException {
    switch (node.kind()) {
      case FILE -> tree.add(name, new GridSource(node));
      case DIRECTORY -> {
        GatewayListing listing = list(node);
        if (above.contains(listing.node().bestCapToRead().orElse("")))
          throw CommandFailure.failed("it leads back to a directory that it is in");
        scan(listing, path, tree.directory(name));
      }
      case UNKNOWN -> throw CommandFailure.failed(node.strangeness());
    }
  }

  private GatewayListing list(GridNode node) throws IOException {
    String cap =
        node.bestCap().orElseThrow(() -> CommandFailure.failed("it has no capability to list it"));
    return GatewayListing.read(api.get("/uri/" + UrlText.encode(cap) + Query.of("json")).body());
  }
}
