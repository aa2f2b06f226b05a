package org.truckee.client.server;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.truckee.GridException;

/**
 * Why servers took no shares of a file: because they have no room for one, or for reasons of their
 * own. Event loop only.
 */
public final class Refusals {
  private final Set<StorageServer> full = new LinkedHashSet<>();
  private final Map<StorageServer, String> others = new LinkedHashMap<>();

  /** Notes that {@code server} has no room for a share. */
  public void addFull(StorageServer server) {
    others.remove(server);
    full.add(server);
  }

  /** Notes that {@code server} took nothing, as {@code failure} tells. */
  public void add(StorageServer server, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.NO_SPACE)) addFull(server);
    else others.put(server, failure.getMessage());
  }

  /** Notes that {@code server} took nothing for {@code reason}, which follows its name. */
  public void add(StorageServer server, String reason) {
    others.put(server, "server " + server.name() + reason);
  }

  /** Whether {@code server} took nothing. */
  public boolean contains(StorageServer server) {
    return full.contains(server) || others.containsKey(server);
  }

  /** How many took nothing. */
  public int size() {
    return full.size() + others.size();
  }

  /**
   * What it means that {@code taken} servers took {@code share}, of which {@code enough} would have
   * to be placed, which {@code shortage} says: {@code NO_SPACE} if more room is what would help,
   * {@code UNHAPPY} if servers that work would.
   */
  public GridException explain(String shortage, String share, int taken, int enough) {
    boolean room = taken + full.size() >= enough && taken + others.size() < enough;
    boolean nowhere = taken == 0 && others.isEmpty() && !full.isEmpty();
    StringJoiner message = new StringJoiner("; ");
    message.add(nowhere ? "no server has room left for " + share : shortage);
    if (!full.isEmpty())
      message.add(
          (full.size() == 1 ? "this server is full: " : "these servers are full: ") + names());
    others.values().forEach(message::add);
    if (room)
      message.add("room for %s on %d more would be enough".formatted(share, enough - taken));
    GridException.Kind kind = room ? GridException.Kind.NO_SPACE : GridException.Kind.UNHAPPY;
    return new GridException(kind, message.toString());
  }

  private String names() {
    return ServerNames.list(full.stream().map(StorageServer::name).toList());
  }
}
