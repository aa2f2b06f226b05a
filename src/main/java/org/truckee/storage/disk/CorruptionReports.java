package org.truckee.storage.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.crypto.StorageIndex;
import org.truckee.platform.OwnerFiles;

/**
 * Readers' reports of damaged shares, a file each in {@code corruption-advisories/}, as Tahoe keeps
 * them.
 */
final class CorruptionReports {
  /**
   * The most reports: anybody with the swissnum can send some, so the oldest make room for new
   * ones.
   */
  static final int MAX_REPORTS = 1000;

  /** The characters of a reason that are kept. */
  static final int MAX_REASON = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(CorruptionReports.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final InstantSource clock;

  CorruptionReports(Path storage, InstantSource clock) {
    this.directory = storage.resolve("corruption-advisories");
    this.clock = clock;
  }

  /** Keeps a report, unless one of the same share is kept already. */
  synchronized void keep(String kind, StorageIndex storageIndex, int shareNumber, String reason)
      throws IOException {
    String share = "--" + storageIndex + "-" + shareNumber;
    List<Path> kept = list();
    if (kept.stream().anyMatch(report -> report.toString().endsWith(share))) return;
    LOG.warn("a reader reports that {} share {} of {} is damaged", kind, shareNumber, storageIndex);
    for (Path oldest : kept.subList(0, Math.max(0, kept.size() - MAX_REPORTS + 1)))
      Files.deleteIfExists(oldest);
    write(share, kind, storageIndex, shareNumber, reason);
  }

  private void write(
      String share, String kind, StorageIndex storageIndex, int shareNumber, String reason)
      throws IOException {
    OwnerFiles.directories(directory);
    String name = TIME.format(clock.instant()) + share;
    String text =
        """
        report: Share Corruption
        type: %s
        storage_index: %s
        share_number: %d

        %s

        """
            .formatted(kind, storageIndex, shareNumber, shortened(reason));
    OwnerFiles.append(directory.resolve(name), text);
  }

  private static String shortened(String reason) {
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + " …";
  }

  /** The number of reports kept. */
  int count() throws IOException {
    return list().size();
  }

  /** The reports, the oldest first. */
  private List<Path> list() throws IOException {
    if (!Files.isDirectory(directory)) return List.of();
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
