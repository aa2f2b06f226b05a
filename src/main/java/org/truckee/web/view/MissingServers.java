package org.truckee.web.view;

import java.util.List;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.GridException.Kind;
import org.truckee.client.server.connection.ServerHealth;
import org.truckee.web.page.Amount;

/**
 * The meaning of failures for want of servers while introducers are away: there may be servers that
 * this gateway has not heard of.
 */
public final class MissingServers {
  private static final Set<Kind> FOR_WANT_OF_SERVERS =
      Set.of(Kind.UNHAPPY, Kind.UNREACHABLE, Kind.NOT_ENOUGH_SHARES, Kind.UNRECOVERABLE);
  private static final Set<Kind> LOST = Set.of(Kind.NOT_ENOUGH_SHARES, Kind.UNRECOVERABLE);

  private final KnownNodes nodes;

  public MissingServers(KnownNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * The same failure with the introducers that are away; where no server at all is known, nothing
   * is lost, it is {@code UNREACHABLE}.
   */
  public GridException explain(GridException failure) {
    List<ServerHealth.Failure> away = nodes.introducers().away();
    if (away.isEmpty() || !FOR_WANT_OF_SERVERS.contains(failure.kind())) return failure;
    boolean unheard = nodes.storage().all().isEmpty() && LOST.contains(failure.kind());
    return failure.and(
        unheard ? Kind.UNREACHABLE : failure.kind(),
        away.stream().map(MissingServers::unheardOf).toList());
  }

  private static String unheardOf(ServerHealth.Failure away) {
    return "there may be servers that this gateway has not heard of, since an introducer is away since %s: %s"
        .formatted(Amount.time(away.since()), away.reason());
  }
}
