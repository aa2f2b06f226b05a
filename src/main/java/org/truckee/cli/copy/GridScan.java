package org.truckee.cli.copy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Listing;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;

/** Looks at a directory of the grid. */
final class GridScan implements Item.Scan {
  private final WebApi api;
  private final Listing root;
  private final Deque<String> above = new ArrayDeque<>();

  GridScan(WebApi api, Listing root) {
    this.api = api;
    this.root = root;
  }

  @Override
  public void into(SourceTree tree) throws IOException {
    scan(root, tree);
  }

  private void scan(Listing directory, SourceTree tree) throws IOException {
    String cap = directory.node().bestCapToRead().orElse("");
    if (above.contains(cap))
      throw CommandFailure.failed("the tree is endless: a directory leads back to one it is in");
    above.push(cap);
    for (Map.Entry<String, GridNode> child : directory.children().entrySet())
      add(child.getKey(), child.getValue(), tree);
    above.pop();
  }

  private void add(String name, GridNode node, SourceTree tree) throws IOException {
    switch (node.kind()) {
      case FILE -> tree.add(name, new GridSource(node));
      case DIRECTORY -> scan(list(node), tree.directory(name));
      case UNKNOWN ->
          throw CommandFailure.failed(
              "something of a kind that this gateway does not know can't be copied");
    }
  }

  private Listing list(GridNode node) throws IOException {
    String cap =
        node.bestCap()
            .orElseThrow(
                () -> CommandFailure.failed("a directory has no capability to list it by"));
    return Listing.read(api.get("/uri/" + UrlText.encode(cap) + Query.of("json")).body());
  }
}
