package org.truckee.client;

import org.truckee.client.pool.MemoryBudget;
import org.truckee.platform.measure.MetricSink;

/**
 * The memory of all transfers of a gateway.
 *
 * @param arriving for bodies that have not come whole
 * @param transfers for files on their way to servers and from them
 */
public record TransferMemory(MemoryBudget arriving, MemoryBudget transfers) {
  /** The bytes that are held now. */
  public long used() {
    return arriving.used() + transfers.used();
  }

  /** Tells {@code sink} how it is used, and how long transfers wait for it. */
  public void tell(MetricSink sink) {
    arriving.tell(sink, "arriving");
    transfers.tell(sink, "transfers");
    transfers.tellReads(sink);
  }
}
