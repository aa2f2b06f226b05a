package org.truckee.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.crypto.StorageIndex;

/**
 * Readers' reports of damaged shares, a file each in {@code corruption-advisories/}, as Tahoe keeps
 * them.
 */
final class CorruptionReports {
  /** Anybody with the swissnum can send reports, so there is an end to them. */
  static final int MAX_REPORTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(CorruptionReports.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final InstantSource clock;

  CorruptionReports(Path storage, InstantSource clock) {
    this.directory = storage.resolve("corruption-advisories");
    this.clock = clock;
  }

  /** Keeps a report, unless there are too many to look at already. */
  synchronized void keep(String kind, StorageIndex storageIndex, int shareNumber, String reason)
      throws IOException {
    LOG.warn("a reader reports that {} share {} of {} is damaged", kind, shareNumber, storageIndex);
    if (count() >= MAX_REPORTS) return;
    Files.createDirectories(directory);
    String name = TIME.format(clock.instant()) + "--" + storageIndex + "-" + shareNumber;
    String text =
        """
        report: Share Corruption
        type: %s
        storage_index: %s
        share_number: %d

        %s

        """
            .formatted(kind, storageIndex, shareNumber, reason);
    Files.writeString(
        directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The number of reports kept. */
  int count() throws IOException {
    if (!Files.isDirectory(directory)) return 0;
    try (Stream<Path> files = Files.list(directory)) {
      return (int) files.count();
    }
  }
}
