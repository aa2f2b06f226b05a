package org.truckee.cli.copy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.truckee.TrashMark;
import org.truckee.cli.gateway.ConnectionThreads;
import org.truckee.cli.gateway.GatewayListing;
import org.truckee.cli.gateway.GridNode;
import org.truckee.cli.gateway.Query;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.UrlText;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.LeftOut;

/**
 * Looks at a directory of the grid, and at all directories of one depth side by side; a child that
 * can't be listed or is of no known kind is left out, and the trash of a drive is passed over.
 */
final class GridScan implements Item.Scan {
  private final WebApi api;
  private final GatewayListing root;
  private final String name;
  private final LeftOut leftOut;

  /** Looks at {@code root}, under {@code name}. */
  GridScan(WebApi api, GatewayListing root, String name, LeftOut leftOut) {
    this.api = api;
    this.root = root;
    this.name = name;
    this.leftOut = leftOut;
  }

  /** The capability of a directory, and those of the directories that it was found in. */
  private record Way(String cap, Optional<Way> above) {
    boolean leadsTo(String other) {
      for (Optional<Way> at = Optional.of(this); at.isPresent(); at = at.get().above())
        if (at.get().cap().equals(other)) return true;
      return false;
    }
  }

  /** A directory whose children are to be looked at. */
  private record Found(GatewayListing listing, String path, SourceTree tree, Way way) {}

  /** A directory that the gateway was asked for. */
  private record Asked(Found parent, String name, Future<GatewayListing> listing) {
    String path() {
      return GridTargetDirectory.below(parent.path(), name);
    }
  }

  @Override
  public void into(SourceTree tree) throws IOException {
    try (ConnectionThreads threads = new ConnectionThreads("scan")) {
      List<Found> level =
          List.of(new Found(root, name, tree, new Way(cap(root), Optional.empty())));
      while (!level.isEmpty()) level = below(level, threads);
    }
  }

  private List<Found> below(List<Found> level, ConnectionThreads threads) {
    List<Asked> asked = new ArrayList<>();
    for (Found directory : level)
      for (Map.Entry<String, GridNode> child : directory.listing().children().entrySet())
        look(directory, child, threads).ifPresent(asked::add);
    List<Found> found = new ArrayList<>();
    for (Asked directory : asked) {
      try {
        found.add(found(directory));
      } catch (IOException | CommandFailure e) {
        leftOut.add(directory.path(), e);
      }
    }
    return found;
  }

  /** Adds a file; asks for a directory. */
  private Optional<Asked> look(
      Found parent, Map.Entry<String, GridNode> child, ConnectionThreads threads) {
    String path = GridTargetDirectory.below(parent.path(), child.getKey());
    GridNode node = child.getValue();
    try {
      if (isTrash(child)) leftOut.pass(path, "it is the trash of a drive");
      else if (node.kind() == GridNode.Kind.DIRECTORY)
        return Optional.of(new Asked(parent, child.getKey(), threads.submit(() -> list(node))));
      else if (node.kind() == GridNode.Kind.FILE)
        parent.tree().add(child.getKey(), new GridSource(node));
      else throw CommandFailure.failed(node.strangeness());
    } catch (CommandFailure e) {
      leftOut.add(path, e);
    }
    return Optional.empty();
  }

  private static boolean isTrash(Map.Entry<String, GridNode> child) {
    return TrashMark.isOn(child.getKey(), child.getValue().metadata()::has);
  }

  private static Found found(Asked asked) throws IOException {
    GatewayListing listing = ConnectionThreads.await(asked.listing());
    Way above = asked.parent().way();
    if (above.leadsTo(cap(listing)))
      throw CommandFailure.failed("it leads back to a directory that it is in");
    return new Found(
        listing,
        asked.path(),
        asked.parent().tree().directory(asked.name()),
        new Way(cap(listing), Optional.of(above)));
  }

  private static String cap(GatewayListing directory) {
    return directory.node().bestCapToRead().orElse("");
  }

  private GatewayListing list(GridNode node) throws IOException {
    String cap =
        node.bestCap().orElseThrow(() -> CommandFailure.failed("it has no capability to list it"));
    return GatewayListing.read(api.get("/uri/" + UrlText.encode(cap) + Query.of("json")).body());
  }
}
