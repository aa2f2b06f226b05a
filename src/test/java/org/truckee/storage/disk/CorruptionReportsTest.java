package org.truckee.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.protocol.storage.CorruptionReport;
import org.truckee.testing.TestClock;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.http.Ask;
import org.truckee.testing.known.Snapshot;

class CorruptionReportsTest {
  @TempDir Path directory;
  private final TestClock clock = new TestClock();

  @Test
  void aReport_isKeptWhereTheOperatorFindsIt() throws IOException {
    String reason = "block 3 has another hash \u1235\nand more";
    try (StorageFixture server = start()) {
      Ask.store(server, Ask.storageIndex(1), 7, new byte[10]);
      assertThat(report(server, "immutable", 1, 7, reason)).isEqualTo(200);
      assertThat(report(server, "mutable", 1, 7, reason)).isEqualTo(200);
    }
    try (Stream<Path> reports = Files.list(directory.resolve("corruption-advisories"))) {
      Path file = reports.findFirst().orElseThrow();
      assertThat(file.getFileName())
          .asString()
          .startsWith("2026-01-01T")
          .endsWith(Ask.storageIndex(1) + "-7");
      assertThat(Files.readString(file))
          .contains("storage_index: " + Ask.storageIndex(1), "share_number: 7", reason);
    }
  }

  @Test
  void aReportOfAShareThatIsNotHere_isNotKept() {
    try (StorageFixture server = start()) {
      Ask.store(server, Ask.storageIndex(1), 7, new byte[10]);
      Snapshot before = Snapshot.of(directory);

      assertThat(report(server, "immutable", 1, 8, "x")).isEqualTo(404);
      assertThat(report(server, "mutable", 2, 7, "x")).isEqualTo(404);
      assertThat(Snapshot.of(directory)).isEqualTo(before);
    }
  }

  @Test
  void reports_haveAnEndAndTheOldestGo() throws IOException {
    CorruptionReports reports = new CorruptionReports(directory, clock);
    Path kept = Files.createDirectories(directory.resolve("corruption-advisories"));
    for (int i = 0; i < CorruptionReports.MAX_REPORTS + 5; i++)
      Files.createFile(kept.resolve("2020-%05d".formatted(i)));

    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(1));
      reports.keep("immutable", Ask.storageIndex(1), i, "x".repeat(30_000));
    }

    assertThat(reports.count()).isEqualTo(CorruptionReports.MAX_REPORTS);
    assertThat(kept.resolve("2020-00007")).doesNotExist();
    assertThat(kept.resolve("2020-00008")).exists();
    try (Stream<Path> files = Files.list(kept)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).max().orElseThrow())
          .isBetween(1000L, 3000L);
    }
  }

  @Test
  void aShare_isReportedOnce() throws IOException {
    CorruptionReports reports = new CorruptionReports(directory, clock);
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      reports.keep("immutable", Ask.storageIndex(1), 1, "reason " + i);
      reports.keep("mutable", Ask.storageIndex(1), 11, "reason " + i);
    }

    assertThat(reports.count()).isEqualTo(2);
  }

  private StorageFixture start() {
    return StorageFixture.start(StorageFixture.config(directory), clock);
  }

  private static int report(
      StorageFixture server, String kind, int storageIndex, int share, String reason) {
    return server
        .ask(
            "POST",
            "/storage/v1/%s/%s/%d/corrupt".formatted(kind, Ask.storageIndex(storageIndex), share))
        .message(new CorruptionReport(reason)::write)
        .answer()
        .status();
  }
}
