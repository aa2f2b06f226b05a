package org.truckee.client.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.server.connection.ServerFailure;

/**
 * The servers that took no shares of a file, with the reasons: they have no room for one, or other
 * ones. Event loop only.
 */
public final class Refusals {
  private final Set<StorageServer> full = new LinkedHashSet<>();
  private final Map<StorageServer, Throwable> quotas = new LinkedHashMap<>();
  private final Map<StorageServer, Throwable> others = new LinkedHashMap<>();

  /** Notes that {@code server} has no room for a share. */
  public void addFull(StorageServer server) {
    others.remove(server);
    full.add(server);
  }

  /** Notes that {@code server} took nothing, as {@code failure} tells. */
  public void add(StorageServer server, Throwable failure) {
    boolean space = GridException.is(failure, GridException.Kind.NO_SPACE);
    if (space && FailureText.says(failure, "quota")) quotas.put(server, failure);
    if (space) addFull(server);
    else others.put(server, failure);
  }

  /**
   * Notes that {@code server} took nothing, for a reason of {@code kind}, which follows its name.
   */
  public void add(StorageServer server, GridException.Kind kind, String reason) {
    add(server, new GridException(kind, Subject.server(server.name()), reason));
  }

  /** Notes that {@code server} did not answer as long as it was waited for. */
  public void addLate(StorageServer server) {
    add(server, ServerFailure.late(server.name()));
  }

  /** Returns whether {@code server} took nothing. */
  public boolean contains(StorageServer server) {
    return full.contains(server) || others.containsKey(server);
  }

  /** The number of servers that took nothing. */
  public int size() {
    return full.size() + others.size();
  }

  /**
   * The failure that {@code taken} servers took {@code share}, where {@code enough} are needed,
   * with the clauses of {@code shortage}: {@code NO_SPACE} if more room would help, {@code UNHAPPY}
   * if working servers would.
   */
  public GridException explain(List<String> shortage, String share, int taken, int enough) {
    boolean room = taken + full.size() >= enough && taken + others.size() < enough;
    boolean nowhere = taken == 0 && others.isEmpty() && !full.isEmpty();
    List<String> reasons = new ArrayList<>();
    if (nowhere) reasons.add("no server has room left for " + share);
    else reasons.addAll(shortage);
    List<String> crowded =
        full.stream()
            .filter(server -> !quotas.containsKey(server))
            .map(StorageServer::name)
            .toList();
    if (!crowded.isEmpty())
      reasons.add(
          (crowded.size() == 1 ? "this server is full: " : "these servers are full: ")
              + ServerNames.list(crowded));
    quotas.values().forEach(failure -> reasons.addAll(FailureText.clauses(failure)));
    others.values().forEach(failure -> reasons.addAll(FailureText.clauses(failure)));
    if (room)
      reasons.add("room for %s on %d more would be enough".formatted(share, enough - taken));
    GridException.Kind kind = room ? GridException.Kind.NO_SPACE : GridException.Kind.UNHAPPY;
    return new GridException(kind, Subject.NONE, reasons, null);
  }
}
