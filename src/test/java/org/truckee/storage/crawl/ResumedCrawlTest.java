package org.truckee.storage.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.storage.cycle.CrawlProgress;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.cycle.Outcome;
import org.truckee.storage.expire.ExpireMode;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.testing.http.Ask;

/** A crawl that is interrupted in the middle of a cycle. */
class ResumedCrawlTest {
  private static final int FILES = 40;
  private static final ExpirePolicy ENABLED =
      new ExpirePolicy(
          true, ExpireMode.AGE, Optional.empty(), Optional.empty(), ExpirePolicy.USUAL.kinds());

  @TempDir Path directory;

  @Test
  void aCycle_goesOnWhereItWas_andCountsEachShareOnce() throws IOException {
    CrawledShares shares = filled();
    shares.pass(Duration.ofDays(32));
    CycleReport report = null;
    int restarts = 0;
    while (report == null) {
      shares.crawler.work();
      CrawlProgress before = shares.crawler.status().progress();
      shares.crawler.save();
      shares.startCrawler();
      LeaseCheckerStatus after = shares.crawler.status();
      assertThat(after.progress().prefixesDone()).isEqualTo(before.prefixesDone());
      report = after.history().get(0L);
      restarts++;
    }
    assertThat(restarts).isGreaterThan(3);
    assertThat(CrawledShares.shares(report, Outcome.EXAMINED)).isEqualTo(FILES);
    assertThat(CrawledShares.shares(report, Outcome.ACTUAL)).isEqualTo(FILES);
    assertThat(shares.inTrash()).hasSize(FILES);
  }

  @Test
  void aCycleThatIsKilled_repeatsWhatItDidNotRemember() throws IOException {
    CrawledShares shares = filled();
    shares.pass(Duration.ofDays(32));
    for (int i = 0; i < 3; i++) shares.crawler.work();
    shares.startCrawler();
    shares.cycle();
    assertThat(shares.inTrash()).hasSize(FILES);
  }

  @Test
  void aDamagedMemory_beginsAnew_andHoldsEverythingForThreeDays() throws IOException {
    CrawledShares shares = filled();
    shares.cycle();
    shares.pass(Duration.ofDays(32));
    shares.crawler.save();
    Files.writeString(shares.directory.resolve("lease_checker.json"), "{\"version\":1,\"seen\":");
    Files.writeString(shares.directory.resolve("lease_checker_history.json"), "[]x");
    Files.writeString(shares.directory.resolve("lease_checker.json123.new"), "{");
    shares.startCrawler();
    shares.cycle();
    assertThat(shares.inTrash()).isEmpty();
    shares.pass(Duration.ofDays(3));
    shares.cycle();
    assertThat(shares.inTrash()).hasSize(FILES);
    try (Stream<Path> files = Files.list(shares.directory)) {
      assertThat(files.filter(file -> file.toString().endsWith(".new"))).isEmpty();
    }
  }

  @Test
  void theNextCycle_waitsForHalfADay_alsoAfterARestart() throws IOException {
    CrawledShares shares = filled();
    shares.cycle();
    shares.crawler.save();
    shares.startCrawler();
    shares.pass(Duration.ofHours(11));
    assertThat(shares.crawler.work()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    assertThat(shares.crawler.status().progress().cycle()).isEmpty();
    shares.pass(Duration.ofHours(2));
    shares.crawler.work();
    assertThat(shares.crawler.status().progress().cycle()).contains(1L);
  }

  @Test
  void aClockThatIsSetBack_stopsNoCrawl() throws IOException {
    CrawledShares shares = filled();
    shares.cycle();
    shares.jump(Duration.ofDays(-3650));
    shares.cycle();
    assertThat(shares.finished()).isEqualTo(1);
  }

  private CrawledShares filled() throws IOException {
    CrawledShares shares = new CrawledShares(directory.resolve("storage"), ENABLED);
    for (int i = 0; i < FILES; i++) shares.put(Ask.storageIndex(6 * i), i % 10, new byte[100]);
    return shares;
  }
}
