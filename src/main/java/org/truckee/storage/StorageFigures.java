package org.truckee.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.DiskSpace;
import org.truckee.storage.measure.Latencies;
import org.truckee.storage.share.StoragePolicy;

/** The figures of a storage server, by the names and in the parts that Tahoe has for them. */
final class StorageFigures {
  private final StoragePolicy policy;
  private final DiskShareStore shares;
  private final Latencies latencies;

  StorageFigures(StoragePolicy policy, DiskShareStore shares, Latencies latencies) {
    this.policy = policy;
    this.shares = shares;
    this.latencies = latencies;
  }

  /** Reads them all, as texts, numbers, booleans, null, lists and maps. Blocks. */
  Map<String, Object> read() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stats", stats());
    return all;
  }

  private Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("storage_server.allocated", shares.promised());
    stats.put("storage_server.reserved_space", policy.reservedSpace());
    stats.putAll(latencies.figures());
    shares.watch().space().ifPresent(space -> addDisk(stats, space));
    stats.put("storage_server.accepting_immutable_shares", shares.watch().free() > 0 ? 1 : 0);
    return stats;
  }

  private void addDisk(Map<String, Object> stats, DiskSpace space) {
    long available = policy.readonly() ? 0 : space.beyond(policy.reservedSpace());
    stats.put("storage_server.disk_total", space.total());
    stats.put("storage_server.disk_used", space.used());
    stats.put("storage_server.disk_free_for_root", space.free());
    stats.put("storage_server.disk_free_for_nonroot", space.usable());
    stats.put("storage_server.disk_avail", available);
  }
}
