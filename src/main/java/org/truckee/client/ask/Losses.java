package org.truckee.client.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.connection.ServerFailure;
import org.truckee.client.server.connection.ServerProhibition;

/**
 * The servers that gave no good answer, with the reasons: the latest failure for each share, or of
 * the server itself. Event loop only.
 */
public final class Losses {
  /** The share number of a failure that is about no share. */
  private static final int NO_SHARE = -1;

  /** A share that a server did not give. */
  private record Lost(StorageServer server, int share) {}

  /**
   * A failure of one server.
   *
   * @param share the share that it is about, or -1
   */
  public record Loss(StorageServer server, int share, Throwable failure) {
    /** Returns whether the share itself is bad. */
    public boolean isDamage() {
      return GridException.is(failure, GridException.Kind.CORRUPT);
    }
  }

  private final Map<Lost, Throwable> failures = new LinkedHashMap<>();

  /** Notes that {@code server} gave no answer at all. */
  public void add(StorageServer server, Throwable failure) {
    add(server, NO_SHARE, failure);
  }

  /** Notes that {@code server} did not give share {@code share}. */
  public void add(StorageServer server, int share, Throwable failure) {
    failures.put(new Lost(server, share), failure);
  }

  /** Notes that {@code server} did not answer as long as it was waited for. */
  public void addLate(StorageServer server) {
    add(server, ServerFailure.late(server.name()));
  }

  /** Returns whether one of the failures is of {@code kind}. */
  public boolean any(GridException.Kind kind) {
    return failures.values().stream().anyMatch(failure -> GridException.is(failure, kind));
  }

  /** The failures of servers that give the thing to nobody. */
  public List<ServerProhibition> prohibitions() {
    return ServerProhibition.among(failures.values());
  }

  /** The number of servers that did not answer in time. */
  public long lateServers() {
    return all().stream()
        .filter(loss -> ServerFailure.isLate(loss.failure()))
        .map(Loss::server)
        .distinct()
        .count();
  }

  /** The names of the servers that failed otherwise than by damaged shares. */
  public List<String> silentServers() {
    return all().stream()
        .filter(loss -> !loss.isDamage())
        .map(loss -> loss.server().name())
        .distinct()
        .toList();
  }

  /** The shares that are damaged, as messages name them: {@code 3 on} and the server. */
  public List<String> damagedShares() {
    return all().stream()
        .filter(Loss::isDamage)
        .map(loss -> loss.share() + " on " + loss.server().name())
        .distinct()
        .toList();
  }

  /** All losses, in the order in which they were noted first. */
  public List<Loss> all() {
    List<Loss> all = new ArrayList<>();
    failures.forEach((lost, failure) -> all.add(new Loss(lost.server(), lost.share(), failure)));
    return all;
  }
}
