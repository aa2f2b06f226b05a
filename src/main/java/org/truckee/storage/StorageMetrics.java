package org.truckee.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.truckee.platform.measure.MetricSink;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.cycle.Space;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.DiskSpace;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.measure.Latencies;

/**
 * The figures of a storage server for monitors. What a crawl counts is not known before the first
 * one has come to its end.
 *
 * @param counted the number of files that have shares here, once it is known
 * @param checked the last crawls over all leases
 */
record StorageMetrics(
    StorageConfig config,
    DiskShareStore shares,
    Latencies latencies,
    Supplier<Optional<Long>> counted,
    Supplier<Optional<LeaseCheckerStatus>> checked) {
  /** Tells {@code sink} all of them. Blocks. */
  void tell(MetricSink sink) throws IOException {
    latencies.calls().tell(sink, "truckee_storage_call", "calls to the shares of a server");
    tellDisk(sink);
    tellShares(sink);
    sink.gauge("truckee_storage_uploads", "Shares that are on their way in", shares.uploads());
    sink.gauge(
        "truckee_storage_corruption_reports",
        "Readers' reports of damaged shares that are kept",
        shares.corruptionReports());
    sink.gauge(
        "truckee_storage_prohibited",
        "Files on the blacklist, which are given to nobody",
        config.access().blacklist().state().entries());
  }

  private void tellDisk(MetricSink sink) {
    Optional<DiskSpace> space = shares.watch().space();
    tellBytes(sink, "disk_size", "The size of the disk", space.map(DiskSpace::total));
    tellBytes(sink, "disk_free", "Bytes of the disk that are free", space.map(DiskSpace::usable));
    tellBytes(
        sink, "available", "Bytes that shares may still take", Optional.of(shares.watch().free()));
    tellBytes(
        sink,
        "reserved",
        "Bytes of the disk that stay free",
        Optional.of(config.policy().reservedSpace()));
    tellBytes(
        sink, "promised", "Bytes promised to uploads under way", Optional.of(shares.promised()));
    sink.gauge(
        "truckee_storage_accepting",
        "1 while new shares are taken, else 0",
        shares.watch().free() > 0 ? 1 : 0);
  }

  private static void tellBytes(MetricSink sink, String name, String help, Optional<Long> bytes) {
    sink.gauge("truckee_storage_" + name + "_bytes", help, known(bytes));
  }

  private void tellShares(MetricSink sink) {
    Optional<CycleReport> last =
        checked
            .get()
            .map(LeaseCheckerStatus::history)
            .filter(all -> !all.isEmpty())
            .map(all -> all.get(all.lastKey()));
    Optional<Space> examined =
        last.map(report -> report.space().of(Outcome.EXAMINED, Optional.empty()));
    sink.gauge("truckee_storage_files", "Files that have shares here", known(counted.get()));
    sink.gauge("truckee_storage_shares", "Shares kept", known(examined.map(Space::shares)));
    tellBytes(sink, "share", "Bytes of the shares kept", examined.map(Space::shareBytes));
    sink.gauge(
        "truckee_storage_leases", "Leases of the shares", known(last.map(StorageMetrics::leases)));
    sink.gauge(
        "truckee_storage_unreadable_shares",
        "Shares that can't be read",
        known(last.map(report -> (long) report.corrupt().size())));
  }

  private static long leases(CycleReport report) {
    return report.leases().ages().values().stream().mapToLong(Long::longValue).sum();
  }

  private static double known(Optional<Long> figure) {
    return figure.map(Long::doubleValue).orElse(Double.NaN);
  }
}
