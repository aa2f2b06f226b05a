package org.truckee.client.context;

import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServers;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.client.timeline.Timelines;
import org.truckee.placement.EncodingParameters;
import org.truckee.platform.Timers;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/**
 * The surroundings of every transfer of one gateway; made once, and handed down.
 *
 * @param machine the parts of this machine
 * @param memory bounds the bytes that all transfers hold
 * @param timelines note each transfer
 * @param servers the servers that are known
 * @param secrets the secrets that servers are shown
 * @param encoding the usual way to encode a file
 */
public record ClientContext(
    Machine machine,
    MemoryBudget memory,
    Timelines timelines,
    StorageServers servers,
    ServerSecrets secrets,
    EncodingParameters encoding) {
  /** The timers of the event loop that asks for them. */
  public Timers timers() {
    return machine.timers();
  }

  /** The place of all computing. */
  public Codec codec() {
    return machine.codec();
  }

  /** The patience with servers. */
  public ServerTimeouts patience() {
    return servers.patience();
  }
}
