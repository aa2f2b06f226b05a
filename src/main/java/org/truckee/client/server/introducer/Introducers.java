package org.truckee.client.server.introducer;

import java.util.List;
import org.truckee.client.server.connection.ServerHealth;

/**
 * The introducers that a gateway follows. While one is away, there may be servers that nobody told
 * the gateway of.
 */
public record Introducers(List<IntroducerClient> all) {
  /** No introducers. */
  public static final Introducers NONE = new Introducers(List.of());

  /** Takes a copy. */
  public Introducers {
    all = List.copyOf(all);
  }

  /** Why and since when introducers can't be heard now; a failure for each. */
  public List<ServerHealth.Failure> away() {
    return all.stream().flatMap(introducer -> introducer.away().stream()).toList();
  }
}
