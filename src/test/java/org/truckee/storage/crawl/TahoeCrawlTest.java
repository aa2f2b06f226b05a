package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.cycle.Space;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.expire.ShareKind;
import org.truckee.testing.known.Golden;

/** The shares of a {@code storage/} directory that the real Tahoe-LAFS left. */
class TahoeCrawlTest {
  @TempDir Path directory;

  private final List<JsonNode> files =
      Golden.rows("gbs-storage.jsonl.gz").stream().filter(TahoeCrawlTest::isWhole).toList();
  private CrawledShares shares;

  private static boolean isWhole(JsonNode file) {
    return !file.get("path").asText().startsWith("shares/incoming/");
  }

  private static byte[] bytes(JsonNode file) {
    return Base64.getDecoder().decode(file.get("data").asText());
  }

  private static boolean isMutable(JsonNode file) {
    return bytes(file)[0] == 'T';
  }

  @BeforeEach
  void takeOver() throws IOException {
    ExpirePolicy policy =
        new ExpirePolicy(
            true,
            ExpireMode.AGE,
            Optional.of(Duration.ofDays(60)),
            Optional.empty(),
            ExpirePolicy.USUAL.kinds());
    shares = new CrawledShares(directory, policy);
    for (JsonNode file : files) {
      Path path = directory.resolve(file.get("path").asText());
      Files.createDirectories(path.getParent());
      Files.write(path, bytes(file));
    }
  }

  /** The time at which the recording was made, as its leases have it. */
  private void passUntil(Duration afterTheRecording) {
    Instant recorded = Instant.parse("2026-11-27T00:00:00Z");
    shares.pass(Duration.between(shares.now(), recorded.plus(afterTheRecording)));
  }

  @Test
  void allAreReadable_andOfTheirKinds() {
    CycleReport report = shares.cycle();
    assertThat(report.corrupt()).isEmpty();
    for (ShareKind kind : ShareKind.values())
      assertThat(report.space().of(Outcome.EXAMINED, Optional.of(kind)))
          .extracting(Space::shares, Space::shareBytes)
          .containsExactly(count(kind), size(kind));
    assertThat(report.leases().perShare().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(files.size());
  }

  private long count(ShareKind kind) {
    return ofKind(kind).count();
  }

  private long size(ShareKind kind) {
    return ofKind(kind).mapToLong(file -> bytes(file).length).sum();
  }

  private Stream<JsonNode> ofKind(ShareKind kind) {
    return files.stream().filter(file -> isMutable(file) == (kind == ShareKind.MUTABLE));
  }

  @Test
  void theyGoByTheOverride_andComeBackAsTheyWere() throws IOException {
    passUntil(Duration.ofDays(50));
    assertThat(CrawledShares.shares(shares.cycle(), Outcome.ACTUAL)).isZero();
    passUntil(Duration.ofDays(70));
    CycleReport report = shares.cycle();
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isEqualTo(files.size());
    for (JsonNode file : files) {
      String path = file.get("path").asText().substring("shares".length());
      assertThat(directory.resolve("trash/2027-02-05" + path)).hasBinaryContent(bytes(file));
    }
  }
}
