package org.truckee.client.server.introducer;

import java.util.List;
import org.truckee.client.server.connection.ServerHealth;

/**
 * The introducers that a gateway follows. While one is away, there may be servers that the gateway
 * has not heard of.
 */
public record Introducers(List<IntroducerClient> all) {
  /** No introducers. */
  public static final Introducers NONE = new Introducers(List.of());

  /** Takes a copy. */
  public Introducers {
    all = List.copyOf(all);
  }

  /** The failures of introducers that can't be heard now, one for each. */
  public List<ServerHealth.Failure> away() {
    return all.stream().flatMap(introducer -> introducer.away().stream()).toList();
  }
}
