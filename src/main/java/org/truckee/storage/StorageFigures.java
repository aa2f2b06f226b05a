package org.truckee.storage;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.protocol.Blacklist;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.DiskSpace;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.measure.Latencies;
import org.truckee.storage.share.StoragePolicy;

/** The figures of a storage server, by the names and in the parts that Tahoe has for them. */
final class StorageFigures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StorageConfig config;
  private final DiskShareStore shares;
  private final Latencies latencies;
  private final Supplier<Optional<ObjectNode>> counted;
  private final Supplier<Optional<LeaseCheckerStatus>> checked;
  private final InstantSource clock;

  /** The figures of {@code shares}, with what their crawlers have {@code counted} and checked. */
  StorageFigures(
      StorageConfig config,
      DiskShareStore shares,
      Latencies latencies,
      Supplier<Optional<ObjectNode>> counted,
      Supplier<Optional<LeaseCheckerStatus>> checked,
      InstantSource clock) {
    this.config = config;
    this.shares = shares;
    this.latencies = latencies;
    this.counted = counted;
    this.checked = checked;
    this.clock = clock;
  }

  /** Reads them all, as texts, numbers, booleans, null, lists and maps. Blocks. */
  Map<String, Object> read() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stats", stats());
    counted.get().ifPresent(count -> all.put("bucket-counter", values(count)));
    checked.get().ifPresent(status -> addLeases(all, status));
    all.put("corruption-advisories", shares.corruptionReports());
    Map<Integer, Long> used = shares.accounting().used();
    if (!used.isEmpty()) all.put("accounts", byNumber(used));
    Blacklist.State list = config.access().blacklist().state();
    if (list.entries() + list.bad() > 0) all.put("blacklist", prohibited(list));
    return all;
  }

  private static Map<String, Object> prohibited(Blacklist.State list) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("entries", list.entries());
    figures.put("bad-lines", list.bad());
    figures.put("first-bad-lines", list.firstBad());
    return figures;
  }

  private static Map<String, Object> byNumber(Map<Integer, Long> used) {
    Map<String, Object> accounts = new LinkedHashMap<>();
    used.forEach((account, bytes) -> accounts.put(account.toString(), bytes));
    return accounts;
  }

  private void addLeases(Map<String, Object> all, LeaseCheckerStatus status) {
    all.put("lease-checker", values(LeaseCheckerJson.state(status)));
    all.put(
        "lease-checker-progress",
        values(LeaseCheckerJson.progress(status.progress(), clock.instant())));
    all.put("expiry", values(LeaseCheckerJson.expiry(status)));
  }

  private static Map<String, Object> values(ObjectNode json) {
    return JSON.convertValue(json, new Values());
  }

  private static final class Values extends TypeReference<Map<String, Object>> {}

  /** Reads the part of them that monitors are told. Blocks. */
  Map<String, Object> stats() {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("storage_server.allocated", shares.promised());
    stats.put("storage_server.reserved_space", config.policy().reservedSpace());
    stats.putAll(latencies.figures());
    shares.watch().space().ifPresent(space -> addDisk(stats, space));
    stats.put("storage_server.accepting_immutable_shares", shares.watch().free() > 0 ? 1 : 0);
    counted
        .get()
        .map(count -> count.path("last-complete-bucket-count").asLong())
        .filter(total -> total > 0)
        .ifPresent(total -> stats.put("storage_server.total_bucket_count", total));
    return stats;
  }

  private void addDisk(Map<String, Object> stats, DiskSpace space) {
    StoragePolicy policy = config.policy();
    long available = policy.readonly() ? 0 : space.beyond(policy.reservedSpace());
    stats.put("storage_server.disk_total", space.total());
    stats.put("storage_server.disk_used", space.used());
    stats.put("storage_server.disk_free_for_root", space.free());
    stats.put("storage_server.disk_free_for_nonroot", space.usable());
    stats.put("storage_server.disk_avail", available);
  }
}
